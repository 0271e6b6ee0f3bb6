import assert from 'node:assert/strict'
import { test } from 'node:test'
import { selectContactPoints, selectValues } from '../../src/people/values.sql.ts'
import { bring, importDesk, personWith, reasonsOf, tablesWith } from '../importing.ts'

const CARDS = [
  'BEGIN:VCARD', 'VERSION:2.1', 'N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=C3=96berg;=C3=85sa;;;', 'TEL;CELL:070-123 45 67', 'EMAIL;INTERNET:asa@example.com',
  'ADR;HOME;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:;;Storgatan 1;G=C3=B6teborg;;411 01;Sverige', 'NOTE:Har en kungspudel', 'PHOTO;ENCODING=BASE64:/9j/4QFa', '', 'END:VCARD',
  'BEGIN:VCARD', 'VERSION:3.0', 'N:Nordmann;Ola;;;', 'EMAIL;TYPE=INTERNET:ola@example.no', 'ADR:;;Storgata 2;Oslo;;0155;Norge', 'BDAY:--0203', 'END:VCARD',
  'BEGIN:VCARD', 'VERSION:4.0', 'NOTE:Ingen alls', 'END:VCARD', '',
].join('\r\n')

test('contact cards come in as any file does: people with what is needed, and what is left out is told', async () => {
  const desk = await importDesk()
  const { one, rows } = await bring(desk, CARDS)
  assert.deepEqual(rows.map(({ row, outcome }) => `${row} ${outcome}`), ['1 new', '2 new', '3 held-back'])
  assert.ok(reasonsOf({ rows }).some((reason) => reason.startsWith('2 Birth date birth_date')), 'a birthday without a year is no date')
  assert.equal(one.counts.droppedColumns, 2)
  const asa = await personWith(desk, 'asa@example.com')
  const [values, points] = await desk.database.read(async (tx) => [await selectValues(tx, [asa]), await selectContactPoints(tx, [asa])] as const)
  assert.deepEqual(Object.fromEntries(values.map(({ fieldKey, value }) => [fieldKey, value])), { given_name: 'Åsa', family_name: 'Öberg', street: 'Storgatan 1', postal_code: '411 01', city: 'Göteborg' })
  assert.deepEqual(points.map(({ kind, canonical }) => `${kind} ${canonical}`).toSorted().slice(0, 2), ['email asa@example.com', 'phone +46701234567'])
  for (const left of ['kungspudel', '9j/4QFa']) assert.deepEqual(await tablesWith(desk.database, left), [], left)
})
