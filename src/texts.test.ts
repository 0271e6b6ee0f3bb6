// Every text is there in every language, takes the same parameters, and every key that the program names exists.
import { IntlMessageFormat } from 'intl-messageformat'
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { modulesUnder, moduleOf, ROOT, type Module } from '../test/source-tree.ts'
import { catalogue, LANGUAGES, textRooms, type Language } from './values/text.ts'

type Catalogues = Record<Language, Record<string, string>>

const ROOMS = [...new Set(LANGUAGES.flatMap(textRooms))].toSorted()
const has = (language: Language, room: string): boolean => textRooms(language).includes(room)

/** What is wrong between the languages of one set of texts. */
function catalogueFaults(name: string, texts: Catalogues): string[] {
  const keys = new Set(LANGUAGES.flatMap((language) => Object.keys(texts[language])))
  return [...keys].flatMap((key) => {
    const missing = LANGUAGES.filter((language) => !texts[language][key]?.trim()).map((language) => `${name}.${key}: missing in ${language}`)
    if (missing.length > 0) return missing
    const [first, ...others] = LANGUAGES.map((language) => parametersOf(language, texts[language][key]!))
    return others.every((each) => each === first) ? [] : [`${name}.${key}: parameters differ: ${[first, ...others].join(' | ')}`]
  })
}

interface Element { type: number, value: string, options?: Record<string, { value: Element[] }>, children?: Element[] }
const LITERAL = 0
const POUND = 7
const TAG = 8

/** Names of the parameters of an ICU message, or why it cannot be read. */
function parametersOf(language: Language, text: string): string {
  const names = new Set<string>()
  const collect = (elements: Element[]): void => {
    for (const { type, value, options, children } of elements) {
      if (type !== LITERAL && type !== POUND && type !== TAG) names.add(value)
      for (const option of Object.values(options ?? {})) collect(option.value)
      collect(children ?? [])
    }
  }
  try {
    collect(new IntlMessageFormat(text, language, undefined, { ignoreTag: true }).getAst() as Element[])
  } catch (error) {
    return `not readable in ${language}: ${(error as Error).message}`
  }
  return [...names].toSorted().join(', ')
}

/** Keys written out in the program: `t(language, 'room.key')`, `text: 'room.key'` of a Problem, `fault('key')` of a value. */
const NAMED = [/\bt\([^()'"`]*(?:\([^()]*\)[^()'"`]*)?,\s*'(?<key>[\w-]+\.[\w.-]+)'/g, /\btext: '(?<key>[\w-]+\.[\w.-]+)'/g, /\bfault\('(?<value>[\w-]+)'/g]

function unknownKeys(modules: Module[]): string[] {
  return modules.filter(({ path }) => !path.endsWith('.test.ts')).flatMap(({ path, text }) => NAMED.flatMap((pattern) => [...text.matchAll(pattern)]).flatMap(({ groups }) => {
    const key = groups!['key'] ?? `values.${groups!['value']}`
    const dot = key.indexOf('.')
    const [room, rest] = [key.slice(0, dot), key.slice(dot + 1)]
    return has('en', room) && catalogue('en', room)[rest] !== undefined ? [] : [`${path}: ${key}`]
  }))
}

test('every text is there in Swedish, Norwegian and English, and takes the same parameters in each', (t) => {
  assert.ok(ROOMS.length > 3)
  let count = 0
  for (const room of ROOMS) {
    const texts = Object.fromEntries(LANGUAGES.map((language) => [language, has(language, room) ? catalogue(language, room) : {}])) as Catalogues
    assert.deepEqual(catalogueFaults(room, texts), [])
    count += Object.keys(texts.en).length
  }
  t.diagnostic(`${count} texts in ${ROOMS.length} rooms, each in ${LANGUAGES.length} languages`)
})

test('every text of the workspace is there in all languages as well', () => {
  const path = (language: Language): string => join(ROOT, 'web', 'src', 'texts', `${language}.json`)
  const texts = Object.fromEntries(LANGUAGES.map((language) => [language, JSON.parse(readFileSync(path(language), 'utf8')) as Record<string, string>])) as Catalogues
  assert.ok(Object.keys(texts.en).length > 20)
  assert.deepEqual(catalogueFaults('web', texts), [])
})

test('a missing, an empty, an unreadable text and a forgotten parameter are found', () => {
  const faults = (sv: string, nb: string, en: string): number => catalogueFaults('x', { sv: { key: sv }, nb: { key: nb }, en: { key: en } }).length
  assert.equal(catalogueFaults('x', { sv: { key: 'hej' }, nb: {}, en: { key: 'hello' } }).length, 1)
  assert.equal(faults('hej', ' ', 'hello'), 1)
  assert.equal(faults('hej {namn}', 'hei {name}', 'hello {name}'), 1)
  assert.equal(faults('hej {name', 'hei', 'hello'), 1)
  assert.equal(faults('{n, plural, one {# fråga} other {# frågor}}', '{n, plural, one {# spørsmål} other {# {kind} spørsmål}}', '{n} questions'), 1)
  assert.equal(faults('{n, plural, one {# fråga} other {# frågor}}', '{n, number} spørsmål', '{n} questions'), 0)
})

test('every key that the program names exists', () => {
  const modules = modulesUnder('src')
  const named = modules.flatMap(({ text }) => NAMED.flatMap((pattern) => [...text.matchAll(pattern)])).length
  assert.ok(named > 30, `only ${named} keys were found`)
  assert.deepEqual(unknownKeys(modules), [])
  for (const text of ["t(language, 'values.no-such-key')", "t(languageOf(c), 'nowhere.key', { a: 1 })", "throw new Problem('invalid', { text: 'keeper.no-such-key' })", "return fault('no-such-fault')"]) {
    assert.equal(unknownKeys([moduleOf('src/people/x.ts', text)]).length, 1, text)
  }
})
