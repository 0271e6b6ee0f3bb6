import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { extractText, getDocumentProxy } from 'unpdf'
import type { Choice } from '../../src/consent/choice.ts'
import { recordChoices } from '../../src/consent/record-choices.ts'
import { selectStandings } from '../../src/consent/standing.sql.ts'
import type { Scripts } from '../../src/doors/api/choices-resource.ts'
import type { ProblemDetails } from '../../src/doors/api/contract.ts'
import type { FoundSlip, PrintedSlip, ReadSlipBody, SlipRecorded } from '../../src/doors/api/slips-resource.ts'
import { copyFile } from '../../src/doors/copy-files.ts'
import { erasePeople } from '../../src/erasure/erase-people.ts'
import { selectEntries } from '../../src/ledger/entries.sql.ts'
import { registerPeople } from '../../src/people/register-people.ts'
import type { ContactPointRow } from '../../src/people/values.sql.ts'
import { lapseSlipQuestions } from '../../src/slips/lapse-slip-questions.ts'
import { sheetFor, type SheetOrder } from '../../src/slips/sheet-for.ts'
import { PAPER_ANSWER_DAYS, type Slip } from '../../src/slips/slip.ts'
import { selectSlip } from '../../src/slips/slips.sql.ts'
import { sweepSlips } from '../../src/slips/sweep-slips.ts'
import type { PersonId } from '../../src/values/ids.ts'
import { groupedNumber } from '../../src/values/letter-number.ts'
import type { Language } from '../../src/values/text.ts'
import { mintLink, Visitor } from '../customer-house.ts'
import { bodyOf, signedInStaff, staffedHouse } from '../house.ts'
import { pngHead } from '../png-head.ts'
import { INDEX_KEY, ORIGIN } from '../register.ts'

// On paper all the way: the sheet, its slip, and what comes back.

const { database, house, app, browser, staffId } = await staffedHouse()
await database.superuser('update installation set controller = $1', [JSON.stringify({ name: 'Provbolaget AB', country: 'SE', address: 'Storgatan 1\n111 22 Stockholm', phone: '08-123 45 67' })])

const rows = async (statement: string, values: unknown[] = []) => (await database.superuser(statement, values)).rows as Record<string, unknown>[]

let people = 0
type Point = Pick<ContactPointRow, 'kind' | 'value' | 'canonical'>
const HOME: Point = { kind: 'postal', value: 'Bygatan 3, 222 33 Lund', canonical: 'bygatan 3, 222 33 lund' }

/** Karin has no digital contact point: an address, a mobile telephone, an agreement. */
async function karin({ language = 'sv', points = [] }: { language?: Language; points?: Point[] } = {}): Promise<PersonId> {
  people += 1
  const number = `+4670123${String(4000 + people)}`
  const { personIds } = await database.write((tx) => registerPeople(tx, INDEX_KEY, [{
    country: 'SE', values: { given_name: 'Karin', family_name: 'Ek', customer_number: `K-${people}`, language }, identifiers: [],
    contactPoints: [HOME, { kind: 'phone', value: number, canonical: number }, ...points],
    grounds: [{ purpose: 'contract', basis: 'contract' }, { purpose: 'invoicing', basis: 'contract' }],
  }], { ...ORIGIN, source: 'butiken' }))
  return personIds[0]!
}

const print = (personId: PersonId, more: Partial<SheetOrder> = {}) =>
  database.write((tx) => sheetFor(tx, house.keeper, { personId, goesWith: 'invoice', publicUrl: house.publicUrl, ...more }))
const slipOf = async (personId: PersonId): Promise<Slip> => {
  const { slipId } = (await print(personId))!
  return (await database.read((tx) => selectSlip(tx, personId, slipId)))!
}
const say = (choice: Partial<Choice> & Pick<Choice, 'personId' | 'kind'>) => database.write((tx) => recordChoices(tx, house.keeper, [{
  purpose: null, channel: null, contactPointId: null, frequency: null, surface: 'phone', language: 'sv', actor: { kind: 'person', id: choice.personId }, wording: null, evidence: {}, ...choice,
}]))
const later = (ms = 60_000) => { database.now = new Date(database.now.getTime() + ms) }

const answer = (personId: PersonId, slipId: string, answers: ReadSlipBody['answers'], more: Partial<ReadSlipBody> = {}, as = browser) =>
  as('POST', `/api/v1/people/${personId}/slips/${slipId}/answers`, { answers, picture: pngHead(1000, 900).toString('base64'), ...more })
const problemOf = async (said: Response | Promise<Response>) => {
  const { status, field, rule } = await bodyOf<ProblemDetails>(said)
  return [status, field, rule]
}
const find = (code: string) => browser('POST', '/api/v1/slip-searches', { code })

/** What a reader of the structure hears: kinds of parts with their words or what stands in for them, in order. */
async function heard(pdf: Buffer): Promise<{ order: string[]; sizes: number[]; text: string; language: string | undefined; fields: number }> {
  const document = await getDocumentProxy(new Uint8Array(pdf))
  const { text } = await extractText(document, { mergePages: true })
  const [order, sizes]: [string[], number[]] = [[], []]
  for (let number = 1; number <= document.numPages; number++) {
    const page = await document.getPage(number)
    const content = await page.getTextContent()
    for (const item of content.items) if ('height' in item && item.str.trim() !== '') sizes.push(item.height)
    const walk = (node: { role?: string; alt?: string; children?: unknown[] }): void => {
      if (node.role && node.role !== 'Root') order.push(node.alt === undefined ? node.role : `${node.role} ${node.alt}`)
      for (const child of node.children ?? []) walk(child as typeof node)
    }
    walk((await page.getStructTree()) as never)
  }
  const { info } = (await document.getMetadata()) as { info: { Language?: string } }
  return { order, sizes, text: text.replaceAll(/\s+/g, ' '), language: info.Language, fields: ((await document.getFieldObjects()) === null ? 0 : 1) }
}

test('the sheet says in large plain type what is held, why, whence and until when, in the person’s language, and is read out in order', async () => {
  const words: Record<Language, string[]> = {
    sv: ['Dina uppgifter hos Provbolaget AB', 'Karin Ek', 'förnamn', 'från dig (butiken)', 'så länge avtalet gäller', 'transportföretag', 'Nej till all marknadsföring', 'Sluta fråga mig', 'Skicka mig allt ni har om mig', 'Jag vill bli glömd', 'Datum och namnteckning', 'Storgatan 1, 111 22 Stockholm', '08-123 45 67', 'Brevets nummer', 'Integritetsskyddsmyndigheten', 'i 90 dagar'],
    nb: ['Opplysningene dine hos Provbolaget AB', 'Nei til all markedsføring', 'Slutt å spørre meg', 'så lenge avtalen gjelder', 'Dato og underskrift'],
    en: ['Your data at Provbolaget AB', 'No to all marketing', 'Stop asking me', 'as long as the agreement lasts', 'Date and signature'],
  }
  for (const language of ['sv', 'nb', 'en'] as const) {
    const { pdf } = (await print(await karin({ language })))!
    const { order, sizes, text, language: said } = await heard(pdf)
    for (const part of words[language]) assert.ok(text.includes(part), `${part} in ${text}`)
    assert.equal(said, language)
    assert.ok(Math.min(...sizes) >= 13.99, `the smallest letters are ${Math.min(...sizes)} points`)
    assert.ok(!text.includes('Bygatan') && !text.includes('4670'), 'kinds of data, not what stands in them')
    assert.deepEqual(order.filter((one) => /^H[12]/.test(one)), ['H1', 'H2', 'H2', 'H2', 'H2', 'H2'])
    assert.ok(order.indexOf('L') < order.findIndex((one) => one.startsWith('Figure')), 'what is held comes before the boxes')
  }
})

test('yes and no stand alike, nothing is filled in, and each question carries what follows from either answer', async () => {
  const personId = await karin()
  const slip = await slipOf(personId)
  const asked = slip.rows.filter((row) => row.kind === 'ask')
  assert.ok(asked.length > 2)
  for (const row of asked) {
    const boxes = slip.layout.boxes.filter((box) => box.row === row.key)
    assert.deepEqual([boxes.map((box) => box.box), new Set(boxes.map((box) => box.size)).size, new Set(boxes.map((box) => box.y)).size], [['yes', 'no'], 1, 1])
    assert.match(row.words, /\[ \] Ja \[ \] Nej$/)
    assert.ok(row.words.includes('Om du svarar ja') && row.words.includes('Om du svarar nej'), row.words)
  }
  const { order } = await heard((await print(personId, { goesWith: 'order' }))!.pdf)
  assert.equal(order.filter((one) => one.startsWith('Figure Tom ruta')).length, slip.layout.boxes.length)
})

test('what was shown and asked stands in the ledger with its very words (L3, D8), and a repeated call prints the same page and records nothing', async () => {
  const personId = await karin()
  const invoiceId = '0196a000-0000-7000-8000-00000000f001'
  const first = (await print(personId, { invoiceId }))!
  const entries = await database.read((tx) => selectEntries(tx, [personId]))
  const slip = (await database.read((tx) => selectSlip(tx, personId, first.slipId)))!
  assert.deepEqual(entries.map((one) => [one.kind, one.surface, one.evidence['slip']]), [['notice-shown', 'letter', first.slipId], ...slip.rows.filter((row) => row.kind === 'ask').map(() => ['asked', 'letter', first.slipId])])
  const kept = await rows('select encode(wording_id, $1) as id, text from wording where wording_id = any ($2)', ['hex', entries.map((one) => one.wordingId)])
  assert.equal(kept.length, entries.length)
  assert.ok(!kept.some((one) => String(one['text']).includes('Karin')), 'words are kept of nobody')
  const again = (await print(personId, { invoiceId }))!
  assert.deepEqual([again.slipId, again.pdf.equals(first.pdf)], [first.slipId, true])
  assert.equal((await database.read((tx) => selectEntries(tx, [personId]))).length, entries.length)
})

test('it goes to whoever has no digital contact point or wants paper, to anybody who orders it, and to nobody else', async () => {
  const digital = await karin({ points: [{ kind: 'email', value: 'k@example.org', canonical: 'k@example.org' }] })
  assert.equal(await print(digital), undefined)
  assert.ok(await print(digital, { goesWith: 'order' }))
  const { id } = await bodyOf<{ id: string }>(browser('POST', `/api/v1/people/${digital}/slips`))
  const page = await browser('GET', `/api/v1/people/${digital}/slips/${id}/sheet`)
  assert.deepEqual([page.status, page.headers.get('content-type')], [200, 'application/pdf'])
  for (const goesWith of ['invoice', 'reminder', 'credit-note'] as const) assert.ok(await print(await karin(), { goesWith }), goesWith)
})

test('only what D7 allows is asked: not after a clear no, not after “stop asking”; a no is always possible, and what goes on can be ended', async () => {
  const [no, stop, yes] = [await karin(), await karin(), await karin()]
  await say({ personId: no, kind: 'withdrawn', purpose: 'news', channel: 'sms' })
  await say({ personId: stop, kind: 'stop-asking' })
  const point = (await slipOf(yes)).rows.find((row) => row.key === 'news sms')!.contactPointId
  await say({ personId: yes, kind: 'given', purpose: 'news', channel: 'sms', contactPointId: point, evidence: { kind: 'call-note', text: 'said so' }, actor: { kind: 'staff', id: staffId } })
  const kinds = async (personId: PersonId) => (await slipOf(personId)).rows.map((row) => row.kind)
  for (const personId of [no, stop]) assert.deepEqual(await kinds(personId), ['no-to-all', 'stop-asking', 'access', 'erasure'], 'within the rest period nothing is asked')
  const lines = (await slipOf(yes)).rows
  assert.equal(lines.find((row) => row.key === 'news sms')?.kind, 'on')
})

test('a slip is found by its square code and by the number under it, and its code says no by itself, as said in a letter (H3)', async () => {
  const personId = await karin()
  const { slipId } = (await print(personId))!
  const slip = (await database.read((tx) => selectSlip(tx, personId, slipId)))!
  const found = await bodyOf<FoundSlip>(find(groupedNumber(slip.number).toLowerCase()))
  assert.deepEqual([found.id, found.person, found.answeredAt, found.rows.length], [slipId, { id: personId, name: 'Karin Ek' }, null, slip.rows.length])
  assert.equal((await find('AAAAA-AAAAA')).status, 404)
  assert.equal((await find(`https://x.example/choices/${'a'.repeat(43)}`)).status, 404)
  const visitor = await new Visitor(app).get(`/choices/${await mintLink(database, { kind: 'letter', personId, channel: 'none' })}`)
  assert.ok(!visitor.html.includes('Karin'))
  await visitor.press('Nej till all marknadsföring')
  const { kind, surface, evidence } = (await database.read((tx) => selectEntries(tx, [personId]))).at(-1)!
  assert.deepEqual([kind, surface, evidence['unproved']], ['objected', 'letter', true])
})

test('what a slip says is recorded box by box as said in a letter, with its picture as evidence, sealed; a slip counts once', async () => {
  const personId = await karin()
  const slip = await slipOf(personId)
  later()
  const said = await bodyOf<SlipRecorded>(answer(personId, slip.slipId, { 'news sms': 'yes', 'events sms': 'no', 'surveys sms': 'none', access: 'tick', erasure: 'tick' }))
  assert.deepEqual([said.recorded.map((one) => one.row), said.refused], [['events sms', 'news sms'], []])
  assert.deepEqual(said.requests.map((one) => one.kind), ['access', 'erasure'])
  const entries = (await database.read((tx) => selectEntries(tx, [personId]))).slice(-2)
  const row = slip.rows.find((one) => one.key === 'news sms')!
  const yes = entries.find((one) => one.kind === 'given')!
  assert.deepEqual([yes.surface, yes.actor, yes.contactPointId, yes.wordingId?.toString('hex'), yes.evidence['kind'], yes.evidence['slip'], yes.evidence['picture']],
    ['letter', { kind: 'staff', id: staffId }, row.contactPointId, row.wordingId, 'slip', slip.slipId, createHash('sha256').update(pngHead(1000, 900)).digest('hex')])
  const requests = await rows('select kind, state, received_how, proof_needed from request where person_id = $1 order by kind', [personId])
  assert.deepEqual(requests, [{ kind: 'access', state: 'waiting-for-proof', received_how: 'letter', proof_needed: 'mailbox' }, { kind: 'erasure', state: 'waiting-for-proof', received_how: 'letter', proof_needed: 'mailbox' }])
  assert.equal((await browser('GET', `/api/v1/people/${personId}`)).status, 200, 'nothing is destroyed by a slip alone')
  const [{ picture }] = (await rows('select picture from slip_answer where person_id = $1', [personId])) as unknown as [{ picture: Buffer }]
  assert.ok(!picture.includes(pngHead(1000, 900).subarray(0, 16)), 'sealed as it lies')
  const shown = await browser('GET', `/api/v1/people/${personId}/slips/${slip.slipId}/picture`)
  assert.deepEqual([shown.status, shown.headers.get('content-type'), Buffer.from(await shown.arrayBuffer()).equals(pngHead(1000, 900))], [200, 'image/png', true])
  assert.deepEqual(await problemOf(answer(personId, slip.slipId, { 'news sms': 'no' })), [409, undefined, undefined])
  const { slips } = await bodyOf<{ slips: PrintedSlip[] }>(browser('GET', `/api/v1/people/${personId}/slips`))
  assert.ok(slips.some((one) => one.id === slip.slipId && one.picture && one.entries.length === 2))
  const copy = Buffer.from(await new Response((await copyFile(house, personId, 'archive', 'sv')).body).arrayBuffer()).toString('latin1')
  for (const name of ['sent/slip-001.png', 'documents/sheet-001.pdf']) assert.ok(copy.includes(name), `${name} is in the access copy`)
})

test('a line that the slip does not have, a yes beside a no to all, nothing ticked, a date that cannot be: refused by name, nothing half recorded', async () => {
  const personId = await karin()
  const slip = await slipOf(personId)
  const before = (await database.read((tx) => selectEntries(tx, [personId]))).length
  const wrong: [ReadSlipBody['answers'], Partial<ReadSlipBody>, unknown[]][] = [
    [{ 'news fax': 'yes' }, {}, [400, 'answers.news fax', undefined]], [{ 'no-to-all': 'yes' }, {}, [400, 'answers.no-to-all', undefined]],
    [{ 'no-to-all': 'tick', 'news sms': 'yes' }, {}, [400, 'answers.news sms', 'D9']], [{}, {}, [400, 'answers', undefined]], [{ 'news sms': 'none' }, {}, [400, 'answers', undefined]],
    [{ 'news sms': 'no' }, { signedOn: '2020-01-01' }, [400, 'signedOn', undefined]],
    [{ 'news sms': 'no' }, { picture: Buffer.from('GIF89a').toString('base64') }, [400, 'picture', undefined]],
    [{ 'news sms': 'no' }, { picture: pngHead(65_535, 65_535).toString('base64') }, [400, 'picture', undefined]],
    [{ 'news sms': 'no' }, { picture: Buffer.from('<svg onload=alert(1)>').toString('base64') }, [400, 'picture', undefined]],
  ]
  for (const [answers, more, expected] of wrong) assert.deepEqual(await problemOf(answer(personId, slip.slipId, answers, more)), expected)
  assert.equal((await answer(personId, slip.slipId, { 'news sms': 'no' }, { picture: Buffer.alloc(8_000_000, 7).toString('base64') })).status, 413)
  assert.equal((await database.read((tx) => selectEntries(tx, [personId]))).length, before)
  assert.equal((await rows('select from slip_answer where person_id = $1', [personId])).length, 0)
})

test('an old slip after a later word of the person’s is told, needs a decision, and never lifts a later no (D9)', async () => {
  const personId = await karin()
  const slip = await slipOf(personId)
  later()
  await say({ personId, kind: 'withdrawn', purpose: 'news', channel: 'sms' })
  const [row] = (await bodyOf<FoundSlip>(find(slip.number))).rows.filter((one) => one.later !== null)
  assert.deepEqual([row?.row, row?.later?.said], ['news sms', 'no'])
  assert.deepEqual(await problemOf(answer(personId, slip.slipId, { 'news sms': 'yes' })), [409, 'decisions.news sms', 'D9'])
  const said = await bodyOf<SlipRecorded>(answer(personId, slip.slipId, { 'news sms': 'yes', 'events sms': 'no' }, { decisions: { 'news sms': 'slip' } }))
  assert.deepEqual([said.recorded.map((one) => one.row), said.refused.map((one) => [one.row, one.rule])], [['events sms'], [['news sms', 'D9']]], 'the slip is older than the no')
  const other = await karin()
  const theirs = await slipOf(other)
  later()
  await say({ personId: other, kind: 'withdrawn', purpose: 'news', channel: 'sms' })
  later(3 * 86_400_000)
  const signedOn = new Date(database.now.getTime() - 86_400_000).toISOString().slice(0, 10)
  const { browser: nextDay } = await signedInStaff(app, house)
  const lifted = await bodyOf<SlipRecorded>(answer(other, theirs.slipId, { 'news sms': 'yes' }, { decisions: { 'news sms': 'slip' }, signedOn }, nextDay))
  assert.deepEqual(lifted.recorded.map((one) => one.row), ['news sms'], 'a date after the no makes it the later act')
})

test('the slip of somebody who was forgotten tells nothing, in the words of one that never was; its picture and its sheet are gone', async () => {
  const personId = await karin()
  const slip = await slipOf(personId)
  const { browser: fresh } = await signedInStaff(app, house)
  const ask = (code: string) => fresh('POST', '/api/v1/slip-searches', { code })
  assert.equal((await answer(personId, slip.slipId, { 'news sms': 'yes' }, {}, fresh)).status, 200)
  assert.equal((await ask(slip.number)).status, 200)
  await database.superuser('delete from ground where person_id = $1', [personId])
  await database.write((tx) => erasePeople(tx, house.keeper, [{ personId, why: 'asked' }] as never))
  const [never, gone] = [await (await ask('AAAAA-AAAAA')).json(), await (await ask(slip.number)).json()]
  assert.deepEqual(gone, never)
  for (const table of ['slip', 'slip_answer']) assert.equal((await rows(`select from ${table} where person_id = $1`, [personId])).length, 0, table)
  assert.equal((await rows(`select from token where person_id = $1 and kind = 'letter'`, [personId])).length > 0, true, 'its power to say no stays (L2)')
})

const lapse = async () => { while ((await database.write((tx) => lapseSlipQuestions(tx, house.keeper))) > 0); }

test('what a slip asked and nobody answered in its time becomes no answer, which is not a yes; what was answered or asked again does not, and a slip that comes later counts (D7, L3)', async () => {
  const [silent, halfway, byPhone, stopped, again] = [await karin(), await karin(), await karin(), await karin(), await karin()] as const
  const start = database.now
  const inDays = (days: number) => { database.now = new Date(start.getTime() + days * 86_400_000) }
  const slip = await slipOf(silent)
  const asked = slip.rows.filter((row) => row.kind === 'ask').map((row) => row.key).toSorted()
  const half = await slipOf(halfway)
  for (const one of [byPhone, stopped, again]) await slipOf(one)
  later()
  await say({ personId: byPhone, kind: 'withdrawn', purpose: 'news', channel: 'sms' })
  await say({ personId: stopped, kind: 'stop-asking' })
  const { browser: desk } = await signedInStaff(app, house)
  assert.equal((await answer(halfway, half.slipId, { 'news sms': 'yes' }, {}, desk)).status, 200)
  inDays(30)
  await slipOf(again)
  const silence = async (personId: PersonId) => (await database.read((tx) => selectEntries(tx, [personId]))).filter((one) => one.kind === 'no-answer').map((one) => `${one.purpose} ${one.channel}`).toSorted()
  const all = async () => Promise.all([silent, halfway, byPhone, stopped, again].map(silence))
  inDays(PAPER_ANSWER_DAYS - 1)
  await lapse()
  assert.deepEqual(await all(), [[], [], [], [], []], 'in its time nothing lapses')
  inDays(PAPER_ANSWER_DAYS + 1)
  await lapse()
  const unless = (key: string) => asked.filter((one) => one !== key)
  assert.deepEqual(await all(), [asked, unless('news sms'), unless('news sms'), [], []], 'what was asked again has its own time')
  await lapse()
  inDays(30 + PAPER_ANSWER_DAYS + 1)
  await lapse()
  assert.deepEqual(await all(), [asked, unless('news sms'), unless('news sms'), [], asked], 'once')
  const standingOf = async () => (await database.read((tx) => selectStandings(tx, [silent]))).get(silent)!
  const standing = await standingOf()
  assert.deepEqual([standing.choices.get('news sms')!.state, standing.lastAskedAt], ['no-answer', start], 'it counts as asked on the day it was asked')
  assert.equal((await rows('select sheet from slip where person_id = $1', [silent])).length, 1)
  const { browser: late } = await signedInStaff(app, house)
  const said = await bodyOf<SlipRecorded>(answer(silent, slip.slipId, { 'news sms': 'yes' }, {}, late))
  assert.deepEqual(said.recorded.map((one) => one.row), ['news sms'])
  assert.equal((await standingOf()).choices.get('news sms')!.state, 'unconfirmed', 'late, and still what she did: a yes, for a number that is to be confirmed')
  database.now = start
})

test('a sheet goes after ninety days, a slip that never came back after a year, a picture two years after nothing rests on it', async () => {
  const [silent, spoken] = [await karin(), await karin()]
  await slipOf(silent)
  const slip = await slipOf(spoken)
  const { browser: fresh } = await signedInStaff(app, house)
  assert.equal((await answer(spoken, slip.slipId, { 'news sms': 'yes' }, {}, fresh)).status, 200)
  const standing = async () => {
    while ((await database.write(sweepSlips)) > 0);
    const [[sheets], [slips], [pictures]] = await Promise.all([
      rows('select count(*)::int as n from slip where person_id = any ($1) and sheet is not null', [[silent, spoken]]), rows('select count(*)::int as n from slip where person_id = any ($1)', [[silent, spoken]]),
      rows('select count(*)::int as n from slip_answer where person_id = any ($1) and picture is not null', [[silent, spoken]]),
    ])
    return [sheets!['n'], slips!['n'], pictures!['n']]
  }
  const start = database.now
  const inDays = (days: number) => { database.now = new Date(start.getTime() + days * 86_400_000) }
  inDays(89)
  assert.deepEqual(await standing(), [2, 2, 1])
  inDays(91)
  assert.deepEqual(await standing(), [0, 2, 1])
  inDays(367)
  assert.deepEqual(await standing(), [0, 2, 1], 'what it asked is looked after first')
  await lapse()
  assert.deepEqual(await standing(), [0, 1, 1])
  inDays(740)
  assert.deepEqual(await standing(), [0, 1, 1], 'the yes still rests on it')
  await database.superuser('delete from standing where person_id = $1', [spoken])
  assert.deepEqual(await standing(), [0, 1, 0])
  database.now = start
})

test('who may not: roles that do not open documents, or may not record', async () => {
  const personId = await karin()
  const slip = await slipOf(personId)
  for (const [role, status] of [['customer-service', 200], ['seller', 403], ['marketer', 403], ['finance', 403]] as const) {
    const { browser: as } = await signedInStaff(app, house, [role])
    assert.equal((await as('POST', '/api/v1/slip-searches', { code: slip.number })).status, status, role)
  }
})

test('an answer by phone is kept with the very words that were read out, in the language they were read in (L3)', async () => {
  const personId = await karin({ language: 'nb' })
  const { browser: desk } = await signedInStaff(app, house)
  const { language, scripts } = await bodyOf<Scripts>(desk('GET', `/api/v1/people/${personId}/scripts`))
  assert.equal(language, 'nb', 'the person’s own language, whoever asks')
  const read = scripts.find((one) => one.purpose === 'news' && one.channel === 'sms')!
  assert.ok(read.words.includes('Får vi') || read.words.includes('Kan vi'), read.words)
  const { contactPointId } = (await slipOf(personId)).rows.find((row) => row.key === 'news sms')!
  const call = (wording: string) => desk('POST', `/api/v1/people/${personId}/choices`, { choices: [{
    kind: 'given', purpose: 'news', channel: 'sms', contactPointId, evidence: { kind: 'call-note', text: 'Said yes in the call.' }, readOut: { language, wording },
  }] })
  assert.deepEqual(await problemOf(call('0'.repeat(64))), [409, 'readOut', 'L3'])
  assert.equal((await call(read.wording)).status, 200)
  const entry = (await database.read((tx) => selectEntries(tx, [personId]))).at(-1)!
  assert.deepEqual([entry.kind, entry.surface, entry.language, entry.purposeVersion, entry.wordingId?.toString('hex')], ['given', 'phone', 'nb', 1, read.wording])
  assert.deepEqual(await rows('select text, language from wording where wording_id = $1', [entry.wordingId]), [{ text: read.words, language: 'nb' }])
  assert.equal((await bodyOf<Scripts>(desk('GET', `/api/v1/people/${personId}/scripts?language=en`))).language, 'en')
})
