import { sql } from 'kysely'
import { noteChange } from '../people/note-change.ts'
import { eachOf } from '../people/people.sql.ts'
import { copyInto } from '../plumbing/copy.sql.ts'
import type { Tx } from '../plumbing/database.ts'
import { inOneGo } from '../plumbing/pipelined.ts'
import type { PersonId } from '../values/ids.ts'
import type { YesEnd } from './yes-end.ts'
import { NO_STANDING, choiceKey, type ChoiceStanding, type RestrictionStanding, type Standing } from './standing.ts'

/** The stored standing of these people; somebody without entries stands at nothing. */
export async function selectStandings(tx: Tx, personIds: readonly PersonId[]): Promise<Map<PersonId, Standing>> {
  const [heads, choices, restrictions] = await inOneGo(tx, [() => selectHeads(tx, personIds), () => selectChoices(tx, personIds), () => selectRestrictions(tx, personIds)])
  const found = new Map<PersonId, Standing>(personIds.map((personId) => [personId, NO_STANDING]))
  for (const { personId, ...head } of heads) found.set(personId, { ...head, choices: new Map(), restrictions: new Map() })
  for (const { personId, ...choice } of choices) found.get(personId)!.choices.set(choiceKey(choice.purpose, choice.channel), choice)
  for (const { personId, ...one } of restrictions) found.get(personId)!.restrictions.set(choiceKey(one.purpose, one.fieldKey), one)
  return found
}

type OfPerson<Row> = Row & { personId: PersonId }

async function selectHeads(tx: Tx, personIds: readonly PersonId[]) {
  const { rows } = await sql<OfPerson<Pick<Standing, 'lastSeq' | 'stopAskingSince' | 'lastNoAt' | 'lastAskedAt'>>>`
    select s.person_id as "personId", last_seq as "lastSeq", stop_asking_since as "stopAskingSince", last_no_at as "lastNoAt", last_asked_at as "lastAskedAt"
    from ${eachOf(personIds)} join person_standing s on s.person_id = one.person_id`.execute(tx.db)
  return rows
}

async function selectChoices(tx: Tx, personIds: readonly PersonId[]) {
  const { rows } = await sql<OfPerson<ChoiceStanding>>`
    select s.person_id as "personId", purpose, channel, state, contact_point_id as "contactPointId", frequency, since, seq,
      purpose_version as "purposeVersion", unproved, lifted
    from ${eachOf(personIds)} join standing s on s.person_id = one.person_id`.execute(tx.db)
  return rows
}

async function selectRestrictions(tx: Tx, personIds: readonly PersonId[]) {
  const { rows } = await sql<OfPerson<RestrictionStanding>>`
    select person_id as "personId", purpose, field_key as "fieldKey", since, seq
    from restriction where person_id = any (${personIds}::uuid[])`.execute(tx.db)
  return rows
}

/** When yeses of these people end by themselves, as it is stored; the rules say it anew (`yesEnds`). */
export async function selectYesEnds(tx: Tx, personIds: readonly PersonId[]): Promise<{ personId: PersonId; purpose: string; channel: string; until: Date }[]> {
  const { rows } = await sql<{ personId: PersonId; purpose: string; channel: string; until: Date }>`
    select s.person_id as "personId", purpose, channel, until from ${eachOf(personIds)} join standing s on s.person_id = one.person_id where until is not null`.execute(tx.db)
  return rows
}

/** Stores what stands now, given what stood before, with the day a yes ends by itself: only rows that changed are written. */
export async function storeStandings(tx: Tx, changes: readonly { personId: PersonId; before: Standing; after: Standing }[], endOf: YesEnd): Promise<void> {
  noteChange(tx, changes.map((one) => one.personId))
  await inOneGo(tx, [
    () => upsertHeads(tx, changes),
    () => upsertChoices(tx, changes.flatMap(({ personId, before, after }) =>
    [...after.choices].filter(([key, choice]) => before.choices.get(key) !== choice).map(([, choice]) => ({ personId, choice }))), endOf),
    () => upsertRestrictions(tx, changes.flatMap(({ personId, before, after }) =>
    [...after.restrictions].filter(([key, one]) => before.restrictions.get(key) !== one).map(([, one]) => ({ personId, one })))),
    () => deleteRestrictions(tx, changes.flatMap(({ personId, before, after }) =>
    [...before.restrictions].filter(([key]) => !after.restrictions.has(key)).map(([, one]) => ({ personId, one })))),
  ])
}

/** Stores what people stand at of whom nothing is stored. */
export async function copyStandings(tx: Tx, changes: readonly { personId: PersonId; after: Standing }[], endOf: YesEnd): Promise<void> {
  noteChange(tx, changes.map((one) => one.personId))
  await copyInto(tx, 'person_standing', ['person_id', 'last_seq', 'stop_asking_since', 'last_no_at', 'last_asked_at'],
    changes.map(({ personId, after }) => [personId, after.lastSeq, after.stopAskingSince, after.lastNoAt, after.lastAskedAt]))
  await copyInto(tx, 'standing', [
    'person_id', 'purpose', 'channel', 'state', 'contact_point_id', 'frequency', 'since', 'seq', 'purpose_version', 'unproved', 'lifted', 'until',
  ], changes.flatMap(({ personId, after }) => [...after.choices.values()].map((one) => [
    personId, one.purpose, one.channel, one.state, one.contactPointId, one.frequency, one.since, one.seq, one.purposeVersion, one.unproved, one.lifted, endOf(one),
  ])))
  await upsertRestrictions(tx, changes.flatMap(({ personId, after }) => [...after.restrictions.values()].map((one) => ({ personId, one }))))
}

/** Forgets what these people stand at; what their entries amount to is to be stored in the same transaction. */
export async function deleteStandings(tx: Tx, personIds: readonly PersonId[]): Promise<void> {
  if (personIds.length === 0) return
  noteChange(tx, personIds)
  await sql`delete from standing where person_id = any (${personIds}::uuid[])`.execute(tx.db)
  await sql`delete from restriction where person_id = any (${personIds}::uuid[])`.execute(tx.db)
}

async function deleteRestrictions(tx: Tx, rows: readonly { personId: PersonId; one: RestrictionStanding }[]): Promise<void> {
  if (rows.length === 0) return
  await sql`
    delete from restriction r
    using unnest(${rows.map((row) => row.personId)}::uuid[], ${rows.map((row) => row.one.purpose)}::text[], ${rows.map((row) => row.one.fieldKey)}::text[])
      as d (person_id, purpose, field_key)
    where r.person_id = any (${rows.map((row) => row.personId)}::uuid[])
      and r.person_id = d.person_id and r.purpose = d.purpose and r.field_key = d.field_key`.execute(tx.db)
}

async function upsertHeads(tx: Tx, changes: readonly { personId: PersonId; after: Standing }[]): Promise<void> {
  if (changes.length === 0) return
  const list = <Key extends keyof Standing>(key: Key): Standing[Key][] => changes.map((one) => one.after[key])
  await sql`
    insert into person_standing (person_id, last_seq, stop_asking_since, last_no_at, last_asked_at)
    select * from unnest(${changes.map((one) => one.personId)}::uuid[], ${list('lastSeq')}::int[], ${list('stopAskingSince')}::timestamptz[],
      ${list('lastNoAt')}::timestamptz[], ${list('lastAskedAt')}::timestamptz[])
    on conflict (person_id) do update set last_seq = excluded.last_seq, stop_asking_since = excluded.stop_asking_since,
      last_no_at = excluded.last_no_at, last_asked_at = excluded.last_asked_at`.execute(tx.db)
}

async function upsertChoices(tx: Tx, rows: readonly { personId: PersonId; choice: ChoiceStanding }[], endOf: YesEnd): Promise<void> {
  if (rows.length === 0) return
  const list = <Key extends keyof ChoiceStanding>(key: Key): ChoiceStanding[Key][] => rows.map((one) => one.choice[key])
  await sql`
    insert into standing (person_id, purpose, channel, state, contact_point_id, frequency, since, seq, purpose_version, unproved, lifted, until)
    select * from unnest(${rows.map((one) => one.personId)}::uuid[], ${list('purpose')}::text[], ${list('channel')}::text[], ${list('state')}::text[],
      ${list('contactPointId')}::uuid[], ${list('frequency')}::text[], ${list('since')}::timestamptz[], ${list('seq')}::int[],
      ${list('purposeVersion')}::int[], ${list('unproved')}::boolean[], ${list('lifted')}::text[], ${rows.map((one) => endOf(one.choice))}::timestamptz[])
    on conflict (person_id, purpose, channel) do update set state = excluded.state, contact_point_id = excluded.contact_point_id,
      frequency = excluded.frequency, since = excluded.since, seq = excluded.seq, purpose_version = excluded.purpose_version,
      unproved = excluded.unproved, lifted = excluded.lifted, until = excluded.until`.execute(tx.db)
}

async function upsertRestrictions(tx: Tx, rows: readonly { personId: PersonId; one: RestrictionStanding }[]): Promise<void> {
  if (rows.length === 0) return
  await sql`
    insert into restriction (person_id, purpose, field_key, since, seq)
    select * from unnest(${rows.map((row) => row.personId)}::uuid[], ${rows.map((row) => row.one.purpose)}::text[],
      ${rows.map((row) => row.one.fieldKey)}::text[], ${rows.map((row) => row.one.since)}::timestamptz[], ${rows.map((row) => row.one.seq)}::int[])
    on conflict (person_id, purpose, field_key) do update set since = excluded.since, seq = excluded.seq`.execute(tx.db)
}
