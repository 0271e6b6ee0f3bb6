import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ProblemDetails } from '../../src/doors/api/contract.ts'
import type { NotesOfPerson } from '../../src/doors/api/notes-resource.ts'
import type { TimelinePage } from '../../src/doors/api/people-resource.ts'
import { sweepNotes } from '../../src/notes/sweep-notes.ts'
import { endGrounds } from '../../src/people/end-grounds.ts'
import { selectGrounds } from '../../src/people/grounds.sql.ts'
import { selectTimeline } from '../../src/rights/timeline.sql.ts'
import { beginTicket } from '../../src/tickets/begin-ticket.ts'
import type { PersonId } from '../../src/values/ids.ts'
import { bodyOf, signedInStaff, staffedHouse } from '../house.ts'
import { customer } from '../register.ts'

// What colleagues write in their own words: for a purpose, until a day, looked through at the door (rule H5).

const { database, house, app, browser } = await staffedHouse()
const seller = await signedInStaff(app, house, ['seller'])
const finance = await signedInStaff(app, house, ['finance'])
const HOUR = 3_600_000
let people = 0

async function maria(): Promise<{ id: PersonId, path: string }> {
  const { personId } = await customer(database, `maria${people++}@example.org`, { values: { given_name: 'Maria', family_name: 'Lind' } })
  return { id: personId, path: `/api/v1/people/${personId}/notes` }
}
const as = { 'accept-language': 'sv' }
const notesAt = async (path: string, who = browser) => bodyOf<NotesOfPerson>(who('GET', path, undefined, as))
const write = (path: string, text: string, more: object = {}, who = browser) => who('POST', path, { purpose: 'contract', text, ...more }, as)
const refusal = async (answer: Response): Promise<[number, string | undefined, string | undefined]> => {
  const { status, rule, field } = await answer.json() as ProblemDetails
  return [status, rule, field]
}
const wordsIn = async (path: string) => (await notesAt(path)).notes.map(({ text }) => text)
const sweep = () => database.write((tx) => sweepNotes(tx, 100))
const rows = async (table: string, id: PersonId): Promise<number> => (await database.superuser(`select count(*)::int as n from ${table} where person_id = $1`, [id])).rows[0].n

test('H1: a note is for a purpose that the person has a living ground for and the writer a role; it stands with its day, in the timeline too', async () => {
  const { id, path } = await maria()
  assert.deepEqual((await notesAt(path)).purposes.map(({ key }) => key), ['contract'])
  assert.deepEqual(await refusal(await write(path, 'Vill bli ringd före lunch.', { purpose: 'service' })), [422, 'H1', 'purpose'])
  assert.equal((await write(path, 'Vill ha nyheter.', { purpose: 'news' })).status, 403, 'no notes for marketing')
  const { notes: [note] } = await bodyOf<NotesOfPerson>(write(path, 'Vill bli ringd före lunch.', { months: 3 }))
  assert.deepEqual([note!.text, note!.label, note!.mine, note!.until.slice(0, 7)], ['Vill bli ringd före lunch.', 'Ditt avtal', true, new Date(database.now.getTime() + 91 * 24 * HOUR).toISOString().slice(0, 7)])
  const { events } = await bodyOf<TimelinePage>(browser('GET', `/api/v1/people/${id}/timeline`, undefined, as))
  assert.deepEqual(events.filter(({ type }) => type === 'note').map(({ title, detail }) => [title, detail]), [['Anteckning (Ditt avtal)', 'Vill bli ringd före lunch.']])
  assert.equal((await write('/api/v1/people/01963f2a-7c51-7d2e-9a3b-5f6c1d2e3f40/notes', 'x')).status, 404)
})

test('H5: identity numbers and special categories are refused at the door with their rule; names of others and insults are the writer’s own matter', async () => {
  const { id, path } = await maria()
  for (const [text, rule] of [
    ['Pnr 19580412-9806 uppgavs.', 'H5.1'], ['Kort 5301250123456788.', 'H5.2'], ['Hon har diabetes.', 'H5.3'], ['Han är muslim.', 'H5.4'], ['Är fackligt aktiv.', 'H5.5'],
    ['Är vänsterpartist.', 'H5.6'], ['Har kurdisk bakgrund.', 'H5.7'], ['Hon är lesbisk.', 'H5.8'], ['Sitter i fängelse.', 'H5.9'],
  ] as const) assert.deepEqual(await refusal(await write(path, text)), [422, rule, 'text'], text)
  assert.equal(await rows('note', id), 0)
  assert.equal((await write(path, 'Grannen Gunnel Fors har nyckel.')).status, 200)
  assert.equal((await write(path, 'Maria Lind vill ha sex stycken.')).status, 200, 'her own name, and a number')
})

test('H5: a reason lets a text through once, and is noted with who and which rule, never with the words', async () => {
  const { id, path } = await maria()
  assert.deepEqual(await refusal(await write(path, 'Hon har diabetes.', { reason: 'Hon har diabetes och bad om det.' })), [400, 'H5.3', 'reason'])
  const { notes: [note] } = await bodyOf<NotesOfPerson>(write(path, 'Hon har diabetes.', { reason: 'Hon bad oss uttryckligen att minnas det vid leverans.' }))
  assert.deepEqual(note!.kept.map(({ rules, reason }) => [rules, reason]), [[['H5.3'], 'Hon bad oss uttryckligen att minnas det vid leverans.']])
  assert.equal((await browser('PUT', `${path}/${note!.id}`, { text: 'Hon har diabetes, ring först.' }, as)).status, 200, 'the same rule of the same note')
  assert.deepEqual(await refusal(await browser('PUT', `${path}/${note!.id}`, { text: 'Hon är muslim.' }, as)), [422, 'H5.4', 'text'])
  const { rows: kept } = await database.superuser('select * from text_override where person_id = $1', [id])
  assert.equal(kept.length, 1)
  assert.doesNotMatch(JSON.stringify(kept), /diabetes/i)
  await assert.rejects(database.write((tx) => tx.db.deleteFrom('text_override' as never).execute()), /permission denied/)
})

test('only whoever wrote a note writes it anew; taken away it is nowhere, for a day it can be brought back, and then it is gone', async () => {
  const { id, path } = await maria()
  const { notes: [note] } = await bodyOf<NotesOfPerson>(write(path, 'Ringer på tisdag.'))
  assert.equal((await seller.browser('PUT', `${path}/${note!.id}`, { text: 'Något annat.' }, as)).status, 403)
  await browser('PUT', `${path}/${note!.id}`, { text: 'Ringer på onsdag.' }, as)
  assert.deepEqual(await wordsIn(path), ['Ringer på onsdag.'])
  assert.equal((await seller.browser('DELETE', `${path}/${note!.id}`, {}, as)).status, 200)
  assert.deepEqual(await wordsIn(path), [])
  assert.deepEqual((await database.read((tx) => selectTimeline(tx, id, { limit: 10, notes: ['contract'] }))).filter(({ type }) => type === 'note'), [])
  assert.equal((await browser('POST', `${path}/${note!.id}/restorations`, {}, as)).status, 200)
  assert.deepEqual(await wordsIn(path), ['Ringer på onsdag.'])
  await browser('DELETE', `${path}/${note!.id}`, {}, as)
  await sweep()
  assert.equal(await rows('note', id), 1)
  const before = database.now
  database.now = new Date(before.getTime() + 25 * HOUR)
  await sweep()
  assert.equal(await rows('note', id), 0)
  database.now = before
})

test('H3: a note ends on its day, and with the last ground for its purpose; from then nobody is shown it, sweep or not', async () => {
  const { id, path } = await maria()
  await write(path, 'Kort sagt.', { months: 1 })
  await write(path, 'Länge sagt.', { months: 24 })
  const before = database.now
  database.now = new Date(before.getTime() + 40 * 24 * HOUR)
  const read = () => database.read((tx) => selectTimeline(tx, id, { limit: 10, notes: ['contract'] }))
  assert.deepEqual((await read()).filter(({ type }) => type === 'note').map(({ detail }) => detail), ['Länge sagt.'])
  await database.write(async (tx) => endGrounds(tx, await selectGrounds(tx, [id]), 'contract-end'))
  // The claims of a contract lapse after three years: its values are held so long, and the note no longer than its own day.
  database.now = new Date(before.getTime() + 400 * 24 * HOUR)
  assert.equal((await read()).filter(({ type }) => type === 'note').length, 1)
  await database.superuser('update ground set hold_until = $2 where person_id = $1', [id, database.now])
  assert.deepEqual((await read()).filter(({ type }) => type === 'note'), [])
  assert.equal(await rows('note', id), 2)
  await sweep()
  assert.equal(await rows('note', id), 0)
  database.now = before
})

test('notes are shown to those whose roles are for their purpose and see who people are; others do not learn that there are any', async () => {
  const { id, path } = await maria()
  await write(path, 'Betalar alltid i tid.', {}, seller.browser)
  assert.deepEqual((await notesAt(path, finance.browser)).notes.map(({ text, mine }) => [text, mine]), [['Betalar alltid i tid.', false]])
  await database.superuser(`insert into ground (person_id, ground_id, purpose_key, basis, since) values ($1, gen_random_uuid(), 'service', 'contract', $2)`, [id, database.now])
  await write(path, 'Klagade på leveransen.', { purpose: 'service' })
  assert.deepEqual((await notesAt(path, finance.browser)).notes.map(({ text }) => text), ['Betalar alltid i tid.'])
  const { events } = await bodyOf<TimelinePage>(finance.browser('GET', `/api/v1/people/${id}/timeline`, undefined, as))
  assert.deepEqual(events.filter(({ type }) => type === 'note').map(({ detail }) => detail), ['Betalar alltid i tid.'])
  assert.equal((await write(path, 'x', {}, finance.browser)).status, 403)
})

test('what does not belong in a note is offered the field that is made for it, where a living ground needs the field', async () => {
  const { id, path } = await maria()
  assert.deepEqual((await notesAt(path)).offers, [])
  await database.superuser(`insert into ground (person_id, ground_id, purpose_key, basis, since) values ($1, gen_random_uuid(), 'service', 'contract', $2), ($1, gen_random_uuid(), 'invoicing', 'contract', $2)`, [id, database.now])
  assert.deepEqual((await notesAt(path)).offers.map(({ kind, field }) => [kind, field]), [['identity-number', 'identity_number'], ['health', 'health_note']])
  assert.deepEqual((await notesAt(path, seller.browser)).offers, [], 'fields that a seller may not write')
})

test('H5: an answer to a question about an invoice is looked through in the same way; what the customer wrote stands as it is', async () => {
  const { id } = await maria()
  const invoiceId = '01963f2a-7c51-7d2e-9a3b-5f6c1d2e3f41'
  const { ticketId: questionId } = await database.write((tx) => beginTicket(tx, house.keeper, {
    of: { personId: id as PersonId, who: 'known' }, source: 'invoice', subject: 'Faktura 1', words: 'Jag har diabetes, kan ni vänta?', language: 'sv', invoiceId, by: { kind: 'person', id },
  }))
  const path = `/api/v1/people/${id}/invoices/${invoiceId}/questions`
  const answer = (body: object) => browser('POST', `${path}/${questionId}/answers`, body, as)
  assert.deepEqual(await refusal(await answer({ answer: 'Vi minns att du har diabetes.' })), [422, 'H5.3', 'answer'])
  const { questions: [one] } = await bodyOf<{ questions: { words: string, answer: string }[] }>(answer({ answer: 'Vi väntar gärna en månad.' }))
  assert.deepEqual([one!.words, one!.answer], ['Jag har diabetes, kan ni vänta?', 'Vi väntar gärna en månad.'])
})
