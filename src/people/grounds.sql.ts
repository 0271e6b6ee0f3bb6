import { sql } from 'kysely'
import type { Tx } from '../plumbing/database.ts'
import type { PersonId } from '../values/ids.ts'
import { WAITS_FOR_PAYMENT, type Ground } from './ground.ts'
import { noteChange } from './note-change.ts'
import { eachOf } from './people.sql.ts'

const columns = sql`
  g.person_id as "personId", ground_id as "groundId", purpose_key as purpose, basis, since, until, waits_for as "waitsFor", reference,
  product_groups as "productGroups", seller, opt_out_offered as "optOutOffered", last_sale_at as "lastSaleAt", evidence,
  provenance_id as "provenanceId", entry_seq as "entrySeq", ended_at as "endedAt", ended_why as "endedWhy", hold_until as "holdUntil"`

export async function insertGrounds(tx: Tx, grounds: readonly Ground[]): Promise<void> {
  if (grounds.length === 0) return
  noteChange(tx, grounds.map((one) => one.personId))
  const list = <Key extends keyof Ground>(key: Key): Ground[Key][] => grounds.map((one) => one[key])
  await sql`
    insert into ground (person_id, ground_id, purpose_key, basis, since, until, waits_for, reference, product_groups, seller,
      opt_out_offered, last_sale_at, evidence, provenance_id, entry_seq, ended_at, ended_why, hold_until)
    select g.person_id, g.ground_id, g.purpose, g.basis, g.since, g.until, g.waits_for, g.reference,
      array(select jsonb_array_elements_text(g.product_groups::jsonb)), g.seller, g.opt_out_offered, g.last_sale_at, g.evidence::jsonb,
      g.provenance_id, g.entry_seq, g.ended_at, g.ended_why, g.hold_until
    from unnest(
      ${list('personId')}::uuid[], ${list('groundId')}::uuid[], ${list('purpose')}::text[], ${list('basis')}::text[],
      ${list('since')}::timestamptz[], ${list('until')}::timestamptz[], ${list('waitsFor')}::text[], ${list('reference')}::text[],
      ${grounds.map((one) => JSON.stringify(one.productGroups))}::text[], ${list('seller')}::text[], ${list('optOutOffered')}::boolean[],
      ${list('lastSaleAt')}::timestamptz[], ${grounds.map((one) => JSON.stringify(one.evidence))}::text[], ${list('provenanceId')}::uuid[],
      ${list('entrySeq')}::int[], ${list('endedAt')}::timestamptz[], ${list('endedWhy')}::text[], ${list('holdUntil')}::timestamptz[])
      as g (person_id, ground_id, purpose, basis, since, until, waits_for, reference, product_groups, seller, opt_out_offered, last_sale_at,
        evidence, provenance_id, entry_seq, ended_at, ended_why, hold_until)`.execute(tx.db)
}

export async function selectGrounds(tx: Tx, personIds: readonly PersonId[]): Promise<Ground[]> {
  const { rows } = await sql<Ground>`
    select ${columns} from ${eachOf(personIds)} join ground g on g.person_id = one.person_id order by g.person_id, since, ground_id`.execute(tx.db)
  return rows
}

/** Ends grounds from this moment: use ends now, what rested on them may be held until `holdUntil`. */
export async function updateEndedGrounds(
  tx: Tx, endings: readonly { personId: PersonId; groundId: string; why: string; holdUntil: Date }[],
): Promise<void> {
  if (endings.length === 0) return
  noteChange(tx, endings.map((one) => one.personId))
  await sql`
    update ground g set ended_at = ${tx.now}, ended_why = e.why, hold_until = e.hold_until
    from unnest(
      ${endings.map((one) => one.personId)}::uuid[], ${endings.map((one) => one.groundId)}::uuid[],
      ${endings.map((one) => one.why)}::text[], ${endings.map((one) => one.holdUntil)}::timestamptz[]) as e (person_id, ground_id, why, hold_until)
    where g.person_id = any (${endings.map((one) => one.personId)}::uuid[]) and g.person_id = e.person_id and g.ground_id = e.ground_id`.execute(tx.db)
}

/** Lets living grounds last as long as the yes that lasts longest, and names its entry. */
export async function updateLasting(tx: Tx, lasting: readonly { ground: Pick<Ground, 'personId' | 'groundId'>; entrySeq: number; until: Date }[]): Promise<void> {
  if (lasting.length === 0) return
  const people = lasting.map((one) => one.ground.personId)
  noteChange(tx, people)
  await sql`
    update ground g set until = r.until, hold_until = r.until, entry_seq = r.entry_seq, swept_at = null
    from unnest(
      ${people}::uuid[], ${lasting.map((one) => one.ground.groundId)}::uuid[], ${lasting.map((one) => one.entrySeq)}::int[],
      ${lasting.map((one) => one.until)}::timestamptz[]) as r (person_id, ground_id, entry_seq, until)
    where g.person_id = any (${people}::uuid[]) and g.person_id = r.person_id and g.ground_id = r.ground_id`.execute(tx.db)
}

/** Until the end of the transaction nobody else looks at what these people owe, so that two who settle see each other; mails go on. */
export async function lockClaims(tx: Tx, people: readonly PersonId[]): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('claims ' || one.person_id, 0)) from ${eachOf(people.toSorted())}`.execute(tx.db)
}

/** The living grounds of these people that wait for what was invoiced to be paid. */
export async function selectClaimGrounds(tx: Tx, people: readonly PersonId[]): Promise<Ground[]> {
  const { rows } = await sql<Ground>`
    select ${columns} from ${eachOf(people)} join ground g on g.person_id = one.person_id
    where g.waits_for = ${WAITS_FOR_PAYMENT} and g.ended_at is null and (g.until is null or g.until > ${tx.now})`.execute(tx.db)
  return rows
}

/** Lets grounds of claims wait on, or end on the day that is known now. */
export async function updateClaims(tx: Tx, claims: readonly Pick<Ground, 'personId' | 'groundId' | 'until' | 'holdUntil' | 'evidence'>[]): Promise<void> {
  if (claims.length === 0) return
  const people = claims.map((one) => one.personId)
  noteChange(tx, people)
  await sql`
    update ground g set until = c.until, hold_until = c.hold_until, evidence = c.evidence::jsonb, swept_at = null
    from unnest(${people}::uuid[], ${claims.map((one) => one.groundId)}::uuid[], ${claims.map((one) => one.until)}::timestamptz[], ${claims.map((one) => one.holdUntil)}::timestamptz[],
      ${claims.map((one) => JSON.stringify(one.evidence))}::text[]) as c (person_id, ground_id, until, hold_until, evidence)
    where g.person_id = any (${people}::uuid[]) and g.person_id = c.person_id and g.ground_id = c.ground_id`.execute(tx.db)
}

/** People with a ground past its holding that no sweep has looked at yet, a yes past its time, or a blocked value past its day. */
export async function selectPeopleToSweep(tx: Tx, limit: number): Promise<PersonId[]> {
  const { rows } = await sql<{ person_id: PersonId }>`
    select person_id from ground where swept_at is null and hold_until <= ${tx.now}
    union
    select person_id from standing where until <= ${tx.now} and state = 'given'
    union
    select person_id from value_block where delete_after <= ${tx.now}
    limit ${limit}`.execute(tx.db)
  return rows.map((row) => row.person_id)
}

/** Grounds that the sweep has done with are looked at once more: what kept something of these people is gone. */
export async function requeueSwept(tx: Tx, personIds: readonly PersonId[]): Promise<void> {
  await sql`update ground set swept_at = null where person_id = any (${personIds}::uuid[]) and swept_at is not null`.execute(tx.db)
}
