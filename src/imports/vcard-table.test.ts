import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { NO_SHARED_DATA, sharedData } from '../../test/shared-data.ts'
import { Problem } from '../plumbing/errors.ts'
import { readTable } from './read-table.ts'
import { recogniseColumns } from './recognise-columns.ts'

/** Each card by the names of the columns, without what it does not say. */
async function read(content: string | Buffer): Promise<Record<string, string>[]> {
  const table = await readTable(typeof content === 'string' ? Buffer.from(content) : content)
  assert.equal(table.kind, 'vcards')
  return [...table.rows()].map((row) => Object.fromEntries(table.header.map((name, column) => [name, row.cells[column]!] as const).filter(([, cell]) => cell !== '')))
}

const card = (...lines: string[]): string => ['BEGIN:VCARD', ...lines, 'END:VCARD', ''].join('\r\n')

test('a card of each version says the same', async () => {
  const expected = { 'Given name': 'Åsa', 'Family name': 'Öberg', 'Company': 'Björk & Son', 'Street': 'Storgatan 1', 'Postal code': '411 01', 'City': 'Göteborg', 'Country': 'Sverige', 'Birth date': '1980-03-22', 'E-mail': 'asa@example.com', 'Phone': '+46 70 123 45 67' }
  const written = [
    card('VERSION:2.1', 'N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=C3=96b=', 'erg;=C3=85sa;;;', 'ORG;CHARSET=ISO-8859-1;QUOTED-PRINTABLE:Bj=F6rk & Son', 'TEL;HOME;FAX:031-1', 'TEL;CELL:+46 70 123 45 67', 'EMAIL;INTERNET;PREF:asa@example.com',
      'ADR;HOME;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:;;Storgatan 1;G=C3=B6teborg;;411 01;Sverige', 'BDAY:19800322', 'PHOTO;ENCODING=BASE64:/9j/4QFa', ' AAAA'),
    card('VERSION:3.0', 'N:Öberg;Åsa;;;', 'item1.ORG:Björk & Son;Inköp', 'TEL;TYPE=CELL,VOICE:+46 70 123 45 67', 'item2.EMAIL;type=INTERNET;type=pref:asa@example.com', 'ADR;TYPE=HOME:;;Storga', ' tan 1;Göteborg;;411 01;Sverige', 'BDAY;value=date:1980-03-22'),
    card('VERSION:4.0', 'N:Öberg;Åsa;;;', 'ORG:Björk & Son', 'TEL;VALUE=uri;TYPE="cell,voice";PREF=1:tel:+46 70 123 45 67;ext=3', 'EMAIL:asa@example.com', 'ADR:;Storgatan 1;;Göteborg;;411 01;Sverige', 'BDAY:19800322T000000Z'),
  ]
  for (const [index, one] of written.entries()) {
    const [{ PHOTO: photo, ...found } = {}] = await read(one)
    assert.deepEqual(found, expected, `version ${index + 2}`)
    // A photo is sensitive (rule H6): that there is one is told, and no more.
    assert.equal(photo, index === 0 ? '…' : undefined)
  }
})

test('what a card says beside is a column that can be left out, and the preferred address comes first', async () => {
  const [found] = await read(card('VERSION:3.0', 'FN:Ola Nordmann', 'EMAIL:b@example.no', 'EMAIL;TYPE=PREF:a@example.no', 'EMAIL:a@example.no', String.raw`NOTE:Ringer helst\, etter kl. 17\nBra kunde`, 'X-SPOUSE:Kari', 'REV:20260101'))
  assert.deepEqual(found, { 'Full name': 'Ola Nordmann', 'E-mail': 'a@example.no', 'E-mail (2)': 'b@example.no', 'NOTE': 'Ringer helst, etter kl. 17\nBra kunde' })
})

test('its columns are recognised, and its notes are not held', async () => {
  const table = await readTable(Buffer.from(card('VERSION:3.0', 'N:Dahl;Eva;;;', 'EMAIL:eva@example.com', 'EMAIL:e@example.com', 'TEL:+46701234567', 'NOTE:x')))
  const { columns } = recogniseColumns(table.header, [...table.rows()].map((row) => row.cells), { country: null, today: '2026-03-02' as never })
  assert.deepEqual(columns.map(({ header, field }) => `${header} → ${field}`), [
    'Given name → given_name', 'Family name → family_name', 'Full name → full_name', 'Company → company_name', 'Job title → title', 'Street → street', 'Postal code → postal_code', 'City → city', 'Region → region',
    'Country → country', 'Birth date → birth_date', 'Language → language', 'E-mail → email', 'E-mail (2) → email', 'Phone → phone', 'NOTE → null',
  ])
})

test('cards are numbered, a card in a card is none of its own, and what is no line is passed over', async () => {
  const inner = card('FN:Agent')
  const table = await readTable(Buffer.from(`${card('FN:One', `AGENT:\r\n${inner}`)}\r\nnonsense\r\n${card('FN:Two', 'no colon here', ':no name')}`))
  assert.deepEqual([...table.rows()].map((row) => [row.number, row.cells[2]]), [[1, 'One'], [2, 'Two']])
})

test('a line without end is refused with the card it stands in', async () => {
  await assert.rejects(readTable(Buffer.from(card('FN:One', `NOTE:${'x'.repeat(300_000)}`))), (error) => error instanceof Problem && error.detail.text === 'imports.row-too-long')
})

test('the cards of ten programs are read', async (t) => {
  const folder = sharedData('vcards/ez-vcard')
  if (!folder) return t.skip(NO_SHARED_DATA)
  const names = readdirSync(folder).filter((name) => name.endsWith('.vcf'))
  assert.equal(names.length, 10)
  const found = new Map<string, Record<string, string>[]>()
  for (const name of names) found.set(name, await read(readFileSync(join(folder, name))))
  assert.deepEqual([...found.values()].map((cards) => cards.length).toSorted(), [1, 1, 1, 1, 1, 1, 1, 1, 2, 6])
  for (const name of ['EVOLUTION', 'GMAIL', 'IPHONE', 'MAC_ADDRESS_BOOK', 'LOTUS_NOTES']) {
    const [john] = found.get(`John_Doe_${name}.vcf`)!
    assert.deepEqual([john!['Given name'], john!['Family name'], john!['E-mail'], john!['Company']], ['John', 'Doe', 'john.doe@ibm.com', 'IBM'], name)
  }
  assert.equal(found.get('John_Doe_MS_OUTLOOK.vcf')![0]!['Birth date'], '1980-03-22')
  assert.equal(found.get('John_Doe_ANDROID.vcf')![3]!['Phone (4)'], '45678901')
  assert.equal(found.get('rfc6350-example.vcf')![0]!['Phone'], '+1-418-656-9254')
  for (const cards of found.values()) for (const one of cards) assert.ok(!Object.values(one).some((cell) => cell.includes('/9j/')), 'no photo is read')
})
