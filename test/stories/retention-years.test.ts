import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Chance } from '../../src/demo/chance.ts'
import { lasts, type Hold } from '../../src/lifecycle/hold.ts'
import { insertHold } from '../../src/lifecycle/holds.sql.ts'
import { rehearseRetention } from '../../src/lifecycle/rehearse-retention.ts'
import { nextSweep } from '../../src/lifecycle/sweep-slot.ts'
import { admitNewcomers, type Newcomer } from '../../src/people/admit-newcomers.ts'
import { hashedIdentifiers } from '../../src/people/identifier.ts'
import { begunGrounds } from '../../src/people/new-ground.ts'
import { selectCatalogue } from '../../src/purposes/catalogue.sql.ts'
import { publishCatalogue } from '../../src/purposes/publish-catalogue.ts'
import { starterCatalogue } from '../../src/purposes/starter-catalogue.ts'
import { addStaff } from '../../src/staff/add-staff.ts'
import { localDateIn } from '../../src/values/calendar.ts'
import { newId, type ContactPointId, type PersonId } from '../../src/values/ids.ts'
import { daysLater, monthsLater } from '../../src/values/moment.ts'
import { testDatabase } from '../database.ts'
import { testHouse } from '../house.ts'
import { INDEX_KEY, installed, ORIGIN } from '../register.ts'
import { sweepNow } from '../sweeping.ts'

// DS-04: rules, people and years on a clock of its own; each record is removed within a day of its due moment, none before, none under a hold.

const LONG = Boolean(process.env['TILLIT_LONG'])
const [RULES, , YEARS] = LONG ? [50, 100_000, 11] : [3, 500, 11]
/** Fewer by `TILLIT_PEOPLE`, to try the long form. */
const PEOPLE = Number(process.env['TILLIT_PEOPLE'] ?? (LONG ? 100_000 : 500))
/** Ends fall on so many moments, each of which costs two sweeps: one that must leave everything, and one that must not. */
const MOMENTS = LONG ? 400 : 22
const BATCH = 500
const ZONE = 'Europe/Stockholm'
const DAY = 86_400_000

interface Life { personId: PersonId; due: Date; hold: Pick<Hold, 'until' | 'endedAt'> | undefined }

test(`DS-04: ${RULES} rules, ${PEOPLE} people, ${YEARS} years: each is removed within a day of their due moment, none early, none under a hold, as rehearsed`, async (t) => {
  const database = await testDatabase()
  await installed(database)
  const { keeper } = await testHouse(database)
  const begun = database.now
  const over = monthsLater(begun, 12 * YEARS, ZONE)
  const chance = new Chance(4)
  const rules = Array.from({ length: RULES }, (_, place) => ({ purpose: `rule-${place}`, months: 1 + Math.floor(chance.next() * 60) }))
  await publishRules()
  const ends = endsOfUse()
  const lives = await fill()
  const byId = new Map(lives.map((one) => [one.personId, one]))
  const filledMs = performance.now()
  const removed = new Map<PersonId, Date>()
  const rehearsals: { from: Date; told: Map<string, number> }[] = []
  const left = { grounds: 0, early: 0 }
  // Nothing can happen between two ends, so the clock goes from one hour of sweeping in which something is due to the next; the last before each is walked too.
  const wallClock = [...new Set(ends.flatMap((at) => [nextSweep(new Date(at.getTime() - 13 * 3_600_000), ZONE), nextSweep(at, ZONE)]).map((at) => at.getTime()))].toSorted((a, b) => a - b)
  for (const at of wallClock.filter((one) => one <= over.getTime())) {
    if (at >= begun.getTime() + rehearsals.length * 3 * 365 * DAY) rehearsals.push(await rehearse(new Date(at)))
    database.now = new Date(at)
    await database.superuser("update clock_mark set trusted_at = $1 where what = 'sweep'", [daysLater(database.now, -0.5)])
    await sweepNow(database, keeper, BATCH)
    const { rows } = await database.superuser('select person_id from erasure where erased_at = $1', [database.now])
    for (const row of rows) removed.set(row.person_id as PersonId, database.now)
    const [still] = (await database.superuser('select count(*) filter (where swept_at is null and hold_until <= $1)::int as late, count(*) filter (where swept_at < hold_until)::int as early from ground where hold_until <= $1 or swept_at is not null', [daysLater(database.now, -1)])).rows
    left.grounds += still.late
    left.early += still.early
  }
  const dueBy = ({ due, hold }: Life) => (hold && hold.until > due ? hold.until : due)
  const wanted = lives.filter((one) => dueBy(one).getTime() + DAY <= over.getTime())
  const early = lives.filter((one) => removed.has(one.personId) && removed.get(one.personId)! < dueBy(one))
  const late = wanted.filter((one) => !removed.has(one.personId) || removed.get(one.personId)!.getTime() > dueBy(one).getTime() + DAY)
  const underHold = lives.filter((one) => one.hold && removed.has(one.personId) && lasts(one.hold, removed.get(one.personId)!))
  const latest = Math.max(...[...removed].map(([personId, at]) => at.getTime() - dueBy(byId.get(personId)!).getTime())) / 3_600_000
  t.diagnostic(`${RULES} rules, ${lives.length} people, ${YEARS} years: ${removed.size} removed, ${lives.filter((one) => one.hold).length} with a hold, ${wallClock.length} sweeps, the latest ${latest.toFixed(1)} h after it was due; ${early.length} early, ${late.length} late, ${underHold.length} under a hold (catalogue: 50 rules, 100,000 people, 11 years, 24 h, 0, 0, 0); filled ${(filledMs / 1000).toFixed(0)} s, in all ${(performance.now() / 1000).toFixed(0)} s`)
  assert.deepEqual([early.length, late.length, underHold.length, left.grounds, left.early], [0, 0, 0, 0, 0])
  assert.ok(wanted.length > PEOPLE / 2)
  // What was told for a year to come is what came to be: the month in which a person's time was over, held back or not.
  assert.ok(rehearsals.length >= 3)
  for (const { from, told } of rehearsals) {
    const to = monthsLater(from, 12, ZONE)
    const real = Map.groupBy(lives.filter((one) => one.due > from && one.due < to && (removed.has(one.personId) || one.hold)), (one) => localDateIn(ZONE, one.due).slice(0, 7))
    assert.deepEqual(told, new Map([...real].map(([month, people]) => [month, people.length] as const).toSorted()), `told on ${from.toISOString()}`)
  }

  async function publishRules(): Promise<void> {
    const model = starterCatalogue('2026-03-02').purposes.find((one) => one.key === 'membership')!
    await database.write((tx) => publishCatalogue(tx, {
      purposes: rules.map(({ purpose, months }) => ({ ...model, key: purpose, retention: { from: 'ground-end' as const, months } })), fields: [], retirePurposes: [], retireFields: [],
    }, 'test', 'rules'))
  }

  /** Moments on days that every month has, so that the months of a rule lead back and forth between them; at any hour. */
  function endsOfUse(): Date[] {
    const months = 12 * YEARS
    return Array.from({ length: MOMENTS }, (_, place) => {
      const month = monthsLater(new Date('2026-03-01T00:00:00Z'), 1 + Math.floor((place * (months - 2)) / MOMENTS), ZONE)
      return new Date(month.getTime() + Math.floor(chance.next() * 27) * DAY + Math.floor(chance.next() * 24) * 3_600_000)
    })
  }

  /** What the next twelve months are told to take, of people whose time is not over yet. */
  async function rehearse(at: Date): Promise<{ from: Date; told: Map<string, number> }> {
    database.now = new Date(at.getTime() - 1)
    const { afterwards } = await database.report((tx) => rehearseRetention(tx, []))
    const now = database.now
    const waiting = lives.filter((one) => !removed.has(one.personId) && one.due <= now).length
    const months = new Map(afterwards.filter((one) => one.people > 0).map((one) => [one.month, one.people] as const))
    // Whoever waits for a hold counts in the month of now: their time is over.
    const month = localDateIn(ZONE, now).slice(0, 7)
    if (waiting > 0) months.set(month, months.get(month)! - waiting)
    return { from: now, told: new Map([...months].filter(([, people]) => people > 0).toSorted()) }
  }

  async function fill(): Promise<Life[]> {
    const setBy = await database.write((tx) => addStaff(tx, 'Nils', null, ['administrator']))
    const { purposes } = await database.read(selectCatalogue)
    const made: Life[] = []
    // Nothing is stored whose use has ended (rule H1).
    const endsOf = new Map(rules.map(({ purpose, months }) => [purpose, ends.filter((end) => monthsLater(end, -months, ZONE) > begun)]))
    while (made.length < PEOPLE) {
      const now = database.now
      const some = Array.from({ length: Math.min(2_000, PEOPLE - made.length) }, (): Life & { own: { purpose: string; months: number; due: Date }[] } => {
        const own = Array.from({ length: 1 + Math.floor(chance.next() * 3) }, () => {
          const rule = chance.pick(rules)
          return { ...rule, due: chance.pick(endsOf.get(rule.purpose)!) }
        })
        const heldTo = chance.happens(0.1) ? chance.pick(ends) : undefined
        return { personId: newId<PersonId>(now), own, due: new Date(Math.max(...own.map((one) => one.due.getTime()))), hold: heldTo && { until: heldTo, endedAt: null } }
      })
      const newcomers = some.map(({ personId, own }, place): Newcomer => {
        const address = `p${made.length + place}@example.org`
        return {
          person: { personId, country: 'SE', capacity: 'consumer', protectedIdentity: false, deceasedAt: null },
          grounds: begunGrounds(own.map((one) => ({ personId, purpose: one.purpose, basis: 'contract' as const, since: monthsLater(begun, -72, ZONE), until: monthsLater(one.due, -one.months, ZONE) })), purposes, ZONE, now, []),
          values: { given_name: 'Bo' }, contactPoints: [{ contactPointId: newId<ContactPointId>(now), kind: 'email', value: address, canonical: address, verifiedHow: null }],
          identifiers: hashedIdentifiers(INDEX_KEY, [{ kind: 'email', canonical: address }]),
        }
      })
      await database.write(async (tx) => {
        assert.deepEqual(await admitNewcomers(tx, newcomers, ORIGIN), [])
        for (const { personId, hold } of some) if (hold) await insertHold(tx, { personId, holdId: newId(tx.now), itemKind: 'field', itemId: 'given_name', reason: 'Claim', since: tx.now, until: hold.until, setBy })
      })
      made.push(...some.map(({ personId, due, hold }) => ({ personId, due, hold })))
    }
    return made
  }
})
