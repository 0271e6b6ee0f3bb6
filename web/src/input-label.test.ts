import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { inputLabel } from './input-label.ts'
import { createTexts, LANGUAGES, type Catalogue } from './texts.ts'

const wordIn = (language: (typeof LANGUAGES)[number]) =>
  createTexts(language, JSON.parse(readFileSync(join(import.meta.dirname, 'texts', `${language}.json`), 'utf8')) as Catalogue).word

test('an input is called what its form calls it, however deep its path', () => {
  const paths = ['source', 'content.sv.subject', 'choices.0.evidence', 'softOptIn.productGroups', 'audience.where.2.value']
  assert.deepEqual(paths.map((path) => inputLabel(wordIn('sv'), path)), ['Källa', 'Ämne', 'Så vet vi det', 'Vad de köpte', 'Värde'])
})

test('a name that no form shows is not shown either', () => {
  for (const field of ['Idempotency-Key', 'after', '__proto__', '']) assert.equal(inputLabel(wordIn('en'), field), undefined, field)
})

test('every setting that an import can be refused for has its name, in all languages', () => {
  const settings = ['source', 'purposes', 'ground', 'collected', 'country', 'capacity', 'when', 'evidence', 'wording', 'channels', 'mapping', 'encoding', 'dateOrder', 'softOptIn.lastSale', 'softOptIn.evidence', 'softOptIn', 'file']
  for (const language of LANGUAGES) for (const field of settings) assert.notEqual(inputLabel(wordIn(language), field), undefined, `${language} ${field}`)
})
