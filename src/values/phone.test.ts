import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { NO_SHARED_DATA, sharedData } from '../../test/shared-data.ts'
import type { CountryCode } from './country.ts'
import { isFault } from './fault.ts'
import { parsePhone } from './phone.ts'

const country = (code: string) => code as CountryCode

function e164(text: string, from?: string): string {
  const result = parsePhone(text, from ? country(from) : undefined)
  return isFault(result) ? result.fault : result.e164
}

test('a number is the same however it was written', () => {
  for (const text of ['070-123 45 67', '0701234567', '701234567', '+46 70 123 45 67', '+46 (0)70-123 45 67', '0046701234567', '46701234567', '０７０１２３４５６７', ' 070 123 45 67 ', '070\u00a0123\u00a045\u00a067']) {
    assert.equal(e164(text, 'SE'), '+46701234567', text)
  }
  assert.equal(e164('22 44 22 22', 'NO'), '+4722442222')
  assert.equal(e164('+47 22 44 22 22'), '+4722442222')
  assert.equal(e164('+47 22 44 22 22', 'SE'), '+4722442222', 'a country code beats the default country')
})

test('a number that is none, or could be several, is refused with its reason', () => {
  const refused = [['', 'SE', 'empty'], ['070-123 45 67', undefined, 'needs-country'], ['0046701234567', undefined, 'needs-country'], ['070-123 45 67 / 08-123 45 67', 'SE', 'length'], ['070-1234567 hem', 'SE', 'not-a-number'],
    ['0771-HEMFRID', 'SE', 'not-a-number'], ['+46701234567 ext. 12', undefined, 'extension'], ['070', 'SE', 'not-in-plan'], ['+46 1', 'SE', 'length'], ['12345', 'NO', 'not-in-plan'], ['+999123456789', 'SE', 'needs-country'],
    ['4.67E+10', 'SE', 'not-a-number'], ['+453 3331 9991', 'DK', 'not-in-plan'], ['070-123\n45 67', 'SE', 'not-a-number'], ['1'.repeat(100_000), 'SE', 'not-a-number'], ['\u202e0701234567', 'SE', 'not-a-number']]
  for (const [text, from, reason] of refused) assert.equal(e164(text!, from), `values.phone-${reason}`, text!.slice(0, 30))
})

test('only mobile numbers take an SMS', () => {
  const line = (text: string, from: string) => { const result = parsePhone(text, country(from)); return isFault(result) ? result : [result.line, result.takesSms] }
  assert.deepEqual(line('0701234567', 'SE'), ['mobile', true])
  assert.deepEqual(line('08-123 456', 'SE'), ['fixed_line', false])
  assert.deepEqual(line('32123456', 'DK'), ['fixed_line_or_mobile', true])
  assert.deepEqual(line('82012345', 'NO'), ['premium_rate', false])
})

test('the example numbers of Sweden, Norway and Denmark are read as what they are', (t) => {
  let read = 0
  for (const code of ['46', '47', '45']) {
    const file = sharedData(`phone/${code}-examples.csv`)
    if (!file) return t.skip(NO_SHARED_DATA)
    for (const row of readFileSync(file, 'utf8').trim().split('\n').slice(1)) {
      const [region, type, quoted] = row.split(';').map((cell) => cell.trim()) as [string, string, string]
      const national = quoted.replaceAll('"', '')
      const result = parsePhone(national, country(region))
      assert.ok(!isFault(result), `${region} ${type} ${national}: ${JSON.stringify(result)}`)
      assert.equal(result.e164, `+${code}${national}`)
      assert.equal(result.line, type.toLowerCase(), `${region} ${national}`)
      read++
    }
  }
  assert.equal(read, 31)
})
