import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Chance } from '../../src/demo/chance.ts'
import { lasts, type Hold } from '../../src/lifecycle/hold.ts'
import { insertHold } from '../../src/lifecycle/holds.sql.ts'
import { rehearseRetention } from '../../src/lifecycle/rehearse-retention.ts'
import { nextSweep } from '../../src/lifecycle/sweep-slot.ts'
import { registerPeople } from '../../src/people/register-people.ts'
import { publishCatalogue } from '../../src/purposes/publish-catalogue.ts'
import { starterCatalogue } from '../../src/purposes/starter-catalogue.ts'
import { addStaff } from '../../src/staff/add-staff.ts'
import { newId, type PersonId } from '../../src/values/ids.ts'
import { daysLater, monthsLater } from '../../src/values/moment.ts'
import { testDatabase } from '../database.ts'
import { testHouse } from '../house.ts'
import { INDEX_KEY, installed, ORIGIN } from '../register.ts'
import { sweepNow } from '../sweeping.ts'

// DS-04: rules, people and years on a clock of its own; each person is removed within a day of their due moment, none before, none under a hold.

const LONG = Boolean(process.env['TILLIT_LONG'])
const [RULES, PEOPLE, YEARS] = LONG ? [50, 100_000, 11] : [3, 500, 11]
const ZONE = 'Europe/Stockholm'
const DAY = 86_400_000
/** Ends fall on every day in the long form, on some days in the short one: each of them costs two sweeps. */
const STEP = LONG ? 1 : 120

interface Life { personId: PersonId; due: Date; hold: Pick<Hold, 'until' | 'endedAt'> | undefined }

test(`DS-04: ${RULES} rules, ${PEOPLE} people, ${YEARS} years: each is removed within a day of their due moment, none early, none under a hold, as rehearsed`, async (t) => {
  const database = await testDatabase()
  await installed(database)
  const { keeper } = await testHouse(database)
  const begun = database.now
  const over = monthsLater(begun, 12 * YEARS, ZONE)
  const chance = new Chance(4)
  const rules = Array.from({ length: RULES }, (_, place) => ({ purpose: `rule-${place}`, months: 1 + Math.floor(chance.next() * 60) }))
  await publishRules(rules)
  const lives = await fill()
  const rehearsed = await database.report((tx) => rehearseRetention(tx, []))
  const removed = new Map<PersonId, Date>()
  // Nothing can happen between two ends, so the clock goes from one hour of sweeping in which something is due to the next; the day before is walked too.
  const moments = new Set(lives.flatMap(({ due, hold }) => [due, hold ? hold.until : due].flatMap((at) => [nextSweep(new Date(at.getTime() - DAY), ZONE), nextSweep(at, ZONE)]).map((at) => at.getTime())))
  for (const at of [...moments].toSorted((a, b) => a - b).filter((one) => one <= over.getTime())) {
    database.now = new Date(at)
    await database.superuser("update clock_mark set trusted_at = $1 where what = 'sweep'", [daysLater(database.now, -0.5)])
    await sweepNow(database, keeper, 500)
    const { rows } = await database.superuser('select person_id from erasure where erased_at = $1', [database.now])
    for (const row of rows) removed.set(row.person_id as PersonId, database.now)
  }
  const dueBy = ({ due, hold }: Life) => (hold && hold.until > due ? hold.until : due)
  const wanted = lives.filter((one) => dueBy(one).getTime() + DAY <= over.getTime())
  const early = lives.filter((one) => removed.has(one.personId) && removed.get(one.personId)! < dueBy(one))
  const late = wanted.filter((one) => !removed.has(one.personId) || removed.get(one.personId)!.getTime() > dueBy(one).getTime() + DAY)
  const underHold = lives.filter((one) => one.hold && removed.has(one.personId) && lasts(one.hold, removed.get(one.personId)!))
  t.diagnostic(`${wanted.length} of ${lives.length} people due within ${YEARS} years, ${lives.filter((one) => one.hold).length} with a hold, ${moments.size} sweeps; catalogue: 50 rules, 100,000 people, 11 years`)
  assert.deepEqual([early.length, late.length, underHold.length], [0, 0, 0])
  assert.ok(wanted.length > PEOPLE / 2)
  // What was told for the first year is what came to be, of those without a hold.
  const told = rehearsed.afterwards.reduce((sum, one) => sum + one.people, 0)
  const first = monthsLater(begun, 12, ZONE)
  assert.equal(told, lives.filter((one) => one.due < first).length)

  async function publishRules(wantedRules: typeof rules): Promise<void> {
    const model = starterCatalogue('2026-03-02').purposes.find((one) => one.key === 'membership')!
    await database.write((tx) => publishCatalogue(tx, {
      purposes: wantedRules.map(({ purpose, months }) => ({ ...model, key: purpose, retention: { from: 'ground-end' as const, months } })), fields: [], retirePurposes: [], retireFields: [],
    }, 'test', 'rules'))
  }

  async function fill(): Promise<Life[]> {
    const setBy = await database.write((tx) => addStaff(tx, 'Nils', null, ['administrator']))
    const made: Life[] = []
    for (let done = 0; done < PEOPLE; done += 1_000) {
      const sketches = Array.from({ length: Math.min(1_000, PEOPLE - done) }, (_, place) => {
        const own = Array.from({ length: 1 + Math.floor(chance.next() * 3) }, () => ({ ...chance.pick(rules), until: new Date(begun.getTime() + Math.floor(chance.next() * 8 * 365 / STEP) * STEP * DAY + Math.floor(chance.next() * 24 / (LONG ? 1 : 12)) * 3_600_000) }))
        return { own, address: `p${done + place}@example.org` }
      })
      const { personIds } = await database.write((tx) => registerPeople(tx, INDEX_KEY, sketches.map(({ own, address }) => ({
        country: 'SE', values: { given_name: 'Bo' }, contactPoints: [{ kind: 'email' as const, value: address, canonical: address }], identifiers: [{ kind: 'email' as const, canonical: address }],
        grounds: own.map(({ purpose, until }) => ({ purpose, basis: 'contract' as const, until })),
      })), ORIGIN))
      for (const [place, { own }] of sketches.entries()) {
        const due = new Date(Math.max(...own.map(({ until, months }) => monthsLater(until, months, ZONE).getTime())))
        const hold = chance.happens(0.1) ? { until: new Date(due.getTime() + Math.floor((chance.next() - 0.3) * 200 / STEP) * STEP * DAY), endedAt: null } : undefined
        made.push({ personId: personIds[place]!, due, hold: hold && hold.until > begun ? hold : undefined })
      }
    }
    await database.write(async (tx) => {
      for (const { personId, hold } of made) {
        if (hold) await insertHold(tx, { personId, holdId: newId(tx.now), itemKind: 'field', itemId: 'given_name', reason: 'Claim', since: tx.now, until: hold.until, setBy })
      }
    })
    return made
  }
})
