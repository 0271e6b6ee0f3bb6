import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { promisify } from 'node:util'
import { uploadImport } from '../../src/imports/upload-import.ts'
import { importDesk, tableHashes } from '../importing.ts'
import { spreadsheetBytes, zipBytes } from '../spreadsheet-bytes.ts'

const run = promisify(execFile)
const folder = mkdtempSync(join(tmpdir(), 'tillit-bombs-'))
after(() => rmSync(folder, { recursive: true, force: true }))

/** The heap as `src/doors/shell/start.ts` sets it. */
const AS_THE_PROGRAM = ['--semi-space-growth-factor=1', '--heap-growing-percent=30']
const LONG = process.env['TILLIT_LONG'] !== undefined
/** The catalogue's cell is of 500 MB. */
const CELL_MEGABYTES = LONG ? 500 : 50

const MAX_MILLISECONDS = 5_000
const MAX_GROWTH_MEGABYTES = 150
/** Whoever asks has nothing of the file in memory. */
const MAX_OWN_MEGABYTES = 30
const MEGABYTE = 1024 * 1024

/** What the process that was asked took, and the one that read for it. */
interface Read { outcome: string; milliseconds: number; megabytes: number; reader: number }

/** In a process of its own, so that its memory is the reader's. */
async function readAlone(bytes: Buffer | string): Promise<Read> {
  const path = join(folder, 'file')
  writeFileSync(path, bytes)
  const { stdout } = await run(process.execPath, [...AS_THE_PROGRAM, join(import.meta.dirname, '..', 'read-alone.ts'), path])
  return JSON.parse(stdout) as Read
}

const SHEET = 'xl/worksheets/sheet1.xml'

function sheetXml(prolog: string, cell: string): string {
  return `${prolog}<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>Namn</t></is></c></row><row r="2"><c r="A2" t="inlineStr"><is><t>${cell}</t></is></c></row></sheetData></worksheet>`
}

const exchanged = (files: Record<string, string | Buffer>) => spreadsheetBytes({ Blad1: [['Namn']] }, files)

const LAUGHS = `<!DOCTYPE x [<!ENTITY a0 "ha">${Array.from({ length: 30 }, (_, index) => `<!ENTITY a${index + 1} "&a${index};&a${index};">`).join('')}]>`

test(`IN-07: what would burst us is refused in time, without much memory, and nothing is written beside (a cell of ${CELL_MEGABYTES} MB, the catalogue asks for 500)`, async (t) => {
  const plain = await readAlone(`Namn\n${'Ada\n'.repeat(50_000)}`)
  assert.equal(plain.outcome, '50000 rows: Namn')
  const bombs: [string, Buffer | string, RegExp][] = [
    ['an archive of a thousand times its size', zipBytes({ [SHEET]: Buffer.alloc(400 * MEGABYTE) }), /spreadsheet-too-large/],
    ['an archive that lies about its size', zipBytes({ [SHEET]: Buffer.alloc(400 * MEGABYTE) }, () => 10), /spreadsheet-too-large/],
    ['an archive in an archive', zipBytes({ 'inner.zip': zipBytes({ [SHEET]: Buffer.alloc(MEGABYTE) }) }), /spreadsheet-broken/],
    ['paths that lead out', exchanged({ '../../out.txt': 'x', '/etc/out.txt': 'x' }), /0 rows: Namn|spreadsheet-broken/],
    ['a hundred thousand columns', `${'x,'.repeat(100_000)}\n1\n`, /too-many-columns/],
    ['a row of a hundred thousand cells', `a,b\n${'x,'.repeat(100_000)}x\n`, /row-too-wide/],
    ['one cell without end', `a,b\n1,${'x'.repeat(CELL_MEGABYTES * MEGABYTE)}\n`, /row-too-long|cell-too-long/],
    ['ten million rows of one column', `Namn\n${'x\n'.repeat(10_000_000)}`, /too-many-rows/],
    ['a quotation mark that never closes', `a,b\n1,"${'x,\n'.repeat(15 * MEGABYTE)}`, /row-too-long/],
    ['encodings mixed', Buffer.concat([Buffer.from('Namn\nÅsa\n', 'utf8'), Buffer.from('Åsa\n', 'latin1'), Buffer.from('Åsa\n', 'utf16le')]), /file-not-a-table|rows/],
    ['a billion laughs', exchanged({ [SHEET]: sheetXml(LAUGHS, '&a30;') }), /rows: Namn|spreadsheet-broken/],
    ['an entity from a file', exchanged({ [SHEET]: sheetXml('<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>', '&f;') }), /rows: Namn|spreadsheet-broken/],
  ]
  for (const [name, bytes, expected] of bombs) {
    const { outcome, milliseconds, megabytes, reader } = await readAlone(bytes)
    assert.match(outcome, expected, name)
    assert.doesNotMatch(outcome, /hahaha|root:/, name)
    assert.ok(milliseconds <= MAX_MILLISECONDS, `${name}: ${milliseconds} ms`)
    assert.ok(megabytes - plain.megabytes <= MAX_OWN_MEGABYTES, `${name}: ${megabytes} MB beside ${plain.megabytes} MB`)
    assert.ok(reader - plain.reader <= MAX_GROWTH_MEGABYTES, `${name}: the reader ${reader} MB beside ${plain.reader} MB`)
    t.diagnostic(`${name}: ${outcome}, ${milliseconds} ms, ${megabytes - plain.megabytes} MB where it was asked, ${reader - plain.reader} MB where it was read`)
  }
  assert.deepEqual(readdirSync(folder), ['file'])
})

test('a file that is refused leaves nothing in the database', async () => {
  const { database } = await importDesk()
  const before = await tableHashes(database)
  for (const bytes of [Buffer.alloc(0), Buffer.from('%PDF-1.7'), Buffer.from(`a,b\n1,"${'x,\n'.repeat(MEGABYTE)}`), zipBytes({ 'a.txt': 'no sheet' })]) {
    await assert.rejects(database.write((tx) => uploadImport(tx, { name: 'bomb', bytes }, 'tester')))
  }
  assert.deepEqual(await tableHashes(database), before)
  assert.deepEqual((await database.superuser('select count(*)::int as n from import')).rows, [{ n: 0 }])
})
