import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ProblemDetails } from '../../src/doors/api/contract.ts'
import type { MinimisationFinding, RetentionOverview, RetentionRehearsal } from '../../src/doors/api/retention-resource.ts'
import type { PurposeDocument } from '../../src/doors/api/catalogue-resource.ts'
import type { FiscalYearRule } from '../../src/law/fiscal-year.ts'
import { placeHold } from '../../src/lifecycle/place-hold.ts'
import { rehearseRetention } from '../../src/lifecycle/rehearse-retention.ts'
import { selectGrounds } from '../../src/people/grounds.sql.ts'
import { RETENTION_EVENTS } from '../../src/purposes/purpose.ts'
import { holdUntil } from '../../src/purposes/retention.ts'
import type { PersonId } from '../../src/values/ids.ts'
import { daysLater, monthsLater } from '../../src/values/moment.ts'
import { endGrounds } from '../../src/people/end-grounds.ts'
import { Chance } from '../../src/demo/chance.ts'
import { bodyOf, signedInStaff, staffedHouse } from '../house.ts'
import { customer } from '../register.ts'
import { leapTo, sweepNow } from '../sweeping.ts'

// Rules for how long data is kept: one count in the process and in the database, a rehearsal that tells what will happen, and two who change them.

const ZONE = 'Europe/Stockholm'
const { database, house, app, browser } = await staffedHouse()
/** Somebody who has just signed in: the stories let hours pass. */
const signedIn = async () => (await signedInStaff(app, house)).browser

const MOMENTS = process.env['TILLIT_LONG'] ? 20_000 : 1_500

/** As companies have said them: nothing, a broken year, and years that were changed within the years of the moments. */
const YEARS: FiscalYearRule[][] = [[], ...[2, 4, 6, 9].map((lastMonth) => [{ from: null, lastMonth }]), [{ from: '2026-01-01', lastMonth: 4 }, { from: '2028-05-01', lastMonth: 12 }], [{ from: null, lastMonth: 8 }, { from: '2027-09-01', lastMonth: 2 }]]

test('TU-02: the database counts as the program does, through every month’s end and change of clocks', async (t) => {
  const chance = new Chance(41)
  const from = Date.parse('2024-01-01T00:00:00Z')
  // Half of them around the hours that are skipped and repeated.
  const turns = ['2026-03-29T01:00:00Z', '2026-10-25T01:00:00Z', '2028-02-29T12:00:00Z', '2027-01-31T23:30:00Z'].map((one) => Date.parse(one))
  const moment = () => new Date(chance.happens(0.5) ? from + Math.floor(chance.next() * 6 * 365 * 86_400_000) : chance.pick(turns) + Math.floor((chance.next() - 0.5) * 4 * 3_600_000))
  const cases = Array.from({ length: MOMENTS }, () => ({
    from: chance.pick(RETENTION_EVENTS), months: Math.floor(chance.next() * 40), zone: chance.pick(['Europe/Stockholm', 'Europe/Oslo', 'Pacific/Pago_Pago', 'Pacific/Kiritimati']),
    fiscalYears: chance.pick(YEARS),
    since: moment(), end: chance.happens(0.7) ? moment() : null, lastSaleAt: chance.happens(0.5) ? moment() : null, lastActAt: chance.happens(0.5) ? moment() : null,
  }))
  const list = (key: keyof (typeof cases)[number]) => cases.map((one) => one[key])
  const { rows } = await database.superuser(
    `select retention_until(c.f, c.m, c.s, c.e, c.l, c.a, c.z, c.y) as at from unnest($1::text[], $2::int[], $3::timestamptz[], $4::timestamptz[], $5::timestamptz[], $6::timestamptz[], $7::text[], $8::jsonb[]) with ordinality as c (f, m, s, e, l, a, z, y, n) order by c.n`,
    [list('from'), list('months'), list('since'), list('end'), list('lastSaleAt'), list('lastActAt'), list('zone'), cases.map((one) => (one.fiscalYears.length === 0 ? null : JSON.stringify(one.fiscalYears)))])
  const differing = cases.filter((one, place) => holdUntil(one, one, one.zone, one.fiscalYears)?.getTime() !== (rows[place].at as Date | null)?.getTime())
  assert.deepEqual(differing.slice(0, 3), [])
  t.diagnostic(`${MOMENTS} moments, 0 differences`)
})

let people = 0
const member = (more = {}) => customer(database, `member.${people++}@example.org`, { values: { given_name: 'Bo' }, grounds: [{ purpose: 'membership', basis: 'contract' as const }], ...more })
const endAll = (personId: PersonId) => database.write(async (tx) => endGrounds(tx, (await selectGrounds(tx, [personId])).filter((one) => !one.endedAt), 'contract-end'))
const shorter = [{ purpose: 'membership', retention: { from: 'ground-end' as const, months: 2 } }]
const remaining = async (ids: readonly PersonId[]) => new Set((await database.superuser('select person_id from person where person_id = any ($1)', [ids])).rows.map((row) => row.person_id as PersonId))

test('M1: the rehearsal tells who leaves when, and the run is what it told; what is held is named and stays', async () => {
  const begun = database.now
  const left: PersonId[] = []
  for (const days of [100, 80, 40, 10]) {
    database.now = daysLater(begun, -days)
    const { personId } = await member()
    await endAll(personId)
    left.push(personId)
  }
  database.now = begun
  const { personId: staying } = await member()
  const { personId: held } = await member()
  database.now = daysLater(begun, -90)
  await endAll(held)
  database.now = begun
  const { staffId } = await signedInStaff(app, house)
  await database.write((tx) => placeHold(tx, { personId: held, itemKind: 'field', itemId: 'given_name', reason: 'Claim', until: daysLater(tx.now, 400), setBy: staffId }))
  await sweepNow(database, house.keeper)
  const before = await database.read((tx) => selectGrounds(tx, [...left, staying, held]))

  const told = await bodyOf<RetentionRehearsal>(browser('POST', '/api/v1/retention/rehearsals', { changes: shorter }))
  assert.deepEqual(told.effects.map(({ purpose, grounds, earlier, later, atOnce }) => [purpose, grounds, earlier, later, atOnce]), [['membership', 6, 5, 0, 3]])
  assert.deepEqual([told.leavingAtOnce, told.exceptions.map((one) => [one.person.id, one.person.name, one.why])], [2, [[held, 'Bo', 'hold']]])
  assert.equal(told.now.reduce((sum, one) => sum + one.people, 0), 5)
  assert.deepEqual(await database.read((tx) => selectGrounds(tx, [...left, staying, held])), before, 'a rehearsal changes nothing')

  const { atOnce, afterwards } = await database.read((tx) => rehearseRetention(tx, shorter))
  assert.deepEqual(atOnce.toSorted(), left.slice(0, 2).toSorted())
  await change(shorter)
  // The months of those who leave later, by their new days.
  const after = await database.read((tx) => selectGrounds(tx, left.slice(2)))
  assert.deepEqual(after.map((one) => one.holdUntil), after.map((one) => monthsLater(one.endedAt!, 2, ZONE)))
  assert.deepEqual(afterwards.filter((one) => one.people > 0).map((one) => [one.month, one.people]), [['2026-03', 4], ['2026-04', 1]])
  await leapTo(database, house.keeper, daysLater(database.now, 0.5))
  assert.deepEqual(await remaining([...left, staying, held]), new Set([...left.slice(2), staying, held]))
})

/** Two colleagues change rules. */
async function change(changes: readonly object[]): Promise<Response> {
  const [asks, allows] = [await signedIn(), await signedIn()]
  const { id } = await bodyOf<{ id: string }>(asks('POST', '/api/v1/approvals', { kind: 'retention-change', wish: { changes }, reason: 'less' }))
  assert.equal((await allows('POST', `/api/v1/approvals/${id}/decisions`, { approved: true })).status, 204)
  const answer = await asks('POST', '/api/v1/retention/changes', { changes, note: 'less', approval: id })
  assert.equal(answer.status, 201, await answer.clone().text())
  return answer
}

test('AZ-10: nobody changes how long data is kept alone, by no way, nor something else than what was allowed', async () => {
  const changes = [{ purpose: 'trial', retention: { from: 'ground-end', months: 1 } }]
  const [asks, allows] = [await signedIn(), await signedIn()]
  const status = async (approval?: string, wish: readonly object[] = changes) => (await asks('POST', '/api/v1/retention/changes', { changes: wish, note: 'less', ...(approval ? { approval } : {}) })).status
  assert.equal(await status(), 403)
  const { id } = await bodyOf<{ id: string }>(asks('POST', '/api/v1/approvals', { kind: 'retention-change', wish: { changes }, reason: 'less' }))
  assert.equal((await asks('POST', `/api/v1/approvals/${id}/decisions`, { approved: true })).status, 403)
  assert.equal(await status(id), 403)
  assert.equal((await allows('POST', `/api/v1/approvals/${id}/decisions`, { approved: true })).status, 204)
  assert.equal(await status(id, [{ purpose: 'trial', retention: { from: 'ground-end', months: 0 } }]), 403)
  assert.equal(await status(id), 201)
  assert.equal(await status(id), 409, 'the rule is in force')

  const { purposes } = await bodyOf<{ purposes: (PurposeDocument & { version: number; people: number })[] }>((await signedIn())('GET', '/api/v1/purposes'))
  const { version: _, people: __, ...trial } = purposes.find((one) => one.key === 'trial')!
  const direct = await (await signedIn())('POST', '/api/v1/catalogue/versions', { change: { purposes: [{ ...trial, retention: { from: 'ground-end', months: 60 } }] }, note: 'x' })
  assert.deepEqual([direct.status, (await bodyOf<ProblemDetails>(direct)).type], [403, '/api/problems/second-colleague-needed'])
  const marketer = (await signedInStaff(app, house, ['marketer'])).browser
  assert.equal((await marketer('POST', '/api/v1/approvals', { kind: 'retention-change', wish: { changes }, reason: 'less' })).status, 403)
})

test('H4: the purpose of bookkeeping follows the law, whoever would change it', async () => {
  const told = await bodyOf<RetentionRehearsal>((await signedIn())('POST', '/api/v1/retention/rehearsals', { changes: [{ purpose: 'bookkeeping', retention: { from: 'ground-end', months: 12 } }] }))
  assert.deepEqual(told.problems.map((one) => [one.rule, one.purpose]), [['H4', 'bookkeeping']])
})

test('a rule that ends use moves the end of use too, and taking it back gives the ground its event again', async () => {
  const { personId } = await member({ grounds: [{ purpose: 'membership', basis: 'contract' as const }, { purpose: 'trial', basis: 'contract' as const }] })
  const trial = async () => (await database.read((tx) => selectGrounds(tx, [personId]))).find((one) => one.purpose === 'trial')!
  const begun = database.now
  await change([{ purpose: 'trial', retention: { from: 'last-activity', months: 6 } }])
  assert.deepEqual(await trial().then((one) => [one.until, one.holdUntil, one.waitsFor]), [monthsLater(begun, 6, ZONE), monthsLater(begun, 6, ZONE), 'retention'])
  await change([{ purpose: 'trial', retention: { from: 'ground-end', months: 3 } }])
  assert.deepEqual(await trial().then((one) => [one.until, one.holdUntil, one.waitsFor]), [null, null, 'contract-end'])
})

test('a rule that counts from the fiscal year counts from the company’s own, in the process as in the database', async () => {
  const said = { organisationNumber: '', address: '', email: '', phone: '', officer: '', representative: '' }
  const { personId } = await member()
  await change([{ purpose: 'membership', retention: { from: 'fiscal-year-end', months: 1 } }])
  assert.equal((await (await signedIn())('PUT', '/api/v1/record/controller', { ...said, fiscalYear: { lastMonth: 4, counts: 'always' } })).status, 204)
  await endAll(personId)
  const day = async () => (await database.read((tx) => selectGrounds(tx, [personId]))).find((one) => one.purpose === 'membership')!.holdUntil
  const year = database.now < new Date(`${database.now.getUTCFullYear()}-04-30T22:00:00Z`) ? database.now.getUTCFullYear() : database.now.getUTCFullYear() + 1
  assert.deepEqual(await day(), new Date(`${year}-05-31T22:00:00Z`))
  // Another rule and back: what the database counts is the same.
  await change([{ purpose: 'membership', retention: { from: 'ground-end', months: 40 } }])
  await change([{ purpose: 'membership', retention: { from: 'fiscal-year-end', months: 1 } }])
  assert.deepEqual(await day(), new Date(`${year}-05-31T22:00:00Z`))
  // A ground whose end is known as it begins.
  const { personId: foreseen } = await member({ grounds: [{ purpose: 'membership', basis: 'contract' as const, until: new Date('2030-05-01T00:00:00Z') }] })
  assert.deepEqual((await database.read((tx) => selectGrounds(tx, [foreseen]))).map((one) => one.holdUntil), [new Date('2031-05-31T22:00:00Z')])
})

test('the overview tells rules, twelve months ahead and what the sweep has done; minimisation proposes what to rehearse', async () => {
  const overview = await bodyOf<RetentionOverview>((await signedIn())('GET', '/api/v1/retention'))
  assert.equal(overview.months.length, 13)
  assert.ok(overview.rules.length >= 17 && overview.rules.every((one) => one.sentence.length > 10))
  assert.ok(overview.sweep.runs.some((one) => one.finishedAt !== null && one.peopleErased === 2))
  assert.deepEqual(overview.waiting.map((one) => [one.why, one.people]), [['hold', 1]])
  const findingsOf = async () => (await bodyOf<{ findings: MinimisationFinding[] }>((await signedIn())('GET', '/api/v1/minimisation'))).findings
  const young = await findingsOf()
  assert.ok(young.some((one) => one.kind === 'purpose-without-people' && one.key === 'events'))
  assert.equal(young.some((one) => one.kind === 'purpose-without-people' && one.key === 'membership'), false)
  assert.equal(young.some((one) => one.kind === 'unused-field'), false, 'nothing is a year old yet')
  await member({ values: { birth_date: '1980-01-01', given_name: 'Cia' } })
  database.now = monthsLater(database.now, 13, ZONE)
  const old = await findingsOf()
  assert.ok(old.some((one) => one.kind === 'unused-field' && one.key === 'birth_date' && one.people === 1))
  const proposal = young.find((one) => one.key === 'events')!.proposal!
  const asked = await (await signedIn())('POST', '/api/v1/catalogue/rehearsals', { change: proposal })
  assert.equal(asked.status, 200)
})
