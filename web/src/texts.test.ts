import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { IntlMessageFormat } from 'intl-messageformat'
import { createTexts, closestLanguage, LANGUAGES, type Catalogue } from './texts.ts'

const TEXTS = join(import.meta.dirname, 'texts')
const FOLDERS = ['.', ...readdirSync(TEXTS, { withFileTypes: true }).filter((one) => one.isDirectory()).map(({ name }) => name)]
const catalogueOf = (language: string): Catalogue => Object.assign({}, ...FOLDERS.map((folder) => JSON.parse(readFileSync(join(TEXTS, folder, `${language}.json`), 'utf8')) as Catalogue))
const catalogues = new Map(LANGUAGES.map((language) => [language, catalogueOf(language)]))
const english = catalogues.get('en')!

test('every text stands in all three languages', () => {
  for (const [language, catalogue] of catalogues) assert.deepEqual(Object.keys(catalogue), Object.keys(english), language)
})

test('every text is there, and takes the same parameters in all three languages', () => {
  for (const [language, catalogue] of catalogues) {
    for (const [key, text] of Object.entries(catalogue)) {
      assert.notEqual(text.trim(), '', `${language} ${key}`)
      assert.deepEqual(parametersOf(text), parametersOf(english[key]!), `${language} ${key}`)
    }
  }
})

test('every text is used somewhere, as itself or as one of a family', () => {
  const source = filesIn(import.meta.dirname).map((file) => readFileSync(file, 'utf8')).join('\n')
  const families = [...source.matchAll(/`([a-z-]+)\.[^`]*\$\{|word\('([a-z-]+)'/g)].map((match) => match[1] ?? match[2])
  const unused = Object.keys(english).filter((key) => !source.includes(`'${key}'`) && !families.includes(key.split('.')[0]))
  assert.deepEqual(unused, [])
})

test('a plural follows the language', () => {
  const { t } = createTexts('sv', catalogues.get('sv')!)
  assert.equal(t('people.count', { count: 1, shown: '1' }), 'En person')
  assert.equal(t('people.count', { count: 2100, shown: '2 100' }), '2 100 personer')
})

test('a date without time is the same day in every time zone, and written as the language writes it', () => {
  assert.equal(createTexts('sv', catalogues.get('sv')!).day('2033-12-31'), '31 dec. 2033')
  assert.equal(createTexts('en', english).day('2033-12-31'), '31 Dec 2033')
})

test('a word the catalogue does not know is shown as it is', () => {
  const { word } = createTexts('nb', catalogues.get('nb')!)
  assert.equal(word('surface', 'counter'), 'På stedet')
  assert.equal(word('surface', 'kiosk'), 'kiosk')
})

test('the closest language is found from what the browser asks for', () => {
  assert.equal(closestLanguage(['nn-NO', 'en']), 'nb')
  assert.equal(closestLanguage(['fi', 'sv-FI']), 'sv')
  assert.equal(closestLanguage(['fr']), 'en')
})

/** Names of the parameters of a text, those inside plurals too. */
function parametersOf(text: string): string[] {
  const names = new Set<string>()
  const walk = (elements: readonly unknown[]) => {
    for (const element of elements as { type: number; value: string; options?: Record<string, { value: unknown[] }> }[]) {
      if (element.type === 0 || element.type === 7) continue // literal text, and the # of a plural
      names.add(element.value)
      for (const option of Object.values(element.options ?? {})) walk(option.value)
    }
  }
  walk(new IntlMessageFormat(text, 'en', undefined, { ignoreTag: true }).getAst())
  return [...names].toSorted()
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !entry.name.endsWith('.test.ts'))
    .map((entry) => join(entry.parentPath, entry.name))
}
