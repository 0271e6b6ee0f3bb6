import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { test } from 'node:test'
import { mayChangeMany } from '../../src/doors/clock/may-change-many.ts'
import type { JobsPage } from '../../src/doors/api/jobs-resource.ts'
import type { ProblemDetails } from '../../src/doors/api/contract.ts'
import type { MassChangeBody, MassTargets, NewMassChange } from '../../src/doors/api/mass-changes-resource.ts'
import type { Person } from '../../src/doors/api/person-resource.ts'
import { sweepMassChanges } from '../../src/mass-changes/sweep-mass-changes.ts'
import { workMassChange } from '../../src/mass-changes/work-mass-change.ts'
import { registerPeople } from '../../src/people/register-people.ts'
import type { PersonId } from '../../src/values/ids.ts'
import type { DyingMassChange } from '../dying-mass-change.ts'
import { bodyOf, signedInStaff, staffedHouse, type Browser } from '../house.ts'
import { INDEX_KEY, ORIGIN } from '../register.ts'

// One thing changed of many people: tried, let go, stopped, killed and gone on with, taken back.

const PEOPLE_OF_THE_ISSUE = 100_000
const MANY = process.env['TILLIT_LONG'] ? PEOPLE_OF_THE_ISSUE : 600
const DAY_MS = 24 * 60 * 60_000

const { database, house, app, browser, staffId } = await staffedHouse()
const seller = await signedInStaff(app, house, ['seller'])
const finance = await signedInStaff(app, house, ['finance'])
const service = await signedInStaff(app, house, ['customer-service'])

/** People of a town of their own; members have a level, customers have none (rule H1). */
async function people(town: string, members: number, customers: number, level?: string): Promise<PersonId[]> {
  const found: PersonId[] = []
  for (let from = 0; from < members + customers; from += 1000) {
    const some = Array.from({ length: Math.min(1000, members + customers - from) }, (_, index) => {
      const isMember = from + index < members
      return {
        country: 'SE' as const, values: { given_name: 'Folke', family_name: `${town} ${from + index}`, city: town, ...(isMember && level && { loyalty_level: level }) }, contactPoints: [], identifiers: [],
        grounds: [{ purpose: 'contract', basis: 'contract' as const }, ...(isMember ? [{ purpose: 'membership', basis: 'contract' as const }] : [])],
      }
    })
    found.push(...(await database.write((tx) => registerPeople(tx, INDEX_KEY, some, ORIGIN))).personIds)
  }
  return found
}

const english = { 'accept-language': 'en' }
const worker = { indexKey: INDEX_KEY, mayGoOn: mayChangeMany }
/** Each step is a second later than what was before it. */
const work = async () => { database.now = new Date(database.now.getTime() + 1000); while (await workMassChange(database, worker, 'tester')); }
const inTown = (town: string): Pick<NewMassChange, 'where'> => ({ where: [{ field: 'city', op: 'is', value: town }] })
const GOLD = { target: 'loyalty_level', op: 'set', value: 'gold', source: 'Spring campaign', collected: 'other' } as const
const asked = (wish: NewMassChange, who: Browser = browser) => who('POST', '/api/v1/mass-changes', wish, english)
const show = (id: string) => bodyOf<MassChangeBody>(browser('GET', `/api/v1/mass-changes/${id}`, undefined, english))
const move = (id: string, step: 'runs' | 'stops' | 'undoings', who: Browser = browser) => who('POST', `/api/v1/mass-changes/${id}/${step}`, {}, english)
const problemOf = async (answer: Promise<Response>) => {
  const { status, field, rule } = await bodyOf<ProblemDetails>(answer)
  return [status, field, rule]
}
const counts = (of: MassChangeBody['outcomes']) => Object.fromEntries(of.map(({ outcome, count }) => [outcome, count]))
const levels = async (ids: readonly PersonId[]) => {
  const { rows } = await database.superuser("select coalesce(loyalty_level, '–') as level, count(*)::int as n from profile where person_id = any ($1) group by 1 order by 1", [ids])
  return Object.fromEntries(rows.map(({ level, n }) => [level, n]))
}
/** Asked for and tried. */
async function tried(wish: NewMassChange): Promise<string> {
  const { id } = await bodyOf<{ id: string }>(asked(wish))
  await work()
  return id
}

test('H1: a change of many is tried first and says of whom it would be; let go it does that, and each person’s sources tell who and why', async () => {
  const ids = await people('Provstad', 5, 3, 'silver')
  await database.superuser("update profile set loyalty_level = 'gold' where person_id = $1", [ids[0]])
  const id = await tried({ ...GOLD, ...inTown('Provstad') })
  const rehearsed = await show(id)
  assert.deepEqual([rehearsed.state, rehearsed.people, rehearsed.name, counts(rehearsed.foreseen), counts(rehearsed.outcomes)], ['rehearsed', 8, 'Membership level', { changed: 4, unchanged: 1, H1: 3 }, {}])
  assert.match(rehearsed.foreseen.find(({ outcome }) => outcome === 'H1')!.sentence!, /H1/)
  assert.deepEqual(await levels(ids), { gold: 1, silver: 4, '–': 3 }, 'trying changes nothing')
  const { people: named } = await bodyOf<{ people: { id: string; name: string }[] }>(browser('GET', `/api/v1/mass-changes/${id}/people?outcome=H1`))
  assert.deepEqual(named.map((one) => one.id).toSorted(), ids.slice(5).toSorted())
  assert.equal((await move(id, 'runs')).status, 202)
  await work()
  assert.deepEqual(counts((await show(id)).outcomes), { changed: 4, unchanged: 1, H1: 3 })
  assert.deepEqual(await levels(ids), { gold: 5, '–': 3 })
  const { fields } = await bodyOf<Person>(browser('GET', `/api/v1/people/${ids[1]}`, undefined, english))
  assert.match(JSON.stringify(fields.find(({ field }) => field === 'loyalty_level')), /Spring campaign/)
  const { rows: [told] } = await database.superuser("select source, recorded_by_kind, recorded_by_id, notice_due_at is not null as due from provenance where person_id = $1 and 'loyalty_level' = any (fields) order by recorded_at desc, provenance_id desc limit 1", [ids[1]])
  assert.deepEqual(told, { source: 'Spring campaign', recorded_by_kind: 'staff', recorded_by_id: staffId, due: true })
  const { jobs } = await bodyOf<JobsPage>(browser('GET', '/api/v1/jobs'))
  assert.deepEqual(jobs.filter((job) => job.id === id).map(({ kind, title, state, done, of, result }) => [kind, title, state, done, of, result]), [['mass-change', 'loyalty_level', 'done', 8, 8, { changed: 4, restored: 0 }]])
})

test('M1: it is taken back for thirty days; who was changed since is left alone and counted, and where a value came from is told as before', async () => {
  const ids = await people('Ångerby', 6, 0, 'silver')
  const id = await tried({ ...GOLD, ...inTown('Ångerby') })
  await move(id, 'runs')
  await work()
  database.now = new Date(database.now.getTime() + 1000)
  // One is changed by a colleague since, of one the same is said again, one is no member any more.
  await browser('PATCH', `/api/v1/people/${ids[0]}/values`, { values: { loyalty_level: 'platinum' } })
  await browser('PATCH', `/api/v1/people/${ids[1]}/values`, { values: { loyalty_level: 'gold' } })
  await database.superuser("update ground set ended_at = $2, hold_until = $2 where person_id = $1 and purpose_key = 'membership'", [ids[2], new Date(database.now.getTime() - 1)])
  assert.equal((await move(id, 'undoings')).status, 202)
  await work()
  const undone = await show(id)
  assert.deepEqual([undone.state, counts(undone.undone)], ['undone', { restored: 3, 'changed-since': 2, H1: 1 }])
  assert.deepEqual(await levels(ids), { gold: 2, platinum: 1, silver: 3 })
  const { rows: sources } = await database.superuser("select source from provenance where person_id = $1 and 'loyalty_level' = any (fields)", [ids[5]])
  assert.deepEqual(sources.map(({ source }) => source), ['test'])
  assert.deepEqual(await problemOf(move(id, 'undoings')), [409, undefined, undefined])
})

test('clearing, lists, owners: each is set and taken back', async () => {
  const ids = await people('Samlarby', 3, 0, 'silver')
  const through = async (wish: Pick<NewMassChange, 'target' | 'op' | 'value'>, look: string) => {
    const value = async () => (await database.superuser(`select ${look} as v from profile p left join person_owner o on o.person_id = p.person_id where p.person_id = $1`, [ids[0]])).rows[0].v
    const before = await value()
    const id = await tried({ ...wish, source: 'Tidying', collected: 'self', ...inTown('Samlarby') })
    await move(id, 'runs')
    await work()
    const after = await value()
    await move(id, 'undoings')
    await work()
    assert.deepEqual([counts((await show(id)).undone), await value()], [{ restored: 3 }, before])
    return after
  }
  assert.equal(await through({ target: 'loyalty_level', op: 'clear' }, 'p.loyalty_level'), null)
  assert.equal(await through({ target: 'owner', op: 'set', value: staffId }, 'o.owner'), staffId)
  assert.deepEqual(await problemOf(asked({ target: 'owner', op: 'set', value: ids[0]!, source: 'x', collected: 'self', ...inTown('Samlarby') })), [400, 'owner', undefined])
})

test('what is each one’s own is not for many, choices and grounds are no target, and who may not change one may not change many', async () => {
  await people('Vägraby', 2, 0)
  for (const target of ['given_name', 'email', 'customer_number', 'identity_number', 'concluded_interests', 'consent', 'ground', 'restriction'])
    assert.deepEqual(await problemOf(asked({ ...GOLD, target, ...inTown('Vägraby') })), [400, 'target', undefined], target)
  assert.deepEqual(await problemOf(asked({ ...GOLD, op: 'add', value: ['x'], ...inTown('Vägraby') })), [400, 'op', undefined])
  assert.deepEqual(await problemOf(asked({ ...GOLD, ...inTown('Ingenstans') })), [409, undefined, undefined])
  assert.deepEqual(await problemOf(asked({ ...GOLD, ...inTown('Vägraby') }, seller.browser)), [403, 'target', undefined], 'a seller writes no levels')
  assert.equal((await asked({ ...GOLD, ...inTown('Vägraby') }, finance.browser)).status, 403)
  assert.equal((await asked({ ...GOLD, ...inTown('Vägraby') }, service.browser)).status, 403)
  const { targets } = await bodyOf<MassTargets>(seller.browser('GET', '/api/v1/mass-change-targets', undefined, english))
  assert.deepEqual(targets.map(({ key }) => key).toSorted(), ['interests', 'language', 'owner', 'team', 'title'])
})

test('only those who were ticked; stopped it changes no more, and rights that go end it', async () => {
  const ids = await people('Stoppby', 4, 0, 'silver')
  const some = await tried({ ...GOLD, ...inTown('Stoppby'), people: ids.slice(0, 1) })
  assert.equal((await show(some)).people, 1)
  assert.equal((await move(some, 'stops')).status, 202)
  assert.deepEqual(await problemOf(move(some, 'runs')), [409, undefined, undefined])
  const lost = await tried({ ...GOLD, ...inTown('Stoppby') })
  await move(lost, 'runs')
  await database.superuser('update staff_role_of set ended_at = $2 where staff_id = $1', [staffId, database.now])
  await work()
  await database.superuser('update staff_role_of set ended_at = null where staff_id = $1', [staffId])
  assert.deepEqual([(await show(lost)).state, await levels(ids)], ['failed', { silver: 4 }])
})

test(`IN-08 for changes of many: killed at work it goes on, each person once; taken back all is as it was`, async (t) => {
  const ids = await people('Mängdby', MANY - 100, 100, 'silver')
  const id = await tried({ ...GOLD, ...inTown('Mängdby') })
  await move(id, 'runs')
  // Dies while it waits for somebody who is held, in the middle of a batch.
  const blocker = database.write(async (tx) => {
    const { sql } = await import('kysely')
    await sql`select from person where person_id = ${ids.at(-1)!} for update`.execute(tx.db)
    const child = spawn(process.execPath, [join(import.meta.dirname, '..', 'dying-mass-change.ts'), JSON.stringify({ connection: database.connection, now: database.now.toISOString(), holder: 'dying' } satisfies DyingMassChange)], { stdio: 'inherit' })
    for (;;) {
      const { rows } = await database.superuser("select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and query like '%for update%'")
      if (rows.length > 0) break
      await new Promise((resolve) => { setTimeout(resolve, 20) })
    }
    child.kill('SIGKILL')
    await once(child, 'exit')
  })
  await blocker
  database.now = new Date(database.now.getTime() + 2 * 60_000)
  const begun = performance.now()
  await work()
  const ran = performance.now() - begun
  const done = await show(id)
  assert.deepEqual([done.state, counts(done.outcomes), await levels(ids)], ['done', { changed: MANY - 100, H1: 100 }, { gold: MANY - 100, '–': 100 }])
  const { rows: [{ n }] } = await database.superuser("select count(*)::int as n from provenance where person_id = any ($1) and source = 'Spring campaign'", [ids])
  assert.equal(n, MANY - 100, 'one source each')
  await move(id, 'undoings')
  await work()
  assert.deepEqual([counts((await show(id)).undone), await levels(ids)], [{ restored: MANY - 100 }, { silver: MANY - 100, '–': 100 }])
  t.diagnostic(`${MANY} of ${PEOPLE_OF_THE_ISSUE} people changed in ${(ran / 1000).toFixed(1)} s after a kill, and taken back`)
})

test('after thirty days nobody’s old value is kept, and it can be taken back no more; what was only tried goes after seven', async () => {
  const ids = await people('Glömby', 2, 0, 'silver')
  const ran = await tried({ ...GOLD, ...inTown('Glömby') })
  await move(ran, 'runs')
  await work()
  const only = await tried({ ...GOLD, value: 'platinum', ...inTown('Glömby') })
  const kept = async (id: string) => (await database.superuser('select count(*)::int as n from mass_change_person where mass_change_id = $1', [id])).rows[0].n
  const now = database.now
  database.now = new Date(now.getTime() + 8 * DAY_MS)
  await database.write(sweepMassChanges)
  assert.deepEqual([await kept(only), await kept(ran)], [0, ids.length])
  database.now = new Date(now.getTime() + 31 * DAY_MS)
  await database.write(sweepMassChanges)
  assert.equal(await kept(ran), 0)
  const again = await signedInStaff(app, house, ['administrator'])
  assert.deepEqual(await problemOf(move(ran, 'undoings', again.browser)), [422, undefined, 'M1'])
})
