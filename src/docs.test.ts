// The documents keep up with the program: what they name is there, and what must be named is.
import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, posix } from 'node:path'
import { test } from 'node:test'
import { ROOT } from '../test/source-tree.ts'
import { LANGUAGES, textRooms, catalogue, type Language } from './values/text.ts'

const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8')
const CHOICES = readdirSync(join(ROOT, 'docs', 'choices')).map((name) => `docs/choices/${name}`)
const DOCUMENTS = ['README.md', 'ARCHITECTURE.md', 'GLOSSARY.md', 'STYLE.md', 'docs/rules.md', 'docs/security.md', 'docs/operating.md', ...CHOICES]

/** A path of the project in backticks; what has a placeholder in it names many. */
const IN_BACKTICKS = /`((?:src|test|web|database|scripts|docs|deploy|\.ci)\/[^`\s<>*…]*|[A-Z]+\.md|package(?:-lock)?\.json)`/g
const LINK = /\]\((?!https?:|#|mailto:)([^)#\s]+)[^)]*\)/g
/** Made by building, so not there before. */
const BUILT = /^web\/dist\b/

function pathsIn(document: string, text: string): string[] {
  const quoted = [...text.matchAll(IN_BACKTICKS)].map(([, path]) => path!)
  const linked = [...text.matchAll(LINK)].map(([, path]) => posix.normalize(posix.join(posix.dirname(document), path!)))
  return [...new Set([...quoted, ...linked])].filter((path) => !BUILT.test(path))
}

const lost = (document: string, text: string): string[] => pathsIn(document, text).filter((path) => !existsSync(join(ROOT, path))).map((path) => `${document}: ${path}`)

test('every file and folder that a document names is there', () => {
  assert.deepEqual(DOCUMENTS.flatMap((document) => lost(document, read(document))), [])
  assert.ok(pathsIn('ARCHITECTURE.md', read('ARCHITECTURE.md')).length > 40)
  assert.deepEqual(lost('X.md', 'see `src/no-such.ts`, [this](docs/no-such.md) and `src/<room>.ts`'), ['X.md: src/no-such.ts', 'X.md: docs/no-such.md'])
})

/** A test file, a colon, and the words a test of it begins with; sizes that a run chooses stand as a number. */
const NAMED_TEST = /`((?:src|test)\/\S+\.test\.ts)`: (.+?)(?=<br>| \|$)/gm

test('every test that docs/rules.md names is there', () => {
  const named = [...read('docs/rules.md').matchAll(NAMED_TEST)].map(([, file, name]) => [file!, name!] as const)
  assert.ok(named.length > 90)
  const plain = (text: string): string => text.replaceAll("\\'", "'").replaceAll(/\$\{[^}]*\}|\d[\d,]*/g, 'n')
  assert.deepEqual(named.filter(([file, name]) => !plain(read(file)).includes(plain(name))).map((each) => each.join(': ')), [])
})

/** How many requirements of levels 1 and 2 each section of ASVS 5.0.0 has; they are its first ones, since those of level 3 stand last. */
const ASVS: Record<string, number> = {
  '1.1': 2, '1.2': 9, '1.3': 11, '1.4': 3, '1.5': 2, '2.1': 3, '2.2': 3, '2.3': 4, '2.4': 1, '3.2': 2, '3.3': 4, '3.4': 6, '3.5': 5, '3.7': 2,
  '4.1': 3, '4.2': 1, '4.3': 2, '4.4': 4, '5.1': 1, '5.2': 3, '5.3': 2, '5.4': 3, '6.1': 3, '6.2': 12, '6.3': 4, '6.4': 4, '6.5': 5, '6.6': 3, '6.8': 4,
  '7.1': 3, '7.2': 4, '7.3': 2, '7.4': 5, '7.5': 2, '7.6': 2, '8.1': 2, '8.2': 3, '8.3': 1, '8.4': 1, '9.1': 3, '9.2': 4,
  '10.1': 2, '10.2': 2, '10.3': 4, '10.4': 11, '10.5': 5, '10.6': 2, '10.7': 3, '11.1': 2, '11.2': 3, '11.3': 3, '11.4': 4, '11.5': 1, '11.6': 1,
  '12.1': 3, '12.2': 2, '12.3': 4, '13.1': 1, '13.2': 5, '13.3': 2, '13.4': 5, '14.1': 2, '14.2': 4, '14.3': 3, '15.1': 3, '15.2': 3, '15.3': 7,
  '16.1': 1, '16.2': 5, '16.3': 4, '16.4': 3, '16.5': 3, '17.1': 1, '17.2': 4, '17.3': 2,
}

test('docs/security.md says of each requirement of ASVS 5.0 level 2 how it stands, and names a test where it is met', (t) => {
  const rows = read('docs/security.md').split('\n').map((line) => line.split('|').map((cell) => cell.trim())).filter(([, numbers]) => /^\d+\.\d+\.\d+/.test(numbers ?? ''))
  const said = rows.flatMap(([, numbers, , how]) => numbers!.split(', ').map((number) => [number, how!] as const))
  const wanted = Object.entries(ASVS).flatMap(([section, count]) => Array.from({ length: count }, (_, place) => `${section}.${place + 1}`))
  assert.deepEqual(said.map(([number]) => number).toSorted(), wanted.toSorted())
  for (const [, numbers, , how, where] of rows) {
    assert.match(how!, /^(?:yes|part|operator|no|n\/a)$/, numbers)
    if (how === 'yes') assert.match(where!, /`(?:src|test)\/[\w./-]+\.test\.ts`/, `${numbers} names no test`)
  }
  const counts = Map.groupBy(said, ([, how]) => how)
  t.diagnostic(`${said.length} requirements: ${[...counts].map(([how, each]) => `${how} ${each.length}`).join(', ')}`)
})

test('the map in ARCHITECTURE.md is the house as the architecture test draws it', () => {
  const drawn = read('src/architecture.test.ts').split('\n').filter((line) => /^\/\/ {3}\w/.test(line)).map((line) => line.slice(5))
  assert.equal(drawn.length, 5)
  assert.ok(read('ARCHITECTURE.md').includes(drawn.join('\n')), `the map should read:\n${drawn.join('\n')}`)
})

test('ARCHITECTURE.md names everything that runs by itself', () => {
  const routines = ['timetable', 'mail-routines'].flatMap((file) => [...read(`src/doors/clock/${file}.ts`).matchAll(/name: '([^']+)'/g)].map(([, name]) => name!))
  assert.ok(routines.length >= 4)
  const text = read('ARCHITECTURE.md')
  assert.deepEqual(routines.filter((name) => !text.includes(`| ${name} |`)), [])
})

test('the README shows the command line as it is', () => {
  const shown = [...read('README.md').matchAll(/^\| `([a-z-]+)(?: [^`]*)?` \|/gm)].map(([, name]) => name!)
  const commands = [...read('src/doors/shell/commands.ts').matchAll(/\bname: '([a-z-]+)', usage:/g)].map(([, name]) => name!)
  assert.ok(commands.length > 5)
  assert.deepEqual(shown.toSorted(), commands.toSorted())
})

test('every direct dependency stands in the list of dependencies with its licence', () => {
  const { packages } = JSON.parse(read('package-lock.json')) as { packages: Record<string, { license?: string }> }
  const manifest = JSON.parse(read('package.json')) as Record<'dependencies' | 'devDependencies' | 'optionalDependencies', Record<string, string>>
  const direct = [manifest.dependencies, manifest.devDependencies, manifest.optionalDependencies].flatMap((group) => Object.keys(group))
  const listed = new Map([...read('docs/choices/dependencies.md').matchAll(/^\| `([^`]+)` \| ([^|]+) \|/gm)].map(([, name, licence]) => [name!, licence!]))
  assert.deepEqual([...listed.keys()].toSorted(), direct.toSorted())
  for (const name of direct) {
    const licence = packages[`node_modules/${name}`]?.license
    // A package may leave it to its LICENSE file.
    if (licence) assert.equal(listed.get(name), licence, name)
  }
})

const PARTS = ['Situation', 'Choice', 'Why', 'What it costs', 'What would change it']

test('every choice says its situation, choice, reason, cost and what would change it', () => {
  const choices = CHOICES.filter((path) => /\/\d\d-/.test(path))
  assert.ok(choices.length > 15)
  assert.deepEqual(choices.flatMap((path) => PARTS.filter((part) => !read(path).includes(`\n**${part}.** `)).map((part) => `${path}: ${part}`)), [])
})

/** Everything that stands on screen or in letters in a language, in small letters. */
function wordsOnScreen(language: Language): string {
  const rooms = textRooms(language).flatMap((room) => Object.values(catalogue(language, room)))
  const parts = readdirSync(join(ROOT, 'web/src/texts'), { withFileTypes: true }).filter((each) => each.isDirectory()).map(({ name }) => `${name}/`)
  const workspace = ['', ...parts].flatMap((part) => Object.values(JSON.parse(read(`web/src/texts/${part}${language}.json`)) as Record<string, string>))
  return [...rooms, ...workspace].join('\n').toLowerCase()
}

test('the words of the glossary are the words on screen', () => {
  const screen = new Map(LANGUAGES.map((language) => [language, wordsOnScreen(language)]))
  const rows = read('GLOSSARY.md').split('\n').filter((line) => /^\| [^-]/.test(line) && !line.startsWith('| word |')).map((line) => line.split('|').slice(1, -1).map((cell) => cell.trim()))
  assert.ok(rows.length > 40)
  const strangers = rows.flatMap(([word, sv, nb, en]) => [['sv', sv], ['nb', nb], ['en', en]].flatMap(([language, cell]) =>
    cell!.split(', ').filter((each) => each !== '–' && !screen.get(language as Language)!.includes(each.toLowerCase())).map((each) => `${word} (${language}): ${each}`)))
  assert.deepEqual(strangers, [])
})
