import assert from 'node:assert/strict'
import { test } from 'node:test'
import { LANGUAGES, t } from './text.ts'
import { localeOf, writtenDay, writtenList, writtenMoment, writtenMonth } from './written.ts'

const AT = new Date('2026-03-02T22:05:07Z')
/** Intl puts spaces of several widths between the parts. */
const plain = (text: string) => text.replaceAll(/\s/g, ' ')

test('a day is written as each language writes it here, on the wall of the zone', () => {
  assert.deepEqual(LANGUAGES.map((language) => writtenDay(language, AT, 'Europe/Stockholm')), ['2 mars 2026', '2. mars 2026', '2 March 2026'])
  assert.equal(writtenDay('en', new Date('2026-03-02T23:05:00Z'), 'Europe/Stockholm'), '3 March 2026')
})

test('a month is named as it stands within a sentence', () => {
  assert.deepEqual(LANGUAGES.map((language) => [1, 12].map((month) => writtenMonth(language, month))), [['januari', 'december'], ['januar', 'desember'], ['January', 'December']])
})

test('a time of day is told in 24 hours, to the minute or to the second', () => {
  assert.deepEqual(LANGUAGES.map((language) => plain(writtenMoment(language, AT, 'Europe/Stockholm'))), ['2 mars 2026 kl. 23:05', '2. mars 2026 kl. 23:05', '2 March 2026 at 23:05'])
  assert.equal(plain(writtenMoment('en', AT, 'Europe/Stockholm', 'second')), '2 March 2026 at 23:05:07')
})

test('lists have no comma before the last, and numbers are told as the language tells them', () => {
  assert.deepEqual(LANGUAGES.map((language) => writtenList(language, ['a', 'b', 'c'])), ['a, b och c', 'a, b og c', 'a, b and c'])
  assert.deepEqual(LANGUAGES.map((language) => plain(t(language, 'imports.file-too-large', { megabytes: 1200 })).match(/\d.\d+/)?.[0]), ['1 200', '1 200', '1,200'])
  assert.deepEqual(LANGUAGES.map(localeOf), ['sv-SE', 'nb-NO', 'en-GB'])
})
