import assert from 'node:assert/strict'
import { test } from 'node:test'
import { effectiveChoice, standingOf } from '../../src/consent/standing.ts'
import { rebuildStanding } from '../../src/consent/rebuild-standing.ts'
import { recordChoices } from '../../src/consent/record-choices.ts'
import { rehearseChoices } from '../../src/consent/rehearse-choices.ts'
import { sayNo } from '../../src/consent/say-no.ts'
import { selectStandings } from '../../src/consent/standing.sql.ts'
import type { Choice } from '../../src/consent/choice.ts'
import { selectGrounds } from '../../src/people/grounds.sql.ts'
import { registerPeople } from '../../src/people/register-people.ts'
import { selectBlocks, selectValues, callWriteValues } from '../../src/people/values.sql.ts'
import { selectEntries } from '../../src/ledger/entries.sql.ts'
import { daysLater } from '../../src/values/moment.ts'
import type { PersonId } from '../../src/values/ids.ts'
import { testDatabase, type TestDatabase } from '../database.ts'
import { customer, INDEX_KEY, installed, ORIGIN } from '../register.ts'
import { sweepValues } from '../sweeping.ts'

const journal: unknown[] = []
const keeper = { journal: async (...entries: unknown[]) => void journal.push(...entries) }

function choice(personId: PersonId, more: Partial<Choice>): Choice {
  return {
    personId, kind: 'given', purpose: 'news', channel: 'email', contactPointId: null, frequency: null, surface: 'web', language: 'sv',
    actor: { kind: 'person', id: personId }, wording: null, evidence: {}, ...more,
  }
}

async function say(database: TestDatabase, ...choices: Choice[]) {
  return database.write((tx) => recordChoices(tx, keeper, choices))
}

async function valuesOf(database: TestDatabase, personId: PersonId): Promise<Record<string, unknown>> {
  return Object.fromEntries((await database.read((tx) => selectValues(tx, [personId]))).map((one) => [one.fieldKey, one.value]))
}

test('Maria says yes, adds interests, withdraws, and her interests are gone while her contract stays', async () => {
  const database = await testDatabase()
  await installed(database)
  const maria = await customer(database, 'maria@example.org', { values: { given_name: 'Maria', interests: ['cycling'] } })
  assert.deepEqual(await valuesOf(database, maria.personId), { given_name: 'Maria' }, 'H1: no purpose of hers needs interests yet')

  await say(database, choice(maria.personId, { contactPointId: maria.email.contactPointId }))
  const refused = await database.write((tx) => callWriteValues(tx, [{ personId: maria.personId, fieldKey: 'interests', value: ['cycling'] }]))
  assert.deepEqual(refused, [])
  assert.deepEqual(await valuesOf(database, maria.personId), { given_name: 'Maria', interests: ['cycling'] })

  const no = choice(maria.personId, { kind: 'withdrawn' })
  const rehearsal = await database.read((tx) => rehearseChoices(tx, [no]))
  assert.deepEqual(rehearsal.ends.map((one) => one.fieldKey), ['interests'])
  assert.ok(rehearsal.stays.some((one) => one.fieldKey === 'email' && one.purposes.includes('contract')))

  journal.length = 0
  const recording = await say(database, no)
  assert.deepEqual(recording.ended, [{ personId: maria.personId, fieldKey: 'interests' }])
  assert.deepEqual(await valuesOf(database, maria.personId), { given_name: 'Maria' })
  assert.equal(journal.length, 1, 'the no stands in the keeper’s journal')
})

test('H3: a no through a bare link stops use at once, deletes after 14 days, and a proved yes undoes it', async () => {
  const database = await testDatabase()
  await installed(database)
  const said = async (email: string) => {
    const one = await customer(database, email, { values: { given_name: 'A' } })
    await say(database, choice(one.personId, { contactPointId: one.email.contactPointId }))
    await database.write((tx) => callWriteValues(tx, [{ personId: one.personId, fieldKey: 'interests', value: ['sailing'] }]))
    const recording = await say(database, choice(one.personId, { kind: 'withdrawn', surface: 'mail', evidence: { unproved: true } }))
    assert.deepEqual(recording.ended, [])
    assert.deepEqual(recording.blocked.map((row) => row.fieldKey), ['interests'])
    return one
  }
  const erik = await said('erik@example.org')
  const lisa = await said('lisa@example.org')
  const standing = (await database.read((tx) => selectStandings(tx, [erik.personId]))).get(erik.personId)!
  assert.equal(effectiveChoice(standing, 'news', 'email', true)?.state, 'withdrawn')
  const blockedWrite = await database.write((tx) => callWriteValues(tx, [{ personId: erik.personId, fieldKey: 'interests', value: ['x'] }]))
  assert.equal(blockedWrite[0]?.rule, 'H3')

  await say(database, choice(lisa.personId, { contactPointId: lisa.email.contactPointId }))
  assert.deepEqual(await database.read((tx) => selectBlocks(tx, [lisa.personId])), [])

  database.now = daysLater(database.now, 13)
  await database.write((tx) => sweepValues(tx, keeper))
  assert.deepEqual((await valuesOf(database, erik.personId))['interests'], ['sailing'])
  database.now = daysLater(database.now, 2)
  await database.write((tx) => sweepValues(tx, keeper))
  assert.equal((await valuesOf(database, erik.personId))['interests'], undefined)
  assert.deepEqual((await valuesOf(database, lisa.personId))['interests'], ['sailing'])
  assert.deepEqual(await database.write((tx) => sweepValues(tx, keeper)), {})
})

test('D9: an import, a system and staff without evidence never lift a no; the person does', async () => {
  const database = await testDatabase()
  await installed(database)
  const one = await customer(database, 'nina@example.org')
  const yes = { contactPointId: one.email.contactPointId }
  await say(database, choice(one.personId, { kind: 'objected', purpose: null, channel: null }))
  const refusals = await say(database,
    choice(one.personId, { ...yes, surface: 'import', actor: { kind: 'staff', id: 's' }, evidence: { kind: 'slip', text: 'old file' } }),
    choice(one.personId, { ...yes, surface: 'api', actor: { kind: 'system', id: 'shop' } }),
    choice(one.personId, { ...yes, surface: 'phone', actor: { kind: 'staff', id: 's' } }),
    choice(one.personId, { ...yes, surface: 'phone', actor: { kind: 'staff', id: 's' }, evidence: { kind: 'call-note', text: '' } }))
  assert.deepEqual(refusals.outcomes.map((outcome) => 'refusal' in outcome && outcome.refusal.rule), ['D9', 'D9', 'D9', 'D9'])
  const lifted = await say(database, choice(one.personId, yes))
  assert.ok('entry' in lifted.outcomes[0]!)
})

test('D9: "stop asking me" is lifted as any no is: by the person, or by staff who can show it', async () => {
  const database = await testDatabase()
  await installed(database)
  const { personId } = await customer(database, 'ulla@example.org')
  const wide = { purpose: null, channel: null }
  const staff = { kind: 'staff' as const, id: 's' }
  await say(database, choice(personId, { ...wide, kind: 'stop-asking' }))
  const allowed = (more: Partial<Choice>) => choice(personId, { ...wide, kind: 'asking-allowed', ...more })
  const refusals = await say(database,
    allowed({ surface: 'api', actor: { kind: 'system', id: 'shop' } }), allowed({ surface: 'import', actor: staff }),
    allowed({ surface: 'phone', actor: staff }), allowed({ surface: 'phone', actor: staff, evidence: { kind: 'api', text: 'x' } }))
  assert.deepEqual(refusals.outcomes.map((outcome) => 'refusal' in outcome && outcome.refusal.rule), ['D9', 'D9', 'D9', 'D9'])
  const stands = async () => (await database.read((tx) => selectStandings(tx, [personId]))).get(personId)!.stopAskingSince !== null
  assert.equal(await stands(), true)
  await say(database, allowed({ surface: 'phone', actor: staff, evidence: { kind: 'call-note', text: 'asked to be asked again' } }))
  assert.equal(await stands(), false)
})

test('D2: a connected system lifts no restriction; a colleague does when the case is settled', async () => {
  const database = await testDatabase()
  await installed(database)
  const one = await customer(database, 'freja@example.org')
  const lift = choice(one.personId, { kind: 'unrestricted', purpose: null, channel: null, surface: 'api' })
  await say(database, choice(one.personId, { kind: 'restricted', purpose: null, channel: null }))
  const { outcomes } = await say(database, { ...lift, actor: { kind: 'system', id: 'shop' } })
  assert.ok('refusal' in outcomes[0]! && outcomes[0].refusal.rule === 'D2')
  assert.equal((await database.read((tx) => selectStandings(tx, [one.personId]))).get(one.personId)!.restrictions.size, 1)
  await say(database, { ...lift, actor: { kind: 'staff', id: 's' } })
  assert.equal((await database.read((tx) => selectStandings(tx, [one.personId]))).get(one.personId)!.restrictions.size, 0)
})

test('L2: a withdrawal is recorded for somebody the register does not know, a yes is not', async () => {
  const database = await testDatabase()
  await installed(database)
  const gone = '0196a000-0000-7000-8000-00000000dead' as PersonId
  const { outcomes } = await say(database, choice(gone, { kind: 'withdrawn' }), choice(gone, {}))
  assert.ok('entry' in outcomes[0]!)
  assert.ok('refusal' in outcomes[1]! && outcomes[1].refusal.rule === 'L2')
  assert.deepEqual((await database.read((tx) => selectEntries(tx, [gone]))).map((entry) => entry.kind), ['withdrawn'])
})

test('L3: only the person confirms what waits for a confirmation', async () => {
  const database = await testDatabase()
  await installed(database)
  const { personId, email } = await customer(database, 'vera@example.org')
  await database.superuser('update contact_point set verified_at = null')
  const said = { contactPointId: email.contactPointId }
  await say(database, choice(personId, said))
  const { outcomes } = await say(database, choice(personId, { ...said, kind: 'confirmed', actor: { kind: 'staff', id: 's' }, evidence: { kind: 'slip', text: 'signed' } }))
  assert.deepEqual(outcomes.map((one) => 'refusal' in one && one.refusal.rule), ['L3'])
})

test('L5: a no that cannot be written to the keeper’s journal has no effect and is not acknowledged', async () => {
  const database = await testDatabase()
  await installed(database)
  const { personId, email } = await customer(database, 'olle@example.org')
  await say(database, choice(personId, { contactPointId: email.contactPointId }))
  const full = { journal: () => Promise.reject(new Error('no space left')) }
  const no = choice(personId, { kind: 'withdrawn' })
  await assert.rejects(database.write((tx) => recordChoices(tx, full, [no])), /no space/)
  assert.deepEqual((await database.read((tx) => selectEntries(tx, [personId]))).map((entry) => entry.kind), ['given'])

  // The same where a message is being handed over and the no takes the other way in.
  const holder = await database.pool.connect()
  await holder.query('begin; set local role tillit_app')
  await holder.query('select from person where person_id = $1 for share', [personId])
  await assert.rejects(sayNo(database, full, [no]), /no space/)
  assert.deepEqual((await database.superuser('select stop_id from stop_row')).rows, [])
  journal.length = 0
  assert.equal((await sayNo(database, keeper, [no])).inFlight, true)
  await holder.query('rollback')
  holder.release()
  assert.equal(journal.length, 1)
})

test('L6: each entry has a salt of its own, so that equal words have unequal leaves', async () => {
  const database = await testDatabase()
  await installed(database)
  const { personId } = await customer(database, 'siv@example.org')
  await say(database, choice(personId, { kind: 'withdrawn' }), choice(personId, { kind: 'withdrawn' }))
  const { rows } = await database.superuser("select encode(salt, 'hex') as salt from ledger_entry")
  assert.equal(new Set(rows.map((row) => row.salt)).size, 2)
  assert.ok(rows.every((row) => /^[\da-f]{64}$/.test(row.salt) && !/^(..)\1+$/.test(row.salt)))
})

test('D4, D3: a no to an electronic channel ends the soft opt-in for good, and leaves the contract alone', async () => {
  const database = await testDatabase()
  await installed(database)
  const sale = { purpose: 'news', basis: 'soft-opt-in' as const, productGroups: ['skis'], seller: 'Provbolaget AB', optOutOffered: true, lastSaleAt: database.now }
  const { personId } = await customer(database, 'tore@example.org', { grounds: [{ purpose: 'contract', basis: 'contract' }, sale] })
  await say(database, choice(personId, { kind: 'withdrawn', channel: 'sms' }))
  const grounds = await database.read((tx) => selectGrounds(tx, [personId]))
  assert.deepEqual(grounds.map((ground) => [ground.basis, ground.endedAt !== null]).toSorted(), [['contract', false], ['soft-opt-in', true]])
})

test('CS-11: for every person and moment, the standing rebuilt from the ledger equals what was stored then', async (t) => {
  const database = await testDatabase()
  await installed(database)
  const people = process.env['TILLIT_LONG'] ? 1_000 : 60
  t.diagnostic(`CS-11 with ${people} people (catalogue: 1000), 5 past moments each`)
  const kinds = ['given', 'withdrawn', 'objected', 'asked', 'no-answer', 'stop-asking', 'asking-allowed', 'restricted', 'unrestricted', 'expired'] as const
  const { personIds } = await database.write((tx) => registerPeople(tx, INDEX_KEY, Array.from({ length: people }, () => ({
    values: {}, contactPoints: [], identifiers: [], grounds: [{ purpose: 'contract', basis: 'contract' as const }],
  })), ORIGIN))
  let seed = 42
  const random = (below: number) => (seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648) % below
  const then: Map<PersonId, unknown>[] = []
  for (let moment = 0; moment < 6; moment++) {
    database.now = daysLater(database.now, 1)
    const acts = personIds.flatMap((personId) => Array.from({ length: random(3) }, () => choice(personId, {
      kind: kinds[random(kinds.length)]!, purpose: ['news', 'events', null][random(3)]!, channel: ['letter', null][random(2)]!,
      contactPointId: '0196a000-0000-7000-8000-000000000001' as Choice['contactPointId'],
    })))
    await say(database, ...acts)
    then.push(await database.read((tx) => selectStandings(tx, personIds)))
  }
  const lastSeqs = then.map((standings) => new Map([...standings].map(([id, standing]) => [id, (standing as { lastSeq: number }).lastSeq])))
  for (const [moment, standings] of then.entries()) {
    const entries = await database.read((tx) => selectEntries(tx, personIds))
    for (const personId of personIds) {
      const rebuilt = standingOf(entries.filter((entry) => entry.personId === personId && entry.seq <= lastSeqs[moment]!.get(personId)!))
      assert.deepEqual(rebuilt, standings.get(personId))
    }
  }
  const now = await database.read((tx) => rebuildStanding(tx, personIds))
  assert.deepEqual(now, then.at(-1))
  for (const entry of await database.read((tx) => selectEntries(tx, personIds))) {
    if (entry.kind === 'given') assert.ok(entry.actor.kind && entry.surface && entry.at && entry.purposeVersion, 'each yes has actor, source, time and text version')
  }
})
