import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseLanguage } from './language-name.ts'

test('a language is read from its tag, code or name', () => {
  for (const text of ['sv', 'sv-SE', 'Svenska', 'Swedish', 'svensk', 'SWE']) assert.equal(parseLanguage(text), 'sv', text)
  for (const text of ['nb', 'no', 'nn-NO', 'Norsk', 'norsk bokmål', 'Norwegian', 'nb_NO']) assert.equal(parseLanguage(text), 'nb', text)
  for (const text of ['en', 'en-GB', 'engelska', 'Engelsk', 'English']) assert.equal(parseLanguage(text), 'en', text)
  for (const text of ['', 'de', 'Deutsch', 'suomi', 'enkel', 'svenska?', 'constructor']) assert.deepEqual(parseLanguage(text), { fault: 'values.language-unknown' }, text)
})
