// On paper all the way: a sheet is printed, marked by hand, scanned a little askew, read in the workspace, confirmed line by line, and its picture stands as evidence.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { before, test } from 'node:test'
import Pdf from 'pdfkit'
import type { Page } from 'playwright-core'
import type { Person } from '../../src/doors/api/person-resource.ts'
import { selectEntries } from '../../src/ledger/entries.sql.ts'
import { registerPeople } from '../../src/people/register-people.ts'
import { sheetFor } from '../../src/slips/sheet-for.ts'
import type { Slip } from '../../src/slips/slip.ts'
import { selectSlip } from '../../src/slips/slips.sql.ts'
import type { PersonId } from '../../src/values/ids.ts'
import { openPage, seriousFaults, type Visit } from '../browser.ts'
import { testDatabase, type TestDatabase } from '../database.ts'
import { signedInStaff } from '../house.ts'
import { pngHead } from '../png-head.ts'
import { INDEX_KEY, installed, ORIGIN } from '../register.ts'
import { answerFrom } from './desk.ts'
import { browserCookie, standingHouse, type StandingHouse } from './standing-house.ts'

const READER = readFileSync(fileURLToPath(import.meta.resolve('unpdf/pdfjs')), 'utf8')

let database: TestDatabase
let standing: StandingHouse
let cookie: { name: string; value: string; url: string }

before(async () => {
  database = await testDatabase()
  await installed(database)
  standing = await standingHouse(database)
  cookie = browserCookie((await signedInStaff(standing.app, standing.house)).cookie, standing.origin)
})

async function printed(name: string, number: string): Promise<{ personId: PersonId; slip: Slip; pdf: Buffer }> {
  const { personIds: [personId] } = await database.write((tx) => registerPeople(tx, INDEX_KEY, [{
    country: 'SE', values: { given_name: name, family_name: 'Ek', language: 'sv' }, identifiers: [], grounds: [{ purpose: 'contract', basis: 'contract' }],
    contactPoints: [{ kind: 'postal', value: 'Bygatan 3, Lund', canonical: 'bygatan 3, lund' }, { kind: 'phone', value: number, canonical: number }],
  }], ORIGIN))
  return database.write(async (tx) => {
    const { slipId, pdf } = (await sheetFor(tx, standing.house.keeper, { personId: personId!, goesWith: 'invoice', publicUrl: 'https://kund.provbolaget.example' }))!
    return { personId: personId!, slip: (await selectSlip(tx, personId!, slipId))!, pdf }
  })
}

/** What a scanner makes of the last page of a sheet: pen strokes in the boxes that are named, turned a little, with noise. Base64 of a JPEG. */
async function scan(page: Page, { pdf, slip }: { pdf: Buffer; slip: Slip }, marked: readonly string[], turn: number): Promise<Buffer> {
  const boxes = slip.layout.boxes.filter((box) => marked.includes(`${box.row} ${box.box}`))
  assert.equal(boxes.length, marked.length)
  // As a text: the words of the browser are none of this program's.
  const drawn = await page.evaluate(`(async ({ pdf, boxes, turn }) => {
    const { getDocument } = await import('/reader.mjs')
    const file = await getDocument({ data: Uint8Array.from(atob(pdf), (one) => one.charCodeAt(0)), useSystemFonts: true }).promise
    const sheet = await file.getPage(file.numPages)
    const scale = 150 / 72
    const viewport = sheet.getViewport({ scale })
    const flat = document.createElement('canvas'); flat.width = viewport.width; flat.height = viewport.height
    const pen = flat.getContext('2d')
    await sheet.render({ canvas: flat, canvasContext: pen, viewport }).promise
    // The first row of pixels in which a corner mark begins.
    const all = pen.getImageData(Math.round(50 * scale), 0, 1, flat.height).data
    const found = Array.from({ length: flat.height - 8 }, (_, y) => y).find((y) => all[y * 4] < 60 && all[(y + 8) * 4] < 60)
    pen.strokeStyle = '#1a2a7a'; pen.lineWidth = 1.3 * scale; pen.lineCap = 'round'
    for (const box of boxes) {
      const [x, y, s] = [(50 + box.x) * scale, found + (6 + box.y) * scale, box.size * scale]
      pen.beginPath(); pen.moveTo(x - 2, y + 3); pen.lineTo(x + s + 3, y + s - 2); pen.moveTo(x + s, y - 1); pen.lineTo(x + 2, y + s + 2); pen.stroke()
    }
    const paper = document.createElement('canvas'); paper.width = flat.width + 60; paper.height = flat.height + 60
    const glass = paper.getContext('2d'); glass.fillStyle = '#f4f2ec'; glass.fillRect(0, 0, paper.width, paper.height)
    glass.translate(paper.width / 2, paper.height / 2); glass.rotate(turn * Math.PI / 180); glass.drawImage(flat, -flat.width / 2, -flat.height / 2); glass.setTransform(1, 0, 0, 1, 0, 0)
    const dirt = glass.getImageData(0, 0, paper.width, paper.height)
    let state = 7
    for (let at = 0; at < dirt.data.length; at += 4) { state = (Math.imul(state, 1664525) + 1013904223) >>> 0; const off = (state >>> 24) / 255 * 26 - 13; for (let c = 0; c < 3; c++) dirt.data[at + c] += off }
    glass.putImageData(dirt, 0, 0)
    return paper.toDataURL('image/jpeg', 0.8).split(',')[1]
  })(${JSON.stringify({ pdf: pdf.toString('base64'), boxes, turn })})`)
  return Buffer.from(drawn as string, 'base64')
}

/** Several scans in one file, as an office scanner makes it. */
function asPdf(pages: readonly Buffer[]): Promise<Buffer> {
  const pdf = new Pdf({ autoFirstPage: false })
  const parts: Buffer[] = []
  const bytes = new Promise<Buffer>((done) => pdf.on('data', (part: Buffer) => parts.push(part)).on('end', () => done(Buffer.concat(parts))))
  for (const page of pages) pdf.addPage({ size: 'A4', margin: 0 }).image(page, 0, 0, { fit: [595, 842] })
  pdf.addPage({ size: 'A4' }).text('A page that is no slip.')
  pdf.end()
  return bytes
}

async function scanner(): Promise<Visit> {
  const visit = await openPage(standing.origin)
  await visit.page.route('**/reader.mjs', (route) => route.fulfill({ body: READER, contentType: 'text/javascript' }))
  await visit.page.route('**/glass', (route) => route.fulfill({ body: '<!doctype html><title>glass</title>', contentType: 'text/html' }))
  await visit.page.goto('/glass')
  return visit
}

async function signedInAt(path: string): Promise<Visit> {
  const visit = await openPage(standing.origin, { locale: 'en-GB', viewport: { width: 1280, height: 900 } })
  await visit.page.context().addCookies([cookie])
  await visit.page.goto(path)
  return visit
}

test('two slips in one PDF are read from the pixels, confirmed line by line, recorded with receipts, and their pictures stand as evidence', async (t) => {
  const [karin, tove] = [await printed('Karin', '+46701234501'), await printed('Tove', '+46701234502')]
  const glass = await scanner()
  const scans = [
    await scan(glass.page, karin, ['news sms yes', 'events sms no', 'access tick'], 1.6),
    await scan(glass.page, tove, ['news sms yes', 'news sms no', 'stop-asking tick'], -2.3),
  ]
  await glass.close()
  const { page, troubles, strangers, close } = await signedInAt('/invoices/slips')
  const began = performance.now()
  await page.getByLabel('Scanned slips').setInputFiles({ name: 'monday.pdf', mimeType: 'application/pdf', buffer: await asPdf(scans) })
  const [first, second, third] = [1, 2, 3].map((number) => page.getByRole('region', { name: `monday.pdf, page ${number}` }))
  await first!.getByRole('link', { name: 'Karin Ek' }).waitFor()
  await second!.getByRole('link', { name: 'Tove Ek' }).waitFor()
  await third!.getByText('No slip was found here').waitFor()
  t.diagnostic(`three pages read in ${Math.round(performance.now() - began)} ms`)

  const rowOf = (label: string, region = first!) => region.getByRole('listitem').filter({ has: page.getByRole('radiogroup', { name: label, exact: true }) })
  await rowOf('Nyheter: sms').getByText('Read as: Yes').waitFor()
  await rowOf('Evenemang: sms').getByText('Read as: No').waitFor()
  await rowOf('Tävlingar: sms').getByText('Read as: Nothing').waitFor()
  await rowOf('Nyheter: sms', second).getByText('Both yes and no are ticked').waitFor()
  assert.deepEqual(await seriousFaults(page), [])
  // Nothing is recorded before each line has been confirmed.
  assert.equal(await first!.getByRole('button', { name: 'Record the slip' }).getAttribute('aria-disabled'), 'true')
  for (const row of karin.slip.rows) await first!.getByRole('button', { name: `That is right: ${row.label}`, exact: true }).click()
  await first!.getByRole('button', { name: 'Record the slip' }).click()
  await first!.getByText('Recorded: Evenemang: sms and Nyheter: sms').waitFor()
  await first!.getByRole('link', { name: 'A request for a copy is open' }).waitFor()

  for (const row of tove.slip.rows.filter((one) => one.key !== 'news sms')) await second!.getByRole('button', { name: `That is right: ${row.label}`, exact: true }).click()
  await rowOf('Nyheter: sms', second).getByRole('radio', { name: 'Nothing' }).click()
  await second!.getByRole('button', { name: 'Record the slip' }).click()
  await second!.getByText('Recorded: Sluta fråga mig').waitFor()

  const said = (await database.read((tx) => selectEntries(tx, [karin.personId]))).slice(-2)
  assert.deepEqual(said.map((one) => [one.kind, one.purpose, one.channel, one.surface]), [['withdrawn', 'events', 'sms', 'letter'], ['given', 'news', 'sms', 'letter']])
  await first!.getByRole('link', { name: 'The picture of the slip' }).click()
  await page.getByRole('heading', { level: 1, name: 'On paper' }).waitFor()
  const [begun] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'The picture of the slip' }).click()])
  assert.deepEqual([...readFileSync(await begun.path()).subarray(0, 3)], [0xff, 0xd8, 0xff])
  assert.equal((await answerFrom<Person>(page, `/people/${tove.personId}`)).stopAsking !== null, true)

  // The same slip again says that it has been counted.
  await page.goto('/invoices/slips')
  await page.getByLabel('Scanned slips').setInputFiles({ name: 'again.jpg', mimeType: 'image/jpeg', buffer: scans[0]! })
  await page.getByText('A slip counts once').first().waitFor()
  assert.deepEqual([troubles, strangers], [[], []])
  await close()
})

test('what is no scan, broken, or claims to be immense is named and opened no further', async () => {
  const { page, troubles, close } = await signedInAt('/invoices/slips')
  const files: [string, string, Buffer, string][] = [
    ['note.pdf', 'application/pdf', Buffer.from('Dear sir'), 'note.pdf is neither PDF, JPEG nor PNG.'],
    ['torn.pdf', 'application/pdf', Buffer.from('%PDF-1.7\n1 0 obj <<'), 'torn.pdf cannot be read.'],
    ['immense.png', 'image/png', pngHead(60_000, 60_000), 'immense.png is too large to open.'],
    ['hollow.png', 'image/png', pngHead(100, 100), 'hollow.png cannot be read.'],
  ]
  await page.getByLabel('Scanned slips').setInputFiles(files.map(([name, mimeType, buffer]) => ({ name, mimeType, buffer })))
  for (const [, , , sentence] of files) await page.getByRole('alert').getByText(sentence).waitFor()
  assert.deepEqual(troubles, [])
  await close()
})
