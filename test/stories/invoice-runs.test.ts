import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cancelRun } from '../../src/billing/cancel-run.ts'
import { changeSubscription } from '../../src/billing/change-subscription.ts'
import { requestRun } from '../../src/billing/request-run.ts'
import { requestUndo } from '../../src/billing/request-undo.ts'
import type { Run } from '../../src/billing/run.ts'
import { selectItems, selectRun } from '../../src/billing/runs.sql.ts'
import { sweepLists } from '../../src/billing/sweep-lists.ts'
import { startRun } from '../../src/billing/start-run.ts'
import { startSubscription, type NewSubscription } from '../../src/billing/start-subscription.ts'
import { workRun, type RunTools } from '../../src/billing/work-run.ts'
import type { ProblemDetails } from '../../src/doors/api/contract.ts'
import type { InvoiceRun, RunItemBody } from '../../src/doors/api/invoice-runs-resource.ts'
import type { SubscriptionBody } from '../../src/doors/api/subscriptions-resource.ts'
import type { IssuedApiKey } from '../../src/doors/api/session-resource.ts'
import { recordChoices } from '../../src/consent/record-choices.ts'
import { selectInvoicesOf } from '../../src/invoices/invoices.sql.ts'
import { Problem } from '../../src/plumbing/errors.ts'
import type { LocalDate } from '../../src/values/calendar.ts'
import type { PersonId } from '../../src/values/ids.ts'
import { bodyOf, signedInStaff, staffedHouse } from '../house.ts'
import { spreadsheetBytes } from '../spreadsheet-bytes.ts'
import { customer } from '../register.ts'

// Subscriptions, and runs that invoice what is due: rehearsed, each period once, taken back by credit notes alone.

const { database, house, app, browser, staffId } = await staffedHouse()
const BY = { kind: 'staff', id: staffId }
const BROADBAND = { description: 'Bredband', quantity: '1', unit: 'C62', price: '400' }
const tools: RunTools = { keeper: house.keeper, publicUrl: house.publicUrl, mayGoOn: () => Promise.resolve(true) }
const day = (text: string) => text as LocalDate

await browser('PUT', '/api/v1/invoicing', {
  seller: { name: 'Provbolaget AB', organisationNumber: '556677-8899', vatNumber: 'SE556677889901', approvedForFTax: true, address: { street: 'Storgatan 1', postcode: '111 22', city: 'Stockholm', country: 'SE' } },
  currency: 'SEK', dueDays: 30, accounts: [{ type: 'bankgiro', number: '123-4567' }], reference: { kind: 'ocr', control: 'check-digit' },
})

let people = 0
async function subscriber(more: Partial<NewSubscription> = {}, values: Record<string, string> = { given_name: 'Karin', city: 'Lund', street: 'Bygatan 3', postal_code: '222 33' }): Promise<{ personId: PersonId; subscriptionId: string }> {
  const { personId } = await customer(database, `subscriber${++people}@example.org`, { values })
  const subscriptionId = await database.write((tx) => startSubscription(tx, { personId, name: 'Bredband 100', months: 1, billingDay: 1, startsOn: day('2026-03-01'), lines: [BROADBAND], ...more }, BY))
  return { personId, subscriptionId }
}

const change = (one: { personId: PersonId; subscriptionId: string }, kind: 'paused' | 'resumed' | 'ended', on: string | null) =>
  database.write((tx) => changeSubscription(tx, one.personId, one.subscriptionId, { kind, day: on as LocalDate | null, lines: null }, BY))
const invoicesOf = async ({ personId }: { personId: PersonId }) => (await database.read((tx) => selectInvoicesOf(tx, [personId]))).toSorted((one, other) => Number(one.number) - Number(other.number))
const runOf = async (runId: string): Promise<Run> => (await database.read((tx) => selectRun(tx, runId)))!
const work = async (runId: string) => {
  while (await workRun(database, tools, 'this copy')) { /* until nothing waits */ }
  return runOf(runId)
}
const rehearsed = async (upTo: string) => work(await database.write((tx) => requestRun(tx, day(upTo), staffId)))
async function run(upTo: string): Promise<Run> {
  const { runId } = await rehearsed(upTo)
  await database.write((tx) => startRun(tx, runId))
  return work(runId)
}
const refused = async (act: Promise<unknown>) => act.then(() => 'not refused', (error: unknown) => (error instanceof Problem ? error.detail.text : String(error)))

test('a run is rehearsed with its sum and named exceptions, takes no number, and then invoices what it said', async () => {
  const [karin, second] = [await subscriber(), await subscriber({ lines: [{ ...BROADBAND, price: '500', priceHasVat: true }] })]
  await database.write((tx) => recordChoices(tx, house.keeper, [{ personId: second.personId, kind: 'stop-asking', purpose: null, channel: null, contactPointId: null, frequency: null, surface: 'invoice', language: 'sv', wording: null, actor: { kind: 'person', id: null }, evidence: {} }]))
  const nowhere = await subscriber({ lines: [{ ...BROADBAND, price: '5000' }] }, { given_name: 'Utan' })
  const gone = await subscriber()
  await database.superuser('update ground set ended_at = $2, hold_until = $2 where person_id = $1', [gone.personId, database.now])
  const before = house.keeper.seriesMark('invoice')
  const { runId, state, counts } = await rehearsed('2026-03-02')
  assert.deepEqual([state, counts], ['rehearsed', { invoices: 2, leftOut: 2, amount: '100000', currency: 'SEK', reasons: { 'invoices.no-address': 1, 'invoices.no-agreement': 1 }, questions: { news: 1 } }])
  assert.deepEqual([house.keeper.seriesMark('invoice'), (await invoicesOf(karin)).length], [before, 0], 'nothing was issued, and no number taken')
  const left = await database.read((tx) => selectItems(tx, runId, { leftOut: true, after: undefined, limit: 10 }))
  assert.deepEqual(left.map((one) => [one.personId, one.reason, one.rule]).toSorted(), [[nowhere.personId, 'invoices.no-address', 'BR-10'], [gone.personId, 'invoices.no-agreement', 'D1']].toSorted())
  await database.write((tx) => startRun(tx, runId))
  const done = await work(runId)
  assert.deepEqual([done.state, done.counts, done.done, done.total], ['done', { ...counts, questions: {} }, 4, 4])
  const [[first], [other]] = [await invoicesOf(karin), await invoicesOf(second)]
  assert.deepEqual([first!.content.lines[0]!.description, first!.payable, other!.payable], ['Bredband, 1–31 mars 2026', 50_000n, 50_000n])
  assert.equal(house.keeper.seriesMark('invoice'), before + 2)
})

test('each period is invoiced once, however many runs look at it; a later run takes what has become due since', async () => {
  const karin = await subscriber()
  await run('2026-03-02')
  await run('2026-03-02')
  assert.deepEqual((await invoicesOf(karin)).map((one) => one.content.lines[0]!.description), ['Bredband, 1–31 mars 2026'])
  await run('2026-05-01')
  assert.deepEqual((await invoicesOf(karin)).map((one) => one.content.lines[0]!.description), ['Bredband, 1–31 mars 2026', 'Bredband, 1–30 april 2026', 'Bredband, 1–31 maj 2026'])
  await assert.rejects(database.superuser('insert into subscription_period select person_id, subscription_id, period_from, turn, period_to, gen_random_uuid(), run_id, null from subscription_period where person_id = $1', [karin.personId]), /duplicate key/)
})

test('what was invoiced stays: terms and pauses begin after it, and an end says when', async () => {
  const karin = await subscriber()
  await run('2026-03-02')
  assert.equal(await refused(change(karin, 'paused', '2026-03-20')), 'billing.invoiced-already')
  await change(karin, 'paused', '2026-04-11')
  assert.equal(await refused(change(karin, 'paused', '2026-04-20')), 'billing.paused-already')
  await change(karin, 'resumed', '2026-05-01')
  await change(karin, 'ended', '2026-05-15')
  assert.equal(await refused(change(karin, 'resumed', '2026-06-01')), 'billing.after-end')
  await run('2026-12-01')
  assert.deepEqual((await invoicesOf(karin)).map((one) => one.content.lines[0]!.description), ['Bredband, 1–31 mars 2026', 'Bredband, 1–10 april 2026 (10 av 30 dagar)', 'Bredband, 1–15 maj 2026 (15 av 31 dagar)'])
})

test('a run is taken back by credit notes, rehearsed before; what somebody credited by hand is left, and the periods are due again', async () => {
  const [karin, byHand] = [await subscriber({ startsOn: day('2027-01-01') }), await subscriber({ startsOn: day('2027-01-01') })]
  // Those of the stories before are over.
  const { rows } = await database.superuser("select person_id as \"personId\", subscription_id as \"subscriptionId\" from subscription where starts_on < '2027-01-01'")
  for (const one of rows as { personId: PersonId; subscriptionId: string }[]) await change(one, 'ended', '2026-12-31')
  const first = await run('2027-01-01')
  const [hand] = await invoicesOf(byHand)
  await browser('POST', `/api/v1/people/${byHand.personId}/invoices/${hand!.invoiceId}/credit`)
  const undo = await work(await database.write((tx) => requestUndo(tx, first.runId, staffId)))
  const last = (await invoicesOf(karin)).length
  assert.deepEqual([undo.state, undo.counts.reasons['billing.credited-before'], last], ['rehearsed', 1, 1])
  assert.equal(await refused(database.write((tx) => requestUndo(tx, first.runId, staffId))), 'billing.undone-already')
  await database.write((tx) => startRun(tx, undo.runId))
  const undone = await work(undo.runId)
  assert.deepEqual([undone.state, undone.counts.invoices, undone.counts.amount], ['done', first.counts.invoices - 1, String(-(BigInt(first.counts.amount) - hand!.payable))])
  assert.deepEqual((await invoicesOf(karin)).map((one) => [one.kind, one.payable]), [['invoice', 50_000n], ['credit-note', -50_000n]])
  assert.equal((await invoicesOf(byHand)).length, 2)
  const again = await run('2027-01-01')
  assert.equal(again.counts.invoices, first.counts.invoices - 1, 'not what was credited by hand')
  assert.deepEqual((await invoicesOf(karin)).map((one) => one.kind), ['invoice', 'credit-note', 'invoice'])
})

test('a run that somebody ends, or whose starter may not invoice any more, stops at its place and leaves whole invoices', async () => {
  await subscriber({ startsOn: day('2027-02-01') })
  const { runId } = await rehearsed('2027-02-01')
  await database.write((tx) => startRun(tx, runId))
  await database.write((tx) => cancelRun(tx, runId))
  assert.deepEqual([(await work(runId)).state, (await runOf(runId)).counts.invoices], ['cancelled', 0])
  assert.equal(await refused(database.write((tx) => startRun(tx, runId))), 'billing.not-rehearsed')
  const other = (await rehearsed('2027-02-01')).runId
  await database.write((tx) => startRun(tx, other))
  await workRun(database, { ...tools, mayGoOn: () => Promise.resolve(false) }, 'this copy')
  assert.deepEqual([(await runOf(other)).state, (await runOf(other)).failure], ['failed', 'billing.not-permitted-any-more'])
})

test('at the door: a subscription with its next invoice, what is said about it, and a run from its rehearsal to its invoices', async () => {
  database.now = new Date('2027-06-01T09:00:00Z')
  const { browser: astrid } = await signedInStaff(app, house)
  const { personId } = await customer(database, 'door@example.org', { values: { given_name: 'Dörte', city: 'Lund' } })
  const path = `/api/v1/people/${personId}/subscriptions`
  const begun = await bodyOf<SubscriptionBody>(astrid('POST', path, { name: 'Bredband', months: 3, startsOn: '2027-06-01', endsOn: '2027-10-15', lines: [{ description: 'Bredband', quantity: '3', unit: 'MON', price: '100', priceHasVat: true }] }))
  assert.deepEqual([begun.state, begun.billingDay, begun.endsOn, begun.next?.from, begun.next?.to, begun.next?.payable], ['running', 1, '2027-10-15', '2027-06-01', '2027-08-31', '300.00'])
  for (const [wrong, field] of [[{ name: '' }, 'name'], [{ months: 2 }, 'months'], [{ endsOn: '2027-05-01' }, 'endsOn'], [{ lines: [{ description: 'x', quantity: 'x', price: '1' }] }, 'lines.0.quantity']] as const) {
    const answer = await bodyOf<ProblemDetails>(astrid('POST', path, { name: 'Bredband', months: 3, startsOn: '2027-06-01', lines: [{ description: 'x', quantity: '1', price: '1' }], ...wrong }))
    assert.deepEqual([answer.status, answer.field], [400, field])
  }
  const created = await bodyOf<InvoiceRun>(astrid('POST', '/api/v1/invoice-runs', { upTo: '2027-06-01' }))
  await work(created.id)
  const { jobs } = await bodyOf<{ jobs: { id: string; kind: string; rehearsal: boolean }[] }>(astrid('GET', '/api/v1/jobs'))
  assert.ok(jobs.some((one) => one.id === created.id && one.kind === 'invoice-run' && one.rehearsal))
  assert.equal((await astrid('POST', `/api/v1/invoice-runs/${created.id}/starts`, { deliver: true })).status, 200)
  assert.equal((await astrid('POST', `/api/v1/invoice-runs/${created.id}/starts`, {})).status, 409)
  await work(created.id)
  const shown = await bodyOf<InvoiceRun>(astrid('GET', `/api/v1/invoice-runs/${created.id}`))
  const { items } = await bodyOf<{ items: RunItemBody[] }>(astrid('GET', `/api/v1/invoice-runs/${created.id}/items?limit=100`))
  assert.deepEqual([shown.state, shown.invoices, items.length], ['done', items.length, shown.invoices])
  const own = items.find((one) => one.person.id === personId)!
  assert.deepEqual([own.person.name, own.amount, own.from], ['Dörte', '300.00', '2027-06-01'])
  const { rows: deliveries } = await database.superuser('select way, state from invoice_delivery where person_id = $1', [personId])
  assert.deepEqual(deliveries, [{ way: 'email', state: 'waiting' }], 'it is on its way as the customer’s invoices go')
  const after = await bodyOf<SubscriptionBody>(astrid('GET', `${path}/${begun.id}`))
  assert.deepEqual([after.invoicedUntil, after.invoices[0]?.invoice, after.next?.from, after.next?.to, after.nextLines[0]?.description], ['2027-08-31', own.invoice, '2027-09-01', '2027-10-15', 'Bredband, 1 september–15 oktober 2027 (45 av 91 dagar)'])
  const paused = await bodyOf<SubscriptionBody>(astrid('POST', `${path}/${begun.id}/changes`, { kind: 'paused', day: '2027-09-01' }))
  assert.equal(paused.next, null, 'paused until it ends')
  const refusal = await bodyOf<ProblemDetails>(astrid('POST', `${path}/${begun.id}/changes`, { kind: 'terms', day: '2027-08-01', lines: [{ description: 'x', quantity: '1', price: '1' }] }))
  assert.deepEqual([refusal.status, refusal.field], [409, 'day'])
  assert.equal((await astrid('GET', `/api/v1/people/${personId}/subscriptions/${created.id}`)).status, 404)
})

let numbered = 0
/** Somebody with a customer number. */
async function listed(number: string, values: Record<string, string> = { city: 'Lund', street: 'Bygatan 3', postal_code: '222 33' }): Promise<{ personId: PersonId }> {
  return customer(database, `listed${++numbered}@example.org`, {
    values: { given_name: 'Karin', customer_number: number, ...values },
    identifiers: [{ kind: 'customer-number', canonical: number }],
  })
}

/** A colleague brings a file, which is rehearsed at once. */
async function brought(file: string | Buffer, { again = false, name = 'mars.csv' } = {}) {
  const { cookie, browser: desk } = await signedInStaff(app, house)
  const answer = await app.request(`/api/v1/invoice-runs/files${again ? '?again=true' : ''}`, {
    method: 'POST', body: typeof file === 'string' ? file : new Uint8Array(file), headers: { cookie, 'sec-fetch-site': 'same-origin', 'content-type': 'application/octet-stream', 'x-file-name': encodeURIComponent(name), 'accept-language': 'sv' },
  })
  if (answer.status !== 201) return { desk, rehearsal: undefined, problem: await bodyOf<ProblemDetails>(answer) }
  const { id } = (await answer.json()) as InvoiceRun
  await work(id)
  return { desk, problem: undefined, rehearsal: await bodyOf<InvoiceRun>(desk('GET', `/api/v1/invoice-runs/${id}`, undefined, { 'accept-language': 'sv' })) }
}
const HEAD = 'Kundnummer;Underlag;Text;Antal;Enhet;Pris;Belopp;Moms;Momsfri;Förfallodag;Valuta;Att betala;Säljare'
const ends = new Date(Date.UTC(2027, 6, 31)).toISOString().slice(0, 10)

test('a list is rehearsed with named exceptions by row, issues what it said once each, and is taken back by credit notes', async () => {
  const [anna, bo, carl, dag, eva] = [await listed('L-1'), await listed('L-2'), await listed('L-3'), await listed('L-4'), await listed('L-5', { city: '' })]
  const file = [HEAD,
    `L-1;A;Reparation;2;tim;450;900;25 %;;${ends};SEK;1 250,00;Siv`,
    `L-1;A;Resa;;;100;;25;;${ends};sek;;Siv`,
    'L-1;B;Bok;1;st;200,50;;6;;;;;Siv',
    'L-2;;Kurs;1;st;200;;0;Utbildning (ML 10 kap. 18 §);;;;',
    'L-2;B;Kurs;1;st;200;;0;;;;;', 'L-2;C;Kurs;1;st;200;;;;;;;', 'L-2;D;Kurs;1;st;200;;17;;;;;', 'L-2;E;Kurs;3;st;100;250;25;;;;;', 'L-2;F;Kurs;1;st;;;25;;;;;', 'L-2;G;Kurs;1;st;abc;;25;;;;;', 'L-2;H;Kurs;1;kolli;100;;25;;;;;', 'L-2;I;Kurs;1;st;100;;25;;31/31/2027;;;', ';J;Kurs;1;st;100;;25;;;;;', 'L-2;K;;1;st;100;;25;;;;;',
    'L-3;;Lampa;1;st;100;;25;;;;;', 'L-3;;Lampa;1;st;100;;25;;;;;',
    'L-3;B;Lampa;1;st;100;;25;;;EUR;;', 'L-3;C;Lampa;1;st;100;;25;;;;130;', 'L-3;D;Lampa;1;st;100;;25;;;;125;', 'L-3;E;Lampa;1;st;100;;25;;;;125;', 'L-3;E;Sladd;1;st;100;;25;;;;126;',
    'L-4;;Hemligt;1;st;100;;25;;;;;', 'L-99;;Lampa;1;st;100;;25;;;;;', 'L-5;;Dyrt;1;st;9000;;25;;;;;',
  ].join('\r\n')
  await database.superuser('update ground set ended_at = $2, hold_until = $2 where person_id = $1', [dag.personId, database.now])
  const before = house.keeper.seriesMark('invoice')
  const { desk, rehearsal: tried } = await brought(file)
  const because = (fault: NonNullable<InvoiceRun['list']>['faults'][number]) => [fault.row, fault.column, fault.sentence]
  assert.deepEqual(tried!.list!.faults.map(because), [
    [6, 'Moms', 'Noll procent moms behöver ett skäl i kolumnen för momsfritt.'], [7, 'Moms', 'Momsen saknas.'], [8, 'Moms', 'Den momssatsen finns inte i säljarens land.'], [9, 'Belopp', 'Pris gånger antal blir inte beloppet.'],
    [10, 'Belopp', 'Varken pris eller belopp står på raden.'], [11, 'Pris', 'Beloppet går inte att läsa.'], [12, 'Enhet', 'Enheten är okänd.'], [13, 'Förfallodag', 'Förfallodagen går inte att läsa som ett datum.'],
    [14, 'Kundnummer', 'Kundnumret saknas.'], [15, 'Text', 'Texten saknas.'], [17, 'Underlag', 'Raden är densamma som en tidigare rad.'], [21, 'Att betala', 'Raderna på samma faktura har olika summor att betala.'], [24, 'Kundnummer', 'Ingen kund har det numret.'],
  ])
  assert.deepEqual([tried!.kind, tried!.state, tried!.list!.name, tried!.list!.rows, tried!.list!.unread, tried!.invoices, tried!.leftOut, tried!.amount], ['listed', 'rehearsed', 'mars.csv', 24, ['Säljare'], 4, 17, '1787.53'])
  const { items: left } = await bodyOf<{ items: RunItemBody[] }>(desk('GET', `/api/v1/invoice-runs/${tried!.id}/items?leftOut=true`, undefined, { 'accept-language': 'sv' }))
  assert.deepEqual(left.map((one) => [one.row, one.person.id, one.rule]).toSorted(), [[18, carl.personId, null], [19, carl.personId, null], [23, dag.personId, 'D1'], [25, eva.personId, 'BR-10']].toSorted())
  assert.deepEqual([left.find((one) => one.row === 18)!.reason, left.find((one) => one.row === 19)!.reason], ['Listan har en annan valuta än den ni fakturerar i.', 'Fakturan blir inte den summa som listan säger.'])
  assert.deepEqual([house.keeper.seriesMark('invoice'), (await invoicesOf(anna)).length], [before, 0], 'nothing was issued, and no number taken')

  assert.equal((await desk('POST', `/api/v1/invoice-runs/${tried!.id}/starts`, { deliver: true })).status, 200)
  const done = await work(tried!.id)
  assert.deepEqual([done.state, done.counts.invoices, done.counts.leftOut, done.counts.amount, house.keeper.seriesMark('invoice')], ['done', 4, 17, '178753', before + 4])
  const [both, book] = await invoicesOf(anna)
  assert.deepEqual([both!.content.lines.map((line) => [line.description, line.unit]), both!.payable, both!.dueOn, both!.content.buyerReference], [[['Reparation', 'HUR'], ['Resa', 'C62']], 125_000n, ends, 'A'])
  assert.deepEqual([book!.payable, book!.content.buyerReference], [21_253n, 'B'])
  assert.deepEqual((await invoicesOf(bo)).map((one) => [one.payable, one.content.lines[0]!.vat.category]), [[20_000n, 'E']])
  assert.equal((await database.superuser('select from invoice_delivery where person_id = $1', [anna.personId])).rowCount, 2)
  // A copy that believes it is at the beginning finds nothing left to do.
  await database.superuser("update invoice_run set state = 'running', after_person = null, after_id = null where run_id = $1", [tried!.id])
  await work(tried!.id)
  assert.deepEqual([(await invoicesOf(anna)).length, house.keeper.seriesMark('invoice')], [2, before + 4])

  const { problem } = await brought(file)
  assert.deepEqual([problem!.status, problem!.field], [409, 'again'])
  assert.equal((await brought(file, { again: true })).rehearsal!.invoices, 4, 'unless it is meant')
  const undo = await bodyOf<InvoiceRun>(desk('POST', `/api/v1/invoice-runs/${tried!.id}/undos`))
  await work(undo.id)
  await database.write((tx) => startRun(tx, undo.id))
  assert.equal((await work(undo.id)).counts.amount, '-178753')
  assert.equal((await brought(file)).problem?.status, 409, 'the one that was meant is still rehearsed')
  while ((await database.write(sweepLists)) > 0);
  const kept = async () => (await database.superuser('select count(distinct run_id)::int as n from listed_invoice')).rows[0] as { n: number }
  assert.deepEqual(await kept(), { n: 1 })
  database.now = new Date(database.now.getTime() + 8 * 86_400_000)
  while ((await database.write(sweepLists)) > 0);
  assert.deepEqual(await kept(), { n: 0 }, 'a list that nobody runs goes after a week')
})

test('a spreadsheet does as well; one without the columns it needs, or that is no table, is refused by name and nothing is kept', async () => {
  const { personId } = await listed('X-1')
  const sheet = spreadsheetBytes({ Mars: [['Customer number', 'Description', 'Amount', 'VAT', 'Due date'], ['X-1', 'Repair', 80, 25, { day: 46600 }]] })
  const { rehearsal } = await brought(sheet, { name: 'march.xlsx' })
  assert.deepEqual([rehearsal!.invoices, rehearsal!.amount, rehearsal!.list!.faults], [1, '100.00', []])
  const runs = async () => (await database.superuser('select count(*)::int as n from invoice_run')).rows[0] as { n: number }
  const before = await runs()
  for (const [file, text] of [['Kundnummer;Text;Belopp\nX-1;a;1\n', /kolumn för moms/], ['Text;Moms;Belopp\na;25;1\n', /kolumn för kundnummer/], ['Kundnummer;Text;Moms\nX-1;a;25\n', /kolumn för pris eller belopp/], ['Kundnummer;Kundnr;Text;Moms;Belopp\nX-1;X-1;a;25;1\n', /Kundnr och Kundnummer/], ['%PDF-1.7', /./], ['', /./]] as const) {
    const { problem } = await brought(file)
    assert.equal(problem!.status, 400)
    assert.match(problem!.detail ?? problem!.title, text)
  }
  assert.deepEqual([await runs(), (await invoicesOf({ personId })).length], [before, 0])
})

test('another system brings a list by its key: customers out of its scope are unknown, nothing is issued before a colleague lets it go, and that colleague answers for it', async () => {
  const [{ personId }] = [await listed('K-1'), await listed('K-2')]
  const { browser: desk, staffId: astrid } = await signedInStaff(app, house)
  const { key } = await bodyOf<IssuedApiKey>(desk('POST', '/api/v1/api-keys', { name: 'Affärssystemet', purposes: ['contract', 'invoicing', 'bookkeeping'] }))
  const send = (invoices: object[], caller = key) => app.request('/api/v1/invoice-runs/lists', { method: 'POST', headers: { authorization: `Bearer ${caller}`, 'content-type': 'application/json', 'accept-language': 'en' }, body: JSON.stringify({ name: 'April', invoices }) })
  const line = { description: 'Repair', quantity: '2', unit: 'HUR', price: '450', supply: 'standard' }
  const { supply: _, ...untaxed } = line
  const list = [{ customer: 'K-1', lines: [line], dueOn: ends, total: '1125.00' }, { customer: 'K-1', lines: [line], dueOn: ends, total: '1125.00' }, { customer: 'K-2', lines: [untaxed] }, { customer: 'nobody', lines: [line] }]
  const { id } = await bodyOf<InvoiceRun>(send(list))
  const tried = await work(id)
  assert.deepEqual([tried.state, tried.createdBy, tried.counts.invoices, tried.counts.amount, tried.list!.faults.map((one) => [one.row, one.text])],
    ['rehearsed', null, 1, '112500', [[2, 'billing.list.duplicate'], [3, 'billing.list.vat-missing'], [4, 'billing.list.customer-unknown']]])
  assert.equal((await app.request(`/api/v1/invoice-runs/${id}/starts`, { method: 'POST', headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' }, body: '{}' })).status, 403)
  assert.equal((await bodyOf<InvoiceRun>(desk('GET', `/api/v1/invoice-runs/${id}`))).by, 'Affärssystemet')
  assert.equal((await desk('POST', `/api/v1/invoice-runs/${id}/starts`, {})).status, 200)
  const done = await work(id)
  assert.deepEqual([done.state, done.createdBy, (await invoicesOf({ personId })).map((one) => one.payable)], ['done', astrid, [112_500n]])
  const { key: narrow } = await bodyOf<IssuedApiKey>(desk('POST', '/api/v1/api-keys', { name: 'Nyhetsbrevet', purposes: ['news'] }))
  assert.equal((await send(list, narrow)).status, 403)
})
