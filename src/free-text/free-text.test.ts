import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { test } from 'node:test'
import { build, type Rolldown } from 'vite'
import { labelledSentences, type LabelledSentence, type LabelledSpan } from '../../test/labelled-sentences.ts'
import { NO_SHARED_DATA, sharedData } from '../../test/shared-data.ts'
import type { LocalDate } from '../values/calendar.ts'
import { LANGUAGES, type Language } from '../values/text.ts'
import { parsePersonNumber } from '../values/identity-number.ts'
import { isFault } from '../values/fault.ts'
import { isNorwegianNumber, isSwedishNumber } from './check-digits.ts'
import { markFreeText, refusedKinds } from './free-text.ts'
import { TEXT_KINDS, type MarkedText } from './text-kind.ts'

const today = '2026-11-22' as LocalDate
/** The customer of the labelled sentences. */
const OWN: Readonly<Record<Language, string>> = { sv: 'Maria Lind', nb: 'Kari Moen', en: 'Helen Ward' }
const mark = (text: string, language: Language = 'sv'): MarkedText[] => markFreeText(text, language, { today, own: [OWN[language]] })

interface Measured { labels: number, found: number, marks: number, right: number }
const meets = (a: LabelledSpan | MarkedText, b: LabelledSpan | MarkedText): boolean => a.kind === b.kind && a.start < b.end && b.start < a.end

function measure(sentences: readonly LabelledSentence[], language: Language, of: (kind: string) => boolean): Measured {
  const total: Measured = { labels: 0, found: 0, marks: 0, right: 0 }
  for (const { text, spans } of sentences) {
    const [labels, marks] = [spans.filter(({ kind }) => of(kind)), mark(text, language).filter(({ kind }) => of(kind))]
    total.labels += labels.length
    total.found += labels.filter((label) => marks.some((one) => meets(label, one))).length
    total.marks += marks.length
    total.right += marks.filter((one) => labels.some((label) => meets(label, one))).length
  }
  return total
}

const share = (part: number, whole: number): number => whole === 0 ? 1 : part / whole
const told = ({ labels, found, marks, right }: Measured): string => `precision ${share(right, marks).toFixed(3)} (${right}/${marks}), recall ${share(found, labels).toFixed(3)} (${found}/${labels})`

test('H5: of the labelled sentences every identity number is found, and of the rest enough in each language, also in those held out', (t) => {
  for (const language of LANGUAGES) {
    const all = labelledSentences(language)
    for (const [name, sentences] of [['all', all], ['held out', all.filter(({ heldOut }) => heldOut)]] as const) {
      const [numbers, others] = [measure(sentences, language, (kind) => kind === 'identity-number'), measure(sentences, language, (kind) => kind !== 'identity-number')]
      t.diagnostic(`${language}, ${name}, n = ${sentences.length}: identity numbers ${told(numbers)}; others ${told(others)}`)
      if (name === 'all') for (const kind of TEXT_KINDS) t.diagnostic(`  ${language} ${kind}: ${told(measure(sentences, language, (one) => one === kind))}`)
      assert.equal(numbers.found, numbers.labels, `${language} ${name}`)
      assert.ok(share(others.right, others.marks) >= 0.8, `${language} ${name}: ${told(others)}`)
      assert.ok(share(others.found, others.labels) >= 0.7, `${language} ${name}: ${told(others)}`)
    }
  }
})

test('H5: the published Swedish sentences: exactly the stated numbers of people, and no number of an organisation', (t) => {
  const file = sharedData('presidio/se-recognizer-cases.json')
  if (!file) return t.skip(NO_SHARED_DATA)
  const cases = JSON.parse(readFileSync(file, 'utf8')) as Record<string, { text: string, spans: number[][] }[]>
  let checked = 0
  for (const [entity, sentences] of Object.entries(cases)) {
    for (const { text, spans } of sentences) {
      const found = mark(text).filter(({ kind }) => kind === 'identity-number').map(({ start, end }) => [start, end])
      assert.deepEqual(found, entity === 'SE_PERSONNUMMER' ? spans : [], `${entity} ${text}`)
      checked++
    }
  }
  assert.equal(checked, 29)
})

test('numbers are judged as the libraries judge them, with which the register reads them', () => {
  let valid = 0
  for (let at = 0; at < 20_000; at++) {
    const digits = String((at * 7_919_317) % 10_000_000_000).padStart(10, '0')
    for (const text of [`19${digits}`, digits, `${digits}${at % 10}`]) {
      const right = !isFault(parsePersonNumber(text, today))
      valid += Number(right)
      assert.equal(text.length === 11 ? isNorwegianNumber(text) : isSwedishNumber(text, today), right, text)
    }
  }
  for (const text of ['13097250051', '41097250187', '13897250017', '13497250034']) assert.equal(isNorwegianNumber(text), !isFault(parsePersonNumber(text, today)), text)
  assert.ok(valid > 100, String(valid))
})

test('the language of the text decides, not that of the writer, where the text tells', () => {
  const kinds = (text: string, language: Language): string[] => mark(text, language).map(({ kind }) => kind)
  assert.deepEqual(kinds('Vill ha sex stycken och är nöjd', 'en'), [])
  assert.deepEqual(kinds('The customer is a lesbian and wants that noted', 'sv'), ['sexual-life'])
  assert.deepEqual(kinds('Kunden är gravid och har inte fått varan', 'nb'), ['health'])
})

test('what is refused and what is only told; marks stand in order and never over one another', () => {
  const text = 'Grannen Gunnel Fors är en idiot, 19580412-9806, diabetes.'
  const marks = mark(text)
  assert.deepEqual(marks.map(({ kind }) => kind), ['third-party', 'insult', 'identity-number', 'health'])
  assert.deepEqual(refusedKinds(marks), ['identity-number', 'health'])
  assert.ok(marks.every((one, at) => at === 0 || marks[at - 1]!.end <= one.start))
})

test('a text of 5,000 characters is marked in less than 10 ms, and one that is made to take long in time that grows with it', (t) => {
  const all = LANGUAGES.flatMap((language) => labelledSentences(language).map(({ text }) => text)).join(' ')
  const text = all.slice(0, 5_000)
  for (const language of LANGUAGES) mark(text, language)
  const times = Array.from({ length: 15 }, () => {
    const start = performance.now()
    mark(text)
    return performance.now() - start
  }).toSorted((a, b) => a - b)
  t.diagnostic(`n = 15: median ${times[7]!.toFixed(2)} ms, most ${times[14]!.toFixed(2)} ms`)
  assert.ok(times[7]! < 10, `${times[7]} ms`)
  for (const hard of ['1 '.repeat(10_000), '12-'.repeat(7_000), 'A'.repeat(20_000), 'Aa '.repeat(7_000), '123456-'.repeat(3_000)]) {
    const start = performance.now()
    mark(hard)
    assert.ok(performance.now() - start < 500, hard.slice(0, 8))
  }
})

test('what a browser loads of it, word lists and all, is at most 40 kB', async (t) => {
  const entry = join(import.meta.dirname, 'free-text.ts')
  const made = await build({ root: import.meta.dirname, configFile: false, logLevel: 'silent', build: { write: false, minify: true, lib: { entry, formats: ['es'], fileName: 'free-text' } } })
  const chunks = (made as Rolldown.RolldownOutput[]).flatMap(({ output }) => output)
  const size = chunks.reduce((sum, chunk) => sum + (chunk.type === 'chunk' ? Buffer.byteLength(chunk.code) : chunk.source.length), 0)
  t.diagnostic(`${(size / 1000).toFixed(1)} kB in ${chunks.length} file`)
  assert.equal(chunks.length, 1)
  assert.ok(size <= 40_000, String(size))
})
