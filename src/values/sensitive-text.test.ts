import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { performance } from 'node:perf_hooks'
import { test } from 'node:test'
import { LABELS, labelledSentences } from '../../test/labelled-sentences.ts'
import { NO_SHARED_DATA, sharedData } from '../../test/shared-data.ts'
import type { LocalDate } from './calendar.ts'
import { findIdentityNumbers, hasPersonNumber } from './sensitive-text.ts'

const today = '2026-11-22' as LocalDate

test('the published Swedish sentences give exactly the stated numbers at the stated places', (t) => {
  const file = sharedData('presidio/se-recognizer-cases.json')
  if (!file) return t.skip(NO_SHARED_DATA)
  const cases = JSON.parse(readFileSync(file, 'utf8')) as Record<string, Array<{ text: string; expected_count: number; spans: number[][] }>>
  let checked = 0
  for (const [entity, sentences] of Object.entries(cases)) {
    for (const { text, expected_count, spans } of sentences) {
      const found = findIdentityNumbers(text, today).filter(({ sensitive }) => sensitive === (entity === 'SE_PERSONNUMMER'))
      assert.equal(found.length, expected_count, `${entity} ${text}`)
      assert.deepEqual(found.map(({ start, end }) => [start, end]), spans, text)
      checked++
    }
  }
  assert.equal(checked, 29)
})

test('Norwegian numbers are found too, and several in one text', () => {
  const found = findIdentityNumbers('Ring Kari (130972 48022) om 556703-7485, ikke 53097248016.', today)
  assert.deepEqual(found.map(({ kind }) => kind), ['no-fodselsnummer', 'se-organisationsnummer', 'no-d-nummer'])
  assert.equal(hasPersonNumber('Vår motpart är 556703-7485', today), false)
  assert.equal(hasPersonNumber('Kontrollera 19090527+1474 först', today), true)
})

test('ordinary figures are not taken for identity numbers', () => {
  for (const text of ['Ring 070-123 45 67', 'OCR 1234567890123456', 'Ordernr 2026112212', 'SE4550000000058398257466', '+46701234567', '2026-11-22', '5567-0374', '12345678901', 'a'.repeat(100)]) assert.deepEqual(findIdentityNumbers(text, today), [], text)
})

test('a long text is read in time that grows with its length', () => {
  const start = performance.now()
  assert.deepEqual(findIdentityNumbers('1'.repeat(500_000) + '123456-'.repeat(50_000), today), [])
  assert.ok(performance.now() - start < 500)
})

test('the labelled sentences are as many as they are said to be, each kind in each language, a third held out', () => {
  for (const language of ['sv', 'nb', 'en'] as const) {
    const sentences = labelledSentences(language)
    assert.equal(sentences.length, 178)
    assert.equal(sentences.filter(({ spans }) => spans.length === 0).length, 66)
    assert.equal(sentences.filter(({ heldOut }) => heldOut).length, 55)
    for (const heldOut of [true, false]) {
      const kinds = new Set(sentences.filter((each) => each.heldOut === heldOut).flatMap(({ spans }) => spans.map(({ kind }) => kind)))
      assert.deepEqual(LABELS.filter((kind) => !kinds.has(kind)), [], `${language} ${heldOut}`)
    }
  }
})
