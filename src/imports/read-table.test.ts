import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { NO_SHARED_DATA, sharedData } from '../../test/shared-data.ts'
import { spreadsheetBytes, zipBytes } from '../../test/spreadsheet-bytes.ts'
import { Problem } from '../plumbing/errors.ts'
import { LANGUAGES, t as say } from '../values/text.ts'
import { readTable, type TableForm } from './read-table.ts'
import type { Encoding, Table } from './table.ts'

async function read(content: string | Uint8Array, form?: TableForm): Promise<Table> {
  return readTable(typeof content === 'string' ? Buffer.from(content) : content, form)
}

function cells(table: Table): string[][] {
  return [...table.rows()].map((row) => [...row.cells])
}

/** The text of the Problem that reading ends with. */
async function refusal(content: string | Uint8Array, form?: TableForm): Promise<string | undefined> {
  try {
    for (const row of (await read(content, form)).rows()) assert.ok(row)
    return undefined
  } catch (error) {
    assert.ok(error instanceof Problem, String(error))
    assert.equal(error.kind, 'invalid')
    for (const language of LANGUAGES) assert.ok(say(language, error.detail.text, error.detail.parameters).length > 10)
    return error.detail.text.replace('imports.', '')
  }
}

function utf16(text: string, big: boolean): Buffer {
  const little = Buffer.from(text, 'utf16le')
  return big ? little.swap16() : little
}

function latin1(text: string): Buffer {
  return Buffer.from([...text].map((character) => ({ '€': 0x80, '’': 0x92, 'ž': 0x9e }[character] ?? character.charCodeAt(0))))
}

/** This one's JSON was not made from its CSV: another phone number, and an object where the others have a list. */
const CONTRADICTS_ITSELF = 'location_coordinates'

test('the twelve files of csv-spectrum are read as their JSON says', async (t) => {
  const folder = sharedData('csv-spectrum')
  if (!folder) return t.skip(NO_SHARED_DATA)
  const names = readdirSync(join(folder, 'csvs')).map((name) => name.replace('.csv', ''))
  assert.equal(names.length, 12)
  for (const name of names) {
    const table = await read(readFileSync(join(folder, 'csvs', `${name}.csv`)))
    const objects = [...table.rows()].map((row) => Object.fromEntries(table.header.map((column, index) => [column, row.cells[index]])))
    const stated = JSON.parse(readFileSync(join(folder, 'json', `${name}.json`), 'utf8')) as unknown
    if (name !== CONTRADICTS_ITSELF) assert.deepEqual(objects, stated, name)
    else assert.deepEqual(objects, [{ ...(stated as Record<string, string>), 'Contact Phone Number': '2095257564', 'Cities': 'Modesto' }], name)
  }
})

test('without a row of names the first row is read as the others, and columns are called as spreadsheets call them', async () => {
  const table = await read('Åsa;asa@example.org;\nBo;bo@example.org;Umeå\n', { firstRow: 'person' })
  assert.deepEqual([table.header, [...table.rows()].map(({ number, doubt }) => [number, doubt])], [['A', 'B', 'C'], [[1, undefined], [2, undefined]]])
  assert.deepEqual(cells(table), [['Åsa', 'asa@example.org', ''], ['Bo', 'bo@example.org', 'Umeå']])
  const sheet = await read(spreadsheetBytes({ Blad1: [['Åsa', 'Umeå'], ['Bo', 'Ystad']] }), { firstRow: 'person' })
  assert.deepEqual(cells(sheet), [['Åsa', 'Umeå'], ['Bo', 'Ystad']])
  const wide = await read(`${'x,'.repeat(53)}x\n`, { firstRow: 'person' })
  assert.deepEqual([wide.header[25], wide.header[26], wide.header[51], wide.header[52], wide.header[53]], ['Z', 'AA', 'AZ', 'BA', 'BB'])
})

test('letters are read in every encoding that Nordic programs write', async () => {
  const text = 'namn;ort;pris\r\nÅsa Öberg;Malmö;1 €\r\nBjørn Kjær;Ærøskøbing;2 €\r\n'
  const written: Array<[Buffer, Encoding]> = [
    [Buffer.from(text), 'utf-8'], [Buffer.from(`\ufeff${text}`), 'utf-8'], [latin1(text), 'windows-1252'],
    [utf16(`\ufeff${text}`, false), 'utf-16le'], [utf16(`\ufeff${text}`, true), 'utf-16be'], [utf16(text, false), 'utf-16le'], [utf16(text, true), 'utf-16be'],
  ]
  for (const [bytes, encoding] of written) {
    const table = await read(bytes)
    assert.equal(table.encoding, encoding)
    assert.deepEqual(table.header, ['namn', 'ort', 'pris'], encoding)
    assert.deepEqual(cells(table), [['Åsa Öberg', 'Malmö', '1 €'], ['Bjørn Kjær', 'Ærøskøbing', '2 €']], encoding)
  }
  assert.deepEqual(cells(await read(latin1(text), { encoding: 'windows-1252' }))[0], ['Åsa Öberg', 'Malmö', '1 €'])
})

test('the delimiter is seen from the rows, told by a first line or given', async () => {
  const files: Array<[string, string]> = [['a,b,c\n1,2,3\n', ','], ['a;b;c\n1,5;2,5;3\n', ';'], ['a\tb\n"x, y; z"\t2', '\t'], ['a|b\n1|2', '|'], ['epost\na@example.se\n', ','],
    ['Namn;Adress, ort;Tel\nAnna;Storgatan 1, Lund;1\nBo;Torget 2, Umeå;2\n', ';'], ['sep=;\na;b\n1;2\n', ';'], ['a,b;c\n1,2;3\n', ',']]
  for (const [text, delimiter] of files) assert.equal((await read(text)).delimiter, delimiter, text)
  assert.deepEqual(cells(await read('sep=|\r\na,b|c\r\n1,2|3\r\n')), [['1,2', '3']])
  assert.equal((await read('sep=|\r\na|c\r\n1|3\r\n')).header[0], 'a')
  assert.deepEqual(cells(await read('a,b;c\n1,2;3', { delimiter: ';' })), [['1,2', '3']])
})

test('what LinkedIn writes above the names of its columns is passed over, and only there', async () => {
  const notes = 'Notes:\n"When exporting your connection data, you may notice, that some of the email addresses are missing."\n\n'
  const { header, ...connections } = await read(`${notes}First Name,Last Name,URL,Email Address,Company,Position,Connected On\nEva,Ek,https://example.org,eva@example.org,Markis AB,Buyer,02 Mar 2026\n`)
  assert.deepEqual([header[0], header[3], [...connections.rows()].map((row) => [row.number, row.cells[3]])], ['First Name', 'Email Address', [[5, 'eva@example.org']]])
  assert.deepEqual((await read('Notes:\nabc\n')).header, ['Notes:'])
})

test('cells keep their lines, whatever ends the rows', async () => {
  assert.deepEqual(cells(await read('a,b\r\n"1\n2",3\r\n4,5\r\n')), [['1\n2', '3'], ['4', '5']])
  assert.deepEqual(cells(await read('a,b\r1,2\r3,4')), [['1', '2'], ['3', '4']])
  assert.deepEqual(cells(await read('a,b\r\n1,2\n3,"x ""y"""\r\n')), [['1', '2'], ['3', 'x "y"']])
  assert.deepEqual(cells(await read('\n\n  a , b,\n\n1,2,\n,,\n3,4,\n')), [['1', '2'], ['3', '4']])
})

test('every column has a name of its own', async () => {
  assert.deepEqual((await read('E-post,,E-post,Ort,\n1,2,3,4')).header, ['E-post', '#2', 'E-post (2)', 'Ort'])
})

test('odd rows are told by their number and kept', async () => {
  const table = await read('a,b,c\n1,2,3\n\n4,5\n6,7,8,9\n10,11,12,,\n"x"y,2,3\n"open,1,2\n3,4,5\n')
  assert.deepEqual([...table.rows()], [
    { number: 2, cells: ['1', '2', '3'] },
    { number: 4, cells: ['4', '5'], doubt: 'fewer-cells' },
    { number: 5, cells: ['6', '7', '8', '9'], doubt: 'more-cells' },
    { number: 6, cells: ['10', '11', '12'] },
    // A quote that closes nowhere takes all that follows with it.
    { number: 7, cells: ['x"y,2,3\n"open,1,2\n3,4,5\n'], doubt: 'broken-quote' },
  ])
  assert.deepEqual([...table.rows()].length, 5, 'a table can be walked again')
})

test('a file of many pieces is read whole, with letters and rows cut by no piece', async () => {
  const rows = Array.from({ length: 60_000 }, (_, index) => `${index};"Åsa ""${index}"" Öberg,\r\nrad 2";€`)
  const table = await read(`nummer;namn;tecken\r\n${rows.join('\r\n')}\r\n`)
  let number = 1
  for (const row of table.rows()) {
    assert.deepEqual(row, { number: number + 1, cells: [String(number - 1), `Åsa "${number - 1}" Öberg,\r\nrad 2`, '€'] })
    number++
  }
  assert.equal(number, 60_001)
})

test('what is no table, or too much of one, is refused with its reason', async () => {
  const refused: Array<[string, string | Uint8Array, TableForm?]> = [
    ['file-empty', ''], ['file-empty', ' \n\n'], ['file-empty', '\ufeff'], ['file-not-a-table', '%PDF-1.7'], ['file-not-a-table', Buffer.from('a,b\n\0\0\0binary')],
    ['file-old-excel', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1])], ['too-many-columns', `${'x,'.repeat(600)}x\n1`], ['row-too-wide', `a,b\n${'x,'.repeat(100_000)}x`],
    ['cell-too-long', `a,b\n1,${'x'.repeat(40_000)}`], ['row-too-long', `a,b\n1,"${'x,\n'.repeat(1_500_000)}`], ['row-too-long', `a,b\n1,${'x'.repeat(5_000_000)}`],
    ['spreadsheet-broken', Buffer.from('PK\u0003\u0004 not really')], ['spreadsheet-broken', zipBytes({ 'a.txt': 'no sheet' })], ['no-such-sheet', spreadsheetBytes({ Blad1: [['a']] }), { sheet: 'Blad2' }],
    ['file-empty', spreadsheetBytes({ Blad1: [] })],
  ]
  for (const [reason, content, form] of refused) assert.equal(await refusal(content, form), reason, reason)
})

test('a spreadsheet gives dates as dates and numbers as they look', async () => {
  const bytes = spreadsheetBytes({
    Tom: [],
    Kunder: [['Namn', 'Född', 'Telefon', 'Ja', 'Belopp'], ['Åsa <b>', { day: 29_587 }, 46_701_234_567, true, 12.5], [null], ['Bo', { day: 46_348.75 }, null, false, 0]],
  })
  const table = await read(bytes)
  assert.equal(table.kind, 'spreadsheet')
  assert.deepEqual(table.sheets, ['Tom', 'Kunder'])
  assert.deepEqual(table.header, ['Namn', 'Född', 'Telefon', 'Ja', 'Belopp'])
  assert.deepEqual([...table.rows()], [
    { number: 2, cells: ['Åsa <b>', '1981-01-01', '46701234567', 'true', '12.5'] },
    { number: 4, cells: ['Bo', '2026-11-22 18:00:00', '', 'false', '0'] },
  ])
  assert.deepEqual((await read(bytes, { sheet: 'Kunder' })).header.length, 5)
})

test('an archive that unpacks to far more than it says is refused', async () => {
  const bomb = zipBytes({ 'xl/workbook.xml': Buffer.alloc(320 * 1024 * 1024) }, () => 10)
  assert.ok(bomb.length < 1024 * 1024)
  assert.equal(await refusal(bomb), 'spreadsheet-too-large')
  const hidden = spreadsheetBytes({ Blad1: [['a']] })
  assert.equal(await refusal(Buffer.concat([hidden.subarray(0, 4), Buffer.alloc(100), hidden.subarray(4)])), 'spreadsheet-broken')
})
