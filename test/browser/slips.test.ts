// On paper all the way: a sheet is printed, marked by hand, scanned a little askew, read in the workspace, confirmed line by line, and its picture stands as evidence.
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { after, before, test } from 'node:test'
import Pdf from 'pdfkit'
import type { Page } from 'playwright-core'
import type { Person } from '../../src/doors/api/person-resource.ts'
import { selectEntries } from '../../src/ledger/entries.sql.ts'
import { registerPeople } from '../../src/people/register-people.ts'
import { sheetFor } from '../../src/slips/sheet-for.ts'
import type { Slip } from '../../src/slips/slip.ts'
import { selectSlip } from '../../src/slips/slips.sql.ts'
import type { PersonId } from '../../src/values/ids.ts'
import { openPage, putInCamera, seriousFaults, type Visit } from '../browser.ts'
import { testDatabase, type TestDatabase } from '../database.ts'
import { signedInStaff } from '../house.ts'
import { pngHead } from '../png-head.ts'
import { INDEX_KEY, installed, ORIGIN } from '../register.ts'
import { answerFrom, until } from './desk.ts'
import { browserCookie, standingHouse, type StandingHouse } from './standing-house.ts'

const READER = readFileSync(fileURLToPath(import.meta.resolve('unpdf/pdfjs')), 'utf8')

const films = mkdtempSync(join(tmpdir(), 'tillit-camera-'))
const FILM = join(films, 'slip.mjpeg')
putInCamera(FILM)
after(() => rmSync(films, { recursive: true, force: true }))

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

/** What a scanner or a camera makes of the last page of a sheet: pen strokes in the boxes that are named, turned a little, with noise; a JPEG. `thumb`: something lies on its last corner. */
async function scan(page: Page, { pdf, slip }: { pdf: Buffer; slip: Slip }, marked: readonly string[], turn: number, { thumb = false } = {}): Promise<Buffer> {
  const boxes = slip.layout.boxes.filter((box) => marked.includes(`${box.row} ${box.box}`))
  assert.equal(boxes.length, marked.length)
  // As a text: the words of the browser are none of this program's.
  const drawn = await page.evaluate(`(async ({ pdf, boxes, turn, thumb }) => {
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
    if (thumb) { pen.fillStyle = '#d8a58c'; pen.fillRect((50 + thumb.x - 15) * scale, found + (6 + thumb.y - 15) * scale, 30 * scale, 30 * scale) }
    // Cameras have an even number of pixels a side.
    const paper = document.createElement('canvas'); paper.width = (flat.width + 61) & ~1; paper.height = (flat.height + 61) & ~1
    const glass = paper.getContext('2d'); glass.fillStyle = '#f4f2ec'; glass.fillRect(0, 0, paper.width, paper.height)
    glass.translate(paper.width / 2, paper.height / 2); glass.rotate(turn * Math.PI / 180); glass.drawImage(flat, -flat.width / 2, -flat.height / 2); glass.setTransform(1, 0, 0, 1, 0, 0)
    const dirt = glass.getImageData(0, 0, paper.width, paper.height)
    let state = 7
    for (let at = 0; at < dirt.data.length; at += 4) { state = (Math.imul(state, 1664525) + 1013904223) >>> 0; const off = (state >>> 24) / 255 * 26 - 13; for (let c = 0; c < 3; c++) dirt.data[at + c] += off }
    glass.putImageData(dirt, 0, 0)
    return paper.toDataURL('image/jpeg', 0.8).split(',')[1]
  })(${JSON.stringify({ pdf: pdf.toString('base64'), boxes, turn, thumb: thumb && { x: slip.layout.width, y: slip.layout.height } })})`)
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

/** The camera sees nothing but this, for as long as it is on. */
const hold = (still: Buffer) => writeFileSync(FILM, Buffer.concat([still, still]))

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

test('a slip is held before the camera: nothing is taken while a thumb lies on a corner; whole it is read, confirmed box by box, and its picture stands as evidence', async (t) => {
  const ingrid = await printed('Ingrid', '+46701234503')
  const glass = await scanner()
  const marked = ['news sms no', 'events sms yes', 'stop-asking tick']
  const [covered, whole] = [await scan(glass.page, ingrid, marked, 2.4, { thumb: true }), await scan(glass.page, ingrid, marked, 2.4)]
  await glass.close()
  const { page, troubles, strangers, close } = await signedInAt('/invoices/slips')
  const looked: string[] = []
  page.on('response', (answer) => { if (answer.url().endsWith('/slip-searches')) looked.push(answer.url()) })
  const ingridShown = () => page.getByRole('link', { name: 'Ingrid Ek' }).isVisible()
  /** Until it has seen the slip, or has looked at it twice and taken nothing. */
  const look = async () => {
    const looks = looked.length
    await page.getByRole('button', { name: 'Use the camera' }).click()
    await until('looks through the camera', async () => looked.length >= looks + 2 || ingridShown())
    return ingridShown()
  }
  const turnOff = async () => {
    await page.getByRole('button', { name: 'Turn the camera off' }).click()
    await page.locator('video').waitFor({ state: 'detached' })
  }
  hold(covered)
  assert.equal(await look(), false, 'with a thumb on it')
  await turnOff()
  hold(whole)
  const began = performance.now()
  // A camera that was turned off a moment ago may show the last film once more.
  await until('the whole slip', async () => (await look()) || (await turnOff(), false))
  t.diagnostic(`read through the camera ${Math.round(performance.now() - began)} ms after it was turned on`)
  const read = looked.length
  const row = (label: string) => page.getByRole('listitem').filter({ has: page.getByRole('radiogroup', { name: label, exact: true }) })
  await row('Nyheter: sms').getByText(/Read as: No\b/).waitFor()
  await row('Evenemang: sms').getByText('Read as: Yes').waitFor()
  await row('Tävlingar: sms').getByText('Read as: Nothing').waitFor()
  const record = page.getByRole('button', { name: 'Record the slip' })
  for (const line of ingrid.slip.rows) {
    assert.equal(await record.getAttribute('aria-disabled'), 'true', `before ${line.label} was confirmed`)
    await page.getByRole('button', { name: `That is right: ${line.label}`, exact: true }).click()
  }
  await record.click()
  await page.getByText('Recorded: ').waitFor()
  assert.equal(looked.length, read, 'as long as it is held there it is looked up once')
  assert.equal(await page.getByRole('link', { name: 'Ingrid Ek' }).count(), 1)
  const said = (await database.read((tx) => selectEntries(tx, [ingrid.personId]))).slice(-3)
  assert.deepEqual(said.map((one) => [one.kind, one.purpose, one.surface]), [['withdrawn', 'news', 'letter'], ['stop-asking', null, 'letter'], ['given', 'events', 'letter']])
  const picture = await page.request.get(`/api/v1/people/${ingrid.personId}/slips/${ingrid.slip.slipId}/picture`)
  assert.deepEqual([picture.status(), createHash('sha256').update(await picture.body()).digest('hex')], [200, said[0]!.evidence['picture']])
  assert.deepEqual([troubles, strangers], [[], []])
  await close()
})
