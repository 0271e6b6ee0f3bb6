import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { parseEmail, type EmailAddress } from './email.ts'
import { isFault } from './fault.ts'

const SEED = 20261122
const PAIRS = 50_000

function accepted(text: string): EmailAddress {
  const result = parseEmail(text)
  assert.ok(!isFault(result), `${JSON.stringify(text)} was refused: ${JSON.stringify(result)}`)
  return result
}

test(`${PAIRS.toLocaleString('en')} pairs of look-alikes (TU-04): equal only by the written rule, 0 cross hits`, () => {
  const pair = fc.tuple(plainLocal, plainDomain, fc.constantFrom(...VARIATIONS))
    .map(([local, domain, variation]) => ({ one: `${local}@${domain}`, two: variation.change(local, domain), ...variation }))
    .filter(({ one, two }) => one !== two)
  const seen = new Map<string, number>()
  for (const { one, two, name, expected } of fc.sample(pair, { numRuns: PAIRS, seed: SEED })) {
    const other = parseEmail(two)
    const outcome = isFault(other) ? 'refused' : other.canonical === accepted(one).canonical ? 'same' : 'other'
    assert.equal(outcome, expected, `${name}: ${one} / ${two}`)
    seen.set(name, (seen.get(name) ?? 0) + 1)
  }
  for (const { name } of VARIATIONS) assert.ok((seen.get(name) ?? 0) > 100, `${name} was hardly tried: ${seen.get(name)}`)
})

test('a reset for one person never goes to a look-alike of theirs', () => {
  const known = [['mike@example.org', 'mıke@example.org'], ['strasse@example.de', 'straße@example.de'], ['a@strasse.de', 'a@straße.de'],
    ['a@example.org', 'а@example.org'], ['anna@github.com', 'anna@gıthub.com'], ['i@example.org', 'İ@example.org'], ['k@example.org', 'K\u0327@example.org']]
  for (const [one, two] of known) assert.notEqual(accepted(one!).canonical, accepted(two!).canonical)
  assert.equal(accepted('a@bücher.de').canonical, accepted('a@XN--BCHER-KVA.de').canonical)
  assert.equal(accepted('a@straße.de').canonical, accepted('a@xn--strae-oqa.de').canonical)
})

const plainLocal = fc.array(fc.constantFrom('anna', 'mike', 'strasse', 'kiki', 'jose', 'olle', 'bjorn', 'a1', 'firma', 'ål', 'é'), { minLength: 1, maxLength: 3 }).map((parts) => parts.join('.'))
const plainDomain = fc.array(fc.constantFrom('kiosk', 'strasse', 'mail', 'bücher', 'ål', 'example', 'firma'), { minLength: 1, maxLength: 2 }).map((labels) => `${labels.join('-')}.example`)

interface Variation { name: string; expected: 'same' | 'other' | 'refused'; change: (local: string, domain: string) => string }

/** What the written rule makes of each way to change an address: NFC and ASCII-lower domain are the same, all else is not. */
const VARIATIONS: Variation[] = [
  { name: 'decomposed (NFD)', expected: 'same', change: (local, domain) => `${local}@${domain}`.normalize('NFD') },
  { name: 'domain in capitals', expected: 'same', change: (local, domain) => `${local}@${domain.toUpperCase()}` },
  { name: 'domain as punycode', expected: 'same', change: (local, domain) => `${local}@${domain.replaceAll('example', 'EXAMPLE').split('.').map(punycode).join('.')}` },
  { name: 'local part in capitals', expected: 'other', change: (local, domain) => `${local.toUpperCase()}@${domain}` },
  { name: 'plus address', expected: 'other', change: (local, domain) => `${local}+x@${domain}` },
  { name: 'dots left out', expected: 'other', change: (local, domain) => `${local.replaceAll('.', '')}@${domain}` },
  { name: 'accents left out', expected: 'other', change: (local, domain) => `${unaccented(local)}@${unaccented(domain)}` },
  { name: 'dotless i', expected: 'other', change: (local, domain) => `${local.replaceAll('i', 'ı')}@${domain}` },
  { name: 'dotless i in the domain', expected: 'other', change: (local, domain) => `${local}@${domain.replaceAll('i', 'ı')}` },
  { name: 'ß for ss', expected: 'other', change: (local, domain) => `${local.replaceAll('ss', 'ß')}@${domain.replaceAll('ss', 'ß')}` },
  { name: 'Cyrillic look-alikes', expected: 'other', change: (local, domain) => `${local.replaceAll('a', 'а').replaceAll('o', 'о')}@${domain.replaceAll('e', 'е')}` },
  { name: 'zalgo', expected: 'other', change: (local, domain) => `${local}\u0336\u0489@${domain}` },
  { name: 'full-width', expected: 'refused', change: (local, domain) => `${fullWidth(local)}@${domain}` },
  { name: 'full-width domain', expected: 'refused', change: (local, domain) => `${local}@${fullWidth(domain)}` },
  { name: 'zero-width joiner', expected: 'refused', change: (local, domain) => `${local.slice(0, 1)}\u200d${local.slice(1)}@${domain}` },
  { name: 'zero-width space in the domain', expected: 'refused', change: (local, domain) => `${local}@\u200b${domain}` },
  { name: 'right-to-left override', expected: 'refused', change: (local, domain) => `\u202e${local}@${domain}` },
  { name: 'emoji', expected: 'refused', change: (local, domain) => `${local}😀@${domain}` },
]

/** Known by heart, so that the test does not ask the code it tests. */
const PUNYCODE: Record<string, string> = { bücher: 'xn--bcher-kva', ål: 'xn--l-1fa' }

function punycode(label: string): string {
  return PUNYCODE[label] ?? label
}

function unaccented(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '')
}

function fullWidth(text: string): string {
  return text.replace(/[a-z0-9]/g, (character) => String.fromCharCode(character.charCodeAt(0) + 0xfee0))
}
