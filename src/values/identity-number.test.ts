import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { NO_SHARED_DATA, sharedData } from '../../test/shared-data.ts'
import type { LocalDate } from './calendar.ts'
import type { CountryCode } from './country.ts'
import { isFault } from './fault.ts'
import { parseOrganisationNumber, parsePersonNumber } from './identity-number.ts'

const today = '2026-11-22' as LocalDate

/** Kind and canonical form, or the reason of the refusal. */
function read(result: ReturnType<typeof parseOrganisationNumber>): string {
  return isFault(result) ? result.fault : `${result.kind} ${result.canonical}`
}

function person(text: string, on = today): string {
  return read(parsePersonNumber(text, on))
}

function organisation(text: string, country: string | null): string {
  return read(parseOrganisationNumber(text, country as CountryCode | null, today))
}

interface SwedishVector { integer: number; long_format: string; short_format: string; separated_format: string; separated_long: string; valid: boolean; type: string }

function vectors<Shape>(path: string): Shape | undefined {
  const file = sharedData(path)
  return file ? JSON.parse(readFileSync(file, 'utf8')) as Shape : undefined
}

test('all Swedish numbers of the published list are judged as stated, in every form', (t) => {
  const list = vectors<SwedishVector[]>('personnummer/list.json')
  const interim = vectors<SwedishVector[]>('personnummer/interim.json')
  if (!list || !interim) return t.skip(NO_SHARED_DATA)
  const kinds: Record<string, string> = { ssn: 'se-personnummer', con: 'se-samordningsnummer', interim: 'se-interimspersonnummer' }
  let checked = 0
  for (const vector of [...list, ...interim]) {
    for (const text of new Set([vector.long_format, vector.short_format, vector.separated_format, vector.separated_long])) {
      const result = parsePersonNumber(text, today)
      assert.equal(!isFault(result), vector.valid, text)
      checked++
      if (isFault(result)) continue
      assert.equal(result.kind, kinds[vector.type], text)
      assert.equal(result.sensitive, true)
      const century = text === vector.short_format ? /\d{10}|\d{6}[A-Z]\d{3}/ : new RegExp(`^${vector.long_format}$`)
      assert.match(result.canonical, century, text)
    }
  }
  assert.equal(checked, 102)
})

test('all Swedish numbers of the structured list are judged as stated', (t) => {
  const groups = vectors<Record<string, Record<string, { valid: Array<string | number>; invalid: Array<string | number> }>>>('personnummer/structured.json')
  if (!groups) return t.skip(NO_SHARED_DATA)
  for (const forms of Object.values(groups)) {
    for (const { valid, invalid } of Object.values(forms)) {
      for (const number of valid) assert.match(person(String(number)), /^se-(personnummer|samordningsnummer) /, String(number))
      for (const number of invalid) assert.match(person(String(number)), /^values\.identity-/, String(number))
    }
  }
})

test('numbers of Swedish organisations are no personnummer, and are valid organisation numbers', (t) => {
  const list = vectors<SwedishVector[]>('personnummer/orgnumber.json')
  if (!list) return t.skip(NO_SHARED_DATA)
  assert.equal(list.length, 6)
  for (const { short_format, separated_format } of list) {
    for (const text of [short_format, separated_format]) {
      assert.match(person(text), /^values\.identity-/, text)
      assert.equal(organisation(text, 'SE'), `se-organisationsnummer ${short_format}`, text)
    }
  }
})

/**
 * The list was taken out of a test file by hand. Its entry "should accept multiple valid k1 values" carries the number
 * that another entry calls valid (and that the source expects to be valid) together with the next test's outcome.
 */
const MISCOPIED = { input: '30108299920', status: 'invalid' }

test('all Norwegian numbers of the published list are judged as stated, check digits of 2032 among them', (t) => {
  const list = vectors<Array<{ input: string; status: string; type: string | null }>>('fnr-no/vectors.json')
  if (!list) return t.skip(NO_SHARED_DATA)
  const kinds: Record<string, string> = { 'fnr': 'no-fodselsnummer', 'dnr': 'no-d-nummer', 'hnr': 'no-h-nummer', 'tnr': 'no-t-nummer', 'dnr-and-hnr': 'no-d-h-nummer', 'dnr-and-tnr': 'no-d-t-nummer' }
  const stated = list.filter(({ input, status }) => !(input === MISCOPIED.input && status === MISCOPIED.status))
  assert.equal(stated.length, list.length - 1)
  for (const { input, status, type } of stated) {
    if (status === 'valid') assert.equal(person(input), `${kinds[type!]} ${input}`)
    else assert.match(person(input), /^values\.identity-/, input)
  }
  assert.equal(person('130972 48022'), 'no-fodselsnummer 13097248022')
  for (const k1 of ['30108299920', '30108299939']) assert.equal(person(k1), `no-fodselsnummer ${k1}`)
})

test('ten digits get the century that the day of reading and the separator give', () => {
  assert.equal(person('090527-1474'), 'se-personnummer 200905271474')
  assert.equal(person('090527+1474'), 'se-personnummer 190905271474')
  assert.equal(person('0905271474', '2009-05-26' as LocalDate), 'se-personnummer 190905271474')
  assert.equal(person('0905271474', '2009-05-27' as LocalDate), 'se-personnummer 200905271474')
  assert.equal(person('200905271474', '2009-05-26' as LocalDate), 'values.identity-in-the-future')
  assert.equal(person('730288-9931'), 'se-samordningsnummer 197302889931')
})

test('what is no identity number is refused with its reason', () => {
  for (const [text, reason] of [['', 'empty'], ['  ', 'empty'], ['Anna', 'form'], ['090527 1474', 'form'], ['090527-147', 'form'], ['000101-t220', 'form'], ['0905271475', 'check-digit'], ['13097248023', 'check-digit'], ['1'.repeat(100_000), 'form']]) {
    assert.equal(person(text!), `values.identity-${reason}`, text!.slice(0, 20))
  }
})

test('organisation numbers are checked by the rule of their country', () => {
  assert.equal(organisation('556703-7485', 'SE'), 'se-organisationsnummer 5567037485')
  assert.equal(organisation('165567037485', 'SE'), 'se-organisationsnummer 5567037485')
  assert.equal(organisation('988 077 917', 'NO'), 'no-organisasjonsnummer 988077917')
  assert.equal(organisation('13585628', 'DK'), 'dk-cvr-nummer 13585628')
  assert.equal(organisation('2077474-0', 'FI'), 'fi-y-tunnus 20774740')
  for (const [text, country] of [['556703-7486', 'SE'], ['988077918', 'NO'], ['13585629', 'DK'], ['2077474-1', 'FI'], ['55670374', 'SE']]) assert.equal(organisation(text!, country!), 'values.organisation-check-digit', text)
  assert.equal(organisation('556703-7485', null), 'values.organisation-needs-country')
  assert.equal(organisation('556703-7485', 'DE'), 'values.organisation-unknown-country')
  assert.equal(organisation('', 'SE'), 'values.organisation-empty')
})

test("a sole trader's organisation number is told as the personnummer it is", () => {
  const result = parseOrganisationNumber('090527+1474', 'SE' as CountryCode, today)
  assert.ok(!isFault(result))
  assert.deepEqual(result, { kind: 'se-personnummer', canonical: '190905271474', sensitive: true })
  const company = parseOrganisationNumber('556703-7485', 'SE' as CountryCode, today)
  assert.equal(!isFault(company) && company.sensitive, false)
  assert.equal(organisation('090527-1475', 'SE'), 'values.identity-check-digit')
})
