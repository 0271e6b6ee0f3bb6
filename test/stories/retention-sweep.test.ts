import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import type { IssuedDocument } from '../../src/lifecycle/issued-document.ts'
import { selectDocuments } from '../../src/lifecycle/documents.sql.ts'
import { confirmClock } from '../../src/lifecycle/confirm-clock.ts'
import { endHold } from '../../src/lifecycle/end-hold.ts'
import { keepDocuments } from '../../src/lifecycle/keep-documents.ts'
import { placeHold } from '../../src/lifecycle/place-hold.ts'
import { sweepSlot } from '../../src/lifecycle/sweep-slot.ts'
import { selectRuns, selectWaiting } from '../../src/lifecycle/sweep.sql.ts'
import { recordChoices } from '../../src/consent/record-choices.ts'
import { openTransport } from '../../src/messages/deliver.ts'
import { sendDue } from '../../src/messages/send-due.ts'
import { endGrounds } from '../../src/people/end-grounds.ts'
import { selectGrounds } from '../../src/people/grounds.sql.ts'
import { selectValues } from '../../src/people/values.sql.ts'
import { publishCatalogue } from '../../src/purposes/publish-catalogue.ts'
import { selectCatalogue } from '../../src/purposes/catalogue.sql.ts'
import type { Retention } from '../../src/purposes/purpose.ts'
import { showPerson } from '../../src/rights/show-person.ts'
import { addStaff } from '../../src/staff/add-staff.ts'
import type { LocalDate } from '../../src/values/calendar.ts'
import type { PersonId, StaffId } from '../../src/values/ids.ts'
import { daysLater, monthsLater } from '../../src/values/moment.ts'
import { customerHouse, choice } from '../customer-house.ts'
import { customer, INDEX_KEY } from '../register.ts'
import { leapTo, passTo, sweepNow } from '../sweeping.ts'

// What ends by itself: values, people, documents and yeses, each on its day and none before (art. 5(1)(e), rules H3, H4, M1).
// long: the stories of the sweep share one company.

const ZONE = 'Europe/Stockholm'
const { database, house } = await customerHouse()
const { keeper } = house
let colleague: StaffId
before(async () => { colleague = await database.write((tx) => addStaff(tx, 'Nils', null, ['administrator'])) })

let people = 0
const someone = (more = {}) => customer(database, `somebody.${people++}@example.org`, { values: { given_name: 'Aino', family_name: 'Korhonen', city: 'Luleå' }, ...more })
const there = async (personId: PersonId) => (await database.superuser('select count(*)::int as n from person where person_id = $1', [personId])).rows[0].n === 1
const fieldsOf = async (personId: PersonId) => (await database.read((tx) => selectValues(tx, [personId]))).map((one) => one.fieldKey)
const documentsOf = (personId: PersonId) => database.read((tx) => selectDocuments(tx, [personId]))
const endContract = (personId: PersonId) => database.write(async (tx) => endGrounds(tx, (await selectGrounds(tx, [personId])).filter((one) => !one.endedAt), 'contract-end'))
const invoice = (personId: PersonId, number: string, more: Partial<Pick<IssuedDocument, 'country' | 'fiscalYearEnd'>> = {}) => database.write((tx) => keepDocuments(tx, [{
  personId, kind: 'invoice', number, title: `Faktura ${number}`, issuedOn: '2026-02-14' as LocalDate, fiscalYearEnd: '2026-12-31' as LocalDate, mediaType: 'application/pdf',
  content: Buffer.from('%PDF-1.7'), filedBy: { kind: 'system', id: null }, ...more,
}]))
const publish = (purpose: string, retention: Retention) => database.write(async (tx) => {
  const { version: _, publishedAt: __, ...found } = (await selectCatalogue(tx)).purposes.find((one) => one.key === purpose)!
  return publishCatalogue(tx, { purposes: [{ ...found, retention }], fields: [], retirePurposes: [], retireFields: [] }, 'test', 'rule')
})

test('Aino’s contract ends: her values go with the rule’s day, she with them, and her invoice stays alone to the day of the law and then goes', async () => {
  const { personId } = await someone()
  await invoice(personId, '24113')
  await invoice(personId, '24114', { country: 'NO' })
  await sweepNow(database, keeper)
  await endContract(personId)
  const due = monthsLater(database.now, 36, ZONE)
  await leapTo(database, keeper, new Date(due.getTime() - 1))
  assert.deepEqual(await fieldsOf(personId), ['city', 'family_name', 'given_name'])
  await passTo(database, keeper, daysLater(due, 1))
  assert.equal(await there(personId), false)
  const kept = await documentsOf(personId)
  assert.deepEqual(kept.map((one) => [one.number, one.keepUntil, one.restrictedAt !== null]), [['24113', '2033-12-31', true], ['24114', '2031-12-31', true]])
  await leapTo(database, keeper, new Date('2031-12-31T22:59:00Z'))
  assert.equal((await documentsOf(personId)).length, 2)
  await passTo(database, keeper, new Date('2032-01-01T22:59:00Z'))
  assert.deepEqual((await documentsOf(personId)).map((one) => one.number), ['24113'])
  await leapTo(database, keeper, new Date('2033-12-31T22:59:00Z'))
  assert.equal((await documentsOf(personId)).length, 1)
  await passTo(database, keeper, new Date('2034-01-01T22:59:00Z'))
  assert.deepEqual(await documentsOf(personId), [])
})

test('ER-08: an invoice that is held stays after its day and everything else goes; let go, it goes with the next sweep', async () => {
  const { personId } = await someone()
  const [document] = await invoice(personId, '1', { fiscalYearEnd: '2020-12-31' as LocalDate })
  const day = new Date(`${document!.keepUntil}T12:00:00Z`)
  const held = await database.write((tx) => placeHold(tx, { personId, itemKind: 'document', itemId: '*', reason: 'Audit', until: monthsLater(tx.now, 60, ZONE), setBy: colleague }))
  await endContract(personId)
  await leapTo(database, keeper, new Date(Math.max(monthsLater(database.now, 37, ZONE).getTime(), daysLater(day, 2).getTime())))
  assert.deepEqual([await there(personId), (await documentsOf(personId)).length], [false, 1])
  await database.write((tx) => endHold(tx, personId, held, colleague))
  await passTo(database, keeper, daysLater(database.now, 1))
  assert.deepEqual(await documentsOf(personId), [])
})

test('ER-08: a field that is held stays when its ground has had its time, is shown to nobody, and goes when it is let go; the person goes then', async () => {
  const { personId } = await someone()
  const held = await database.write((tx) => placeHold(tx, { personId, itemKind: 'field', itemId: 'city', reason: 'Dispute about delivery', until: monthsLater(tx.now, 60, ZONE), setBy: colleague }))
  await endContract(personId)
  await leapTo(database, keeper, monthsLater(database.now, 37, ZONE))
  assert.deepEqual([await there(personId), await fieldsOf(personId)], [true, ['city']])
  const shown = await database.read((tx) => showPerson(tx, INDEX_KEY, personId))
  assert.deepEqual([shown.values, shown.contactPoints, shown.name, shown.holds.length], [[], [], '', 1])
  assert.deepEqual((await database.read((tx) => selectWaiting(tx, undefined, 10))).find((one) => one.personId === personId)?.why, 'hold')
  await database.write((tx) => endHold(tx, personId, held, colleague))
  await passTo(database, keeper, daysLater(database.now, 1))
  assert.deepEqual([await there(personId), await fieldsOf(personId)], [false, []])
})

test('trap 8: a hold that runs out by itself lets go as well, and never more than its item', async () => {
  const { personId } = await someone({ grounds: [{ purpose: 'contract', basis: 'contract' }, { purpose: 'membership', basis: 'contract' }] })
  const [contract] = (await database.read((tx) => selectGrounds(tx, [personId]))).filter((one) => one.purpose === 'contract')
  await database.write((tx) => placeHold(tx, { personId, itemKind: 'ground', itemId: contract!.groundId, reason: 'Claim', until: monthsLater(tx.now, 40, ZONE), setBy: colleague }))
  await endContract(personId)
  await leapTo(database, keeper, monthsLater(database.now, 37, ZONE))
  assert.deepEqual(await fieldsOf(personId), ['city', 'family_name', 'given_name'])
  await leapTo(database, keeper, monthsLater(database.now, 4, ZONE))
  assert.equal(await there(personId), false)
})

test('trap 8: of somebody who stays, a field that was held goes when it is let go, and when the hold runs out', async () => {
  for (const letGo of [true, false]) {
    const { personId } = await someone({ values: { given_name: 'Bo', title: 'Chef' }, grounds: [{ purpose: 'contract', basis: 'contract' }, { purpose: 'membership', basis: 'contract' }] })
    const held = await database.write((tx) => placeHold(tx, { personId, itemKind: 'field', itemId: 'title', reason: 'Claim', until: monthsLater(tx.now, 38, ZONE), setBy: colleague }))
    await database.write(async (tx) => endGrounds(tx, (await selectGrounds(tx, [personId])).filter((one) => one.purpose === 'contract'), 'contract-end'))
    await leapTo(database, keeper, monthsLater(database.now, 37, ZONE))
    assert.deepEqual(await fieldsOf(personId), ['given_name', 'title'])
    if (letGo) await database.write((tx) => endHold(tx, personId, held, colleague))
    await leapTo(database, keeper, letGo ? daysLater(database.now, 0.6) : monthsLater(database.now, 2, ZONE))
    assert.deepEqual([await fieldsOf(personId), await there(personId)], [['given_name'], true])
  }
})

test('an open request keeps the person until it is answered', async () => {
  const { personId } = await someone()
  await endContract(personId)
  await database.superuser(`insert into request (person_id, request_id, kind, received_at, received_how, recorded_at, recorded_by_kind, language, wish, country, due_on, latest_on, proof_needed, state)
    values ($1, gen_random_uuid(), 'access', $2, 'page', $2, 'person', 'sv', '{}', 'SE', '2040-01-01', '2040-03-01', 'link', 'open')`, [personId, database.now])
  await leapTo(database, keeper, monthsLater(database.now, 37, ZONE))
  assert.equal(await there(personId), true)
  await database.superuser("update request set state = 'answered', answered_at = $2, outcome = 'granted' where person_id = $1", [personId, database.now])
  await passTo(database, keeper, daysLater(database.now, 1))
  assert.equal(await there(personId), false)
})

test('a yes that has had its time ends, in the ledger too, and another yes before that moves the day', async () => {
  await publish('news', { from: 'consent-given', months: 24 })
  const [silent, faithful] = [await someone(), await someone()]
  const yes = (one: typeof silent) => database.write((tx) => recordChoices(tx, keeper, [choice(one.personId, { contactPointId: one.email.contactPointId })]))
  await yes(silent)
  await yes(faithful)
  const begun = database.now
  const newsOf = async (personId: PersonId) => (await database.read((tx) => selectGrounds(tx, [personId]))).find((one) => one.purpose === 'news')!
  assert.deepEqual(await newsOf(silent.personId).then((one) => [one.holdUntil, one.until, one.waitsFor]), [monthsLater(begun, 24, ZONE), monthsLater(begun, 24, ZONE), 'retention'])
  await leapTo(database, keeper, monthsLater(begun, 20, ZONE))
  await yes(faithful)
  const again = database.now
  await leapTo(database, keeper, daysLater(monthsLater(begun, 24, ZONE), -1))
  await passTo(database, keeper, daysLater(monthsLater(begun, 24, ZONE), 1))
  const { rows } = await database.superuser("select person_id, kind from ledger_entry where kind = 'expired' and purpose = 'news' and person_id = any ($1)", [[silent.personId, faithful.personId]])
  assert.deepEqual(rows, [{ person_id: silent.personId, kind: 'expired' }])
  assert.ok((await newsOf(silent.personId)).endedAt)
  assert.deepEqual(await newsOf(faithful.personId).then((one) => [one.holdUntil, one.until, one.endedAt]), [monthsLater(again, 24, ZONE), monthsLater(again, 24, ZONE), null])
})

test('whoever does something is not forgotten for silence; whoever does nothing is', async () => {
  await publish('prospects', { from: 'last-activity', months: 12 })
  const grounds = [{ purpose: 'prospects', basis: 'contract' as const }]
  const [silent, active] = [await someone({ grounds }), await someone({ grounds })]
  const begun = database.now
  await leapTo(database, keeper, monthsLater(begun, 8, ZONE))
  await database.superuser("insert into customer_session (session_hash, person_id, created_at, expires_at) values (decode(md5($1), 'hex'), $1::uuid, $2, $2)", [active.personId, database.now])
  const visit = database.now
  await leapTo(database, keeper, daysLater(monthsLater(begun, 12, ZONE), -1))
  await passTo(database, keeper, daysLater(monthsLater(begun, 12, ZONE), 1))
  assert.deepEqual([await there(silent.personId), await there(active.personId)], [false, true])
  await leapTo(database, keeper, new Date(monthsLater(visit, 12, ZONE).getTime() - 1))
  assert.equal(await there(active.personId), true)
  await passTo(database, keeper, daysLater(monthsLater(visit, 12, ZONE), 1))
  assert.equal(await there(active.personId), false)
})

test('whoever is to be told is told before, once, by a mail that goes through the gate, and can stay', async () => {
  await publish('contract', { from: 'ground-end', months: 36, warnDays: 30 })
  const [told, unreachable] = [await someone(), await someone({ contactPoints: [], identifiers: [] })]
  await endContract(told.personId)
  await endContract(unreachable.personId)
  const due = monthsLater(database.now, 36, ZONE)
  await leapTo(database, keeper, daysLater(due, -31))
  const mails = () => database.superuser("select state, rule, source from message left join outbox_mail using (person_id) where message.person_id = $1 and message.kind = 'data-ending'", [told.personId])
  assert.equal((await mails()).rows.length, 0)
  await passTo(database, keeper, daysLater(due, -28))
  await sendDue(database, { keeper, transport: openTransport({ mailFrom: house.settings.mailFrom, smtpUrl: undefined, dkim: undefined }), publicUrl: house.publicUrl }, { by: 'test', onError: (error) => assert.fail(String(error)) })
  const { rows } = await mails()
  assert.deepEqual(rows.map((one) => one.state), ['sent'])
  assert.match((rows[0].source as Buffer).toString(), /Your data at/)
  const warnings = await database.superuser('select ends_at, mailing_id is null as unreached from retention_warning where person_id = any ($1) order by mailing_id is null', [[told.personId, unreachable.personId]])
  assert.deepEqual(warnings.rows, [{ ends_at: due, unreached: false }, { ends_at: due, unreached: true }])
  await leapTo(database, keeper, daysLater(due, -1))
  await passTo(database, keeper, daysLater(due, 1))
  assert.equal(await there(told.personId), false)
  await publish('contract', { from: 'ground-end', months: 36 })
})

test('TU-03: a clock that has leapt deletes nothing, says so, and goes on when it is right again or a colleague says that it is', async () => {
  const { personId } = await someone()
  await endContract(personId)
  await sweepNow(database, keeper)
  const right = database.now
  database.now = monthsLater(right, 120, ZONE)
  for (let tick = 0; tick < 3; tick++) {
    assert.equal(await sweepNow(database, keeper), false)
    database.now = daysLater(database.now, 0.5)
  }
  // A head that the wrong clock signs makes it no more right.
  await database.superuser("insert into ledger_head (size, epoch, root, signed_note, at) values (1000000, 0, '\\x00', 'x', $1)", [database.now])
  assert.equal(await sweepNow(database, keeper), false)
  assert.equal(await there(personId), true)
  const [run] = await database.read((tx) => selectRuns(tx, 1))
  assert.deepEqual([run!.refused, run!.peopleErased, run!.valuesEnded], ['clock-ahead', 0, 0])
  // Set right: the head of the future shows that one of the two was wrong.
  database.now = daysLater(right, 0.5)
  assert.equal(await sweepNow(database, keeper), false)
  assert.equal((await database.read((tx) => selectRuns(tx, 200))).find((one) => one.refused === 'clock-behind') !== undefined, true)
  await database.write((tx) => confirmClock(tx, colleague))
  assert.equal(await sweepNow(database, keeper), true)
  assert.equal(await there(personId), true)
  await passTo(database, keeper, daysLater(database.now, 2))
  assert.equal(await there(personId), true)
})

test('TU-03: backwards by an hour or a day nothing is refused and nothing comes back', async () => {
  const { personId } = await someone()
  await endContract(personId)
  await leapTo(database, keeper, monthsLater(database.now, 37, ZONE))
  assert.equal(await there(personId), false)
  for (const hours of [-1, -24, 1]) {
    database.now = new Date(database.now.getTime() + hours * 3_600_000)
    await sweepNow(database, keeper)
    assert.notEqual((await database.read((tx) => selectRuns(tx, 1)))[0]!.refused, 'clock-behind')
    assert.equal(await there(personId), false)
  }
})

test('a sweep that was stopped goes on where it was, and one hour has one run', async () => {
  const many = await Promise.all(Array.from({ length: 7 }, () => someone()))
  for (const { personId } of many) await endContract(personId)
  await sweepNow(database, keeper)
  await database.superuser("update clock_mark set trusted_at = $1 where what = 'sweep'", [daysLater(monthsLater(database.now, 37, ZONE), -0.5)])
  database.now = monthsLater(database.now, 37, ZONE)
  const { workSweep } = await import('../../src/lifecycle/work-sweep.ts')
  const { erasePeople } = await import('../../src/erasure/erase-people.ts')
  const stopping = new AbortController()
  await workSweep(database, keeper, { restMs: 0, batch: 2, stopping: stopping.signal, forget: async (tx, gone) => { await erasePeople(tx, keeper, gone.map((personId) => ({ personId, why: 'retention' as const }))); stopping.abort() } })
  const left = async () => (await Promise.all(many.map(({ personId }) => there(personId)))).filter(Boolean).length
  assert.equal(await left(), 5)
  assert.equal(await sweepNow(database, keeper, 2), true)
  assert.equal(await left(), 0)
  assert.equal(await sweepNow(database, keeper, 2), false)
  const run = (await database.read((tx) => selectRuns(tx, 500))).find((one) => one.slot === sweepSlot(database.now, ZONE).slot)
  assert.deepEqual([run!.peopleErased, run!.finishedAt !== null, run!.refused], [7, true, null])
})
