import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { PersonId } from '../values/ids.ts'
import { copyCard } from './copy-card.ts'

const CARD = {
  personId: '01963f2a-7c51-7d2e-9a3b-5f6c1d2e3f40' as PersonId, at: new Date('2026-03-02T09:00:00Z'),
  tables: {
    profile: [{ given_name: 'Åsa; Maria', family_name: 'Öberg, f. Ek', company_name: null, birth_date: '1961-04-02', street: 'Lodsgatan 4\nlgh 1102', city: 'Umeå', postal_code: '903 26', language: 'sv' }],
    contact_point: [{ kind: 'email', value: 'asa@example.org', ended_at: null }, { kind: 'email', value: 'old@example.org', ended_at: '2025-01-01' }, { kind: 'phone', value: '+46 70 174 06 05', ended_at: null }],
  },
}

test('RFC 6350: the card has its version, escaped values, addresses that are held now, and lines of at most 75 bytes', () => {
  const card = copyCard(CARD)
  const lines = card.replaceAll('\r\n ', '').split('\r\n')
  assert.deepEqual(lines.slice(0, 2), ['BEGIN:VCARD', 'VERSION:4.0'])
  assert.ok(lines.includes(String.raw`N:Öberg\, f. Ek;Åsa\; Maria;;;`))
  assert.ok(lines.includes(String.raw`ADR:;;Lodsgatan 4\nlgh 1102;Umeå;;903 26;`))
  assert.ok(lines.includes('BDAY:19610402') && lines.includes('TEL;VALUE=uri:tel:+46701740605') && lines.includes('REV:20260302T090000Z'))
  assert.ok(!card.includes('old@example.org'))
  assert.deepEqual(card.split('\r\n').filter((line) => Buffer.byteLength(line) > 75), [])
  assert.ok(copyCard({ ...CARD, tables: { profile: [{ full_name: 'å'.repeat(100) }] } }).split('\r\n').every((line) => Buffer.byteLength(line) <= 75 && !line.includes('\ufffd')))
})
