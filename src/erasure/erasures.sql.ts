import { sql } from 'kysely'
import type { Tx } from '../plumbing/database.ts'
import { readTraces } from '../plumbing/traces.sql.ts'
import type { PersonId } from '../values/ids.ts'
import type { Erasure, ErasurePlace } from './erasure.ts'

const columns = sql`person_id as "personId", erasure_id as "erasureId", why, request_id as "requestId", asked_at as "askedAt",
  jsonb_build_object('kind', asked_by_kind, 'id', asked_by_id) as "askedBy", language, begun_at as "begunAt", erased_at as "erasedAt"`

/** Writes erasures and their places; one that is gone on with keeps when it was asked for and by whom. */
export async function upsertErasures(tx: Tx, many: readonly (Erasure & { linkHash: Buffer | null; places: readonly Omit<ErasurePlace, 'at'>[] })[]): Promise<void> {
  const list = <Key extends keyof Erasure>(key: Key): Erasure[Key][] => many.map((one) => one[key])
  await sql`
    insert into erasure as e (person_id, erasure_id, why, request_id, asked_at, asked_by_kind, asked_by_id, language, begun_at, erased_at, link_hash)
    select * from unnest(${list('personId')}::uuid[], ${list('erasureId')}::uuid[], ${list('why')}::text[], ${list('requestId')}::uuid[], ${list('askedAt')}::timestamptz[],
      ${many.map((one) => one.askedBy.kind)}::text[], ${many.map((one) => one.askedBy.id)}::text[], ${list('language')}::text[], ${list('begunAt')}::timestamptz[],
      ${list('erasedAt')}::timestamptz[], ${many.map((one) => one.linkHash)}::bytea[])
    on conflict (person_id, erasure_id) do update set erased_at = excluded.erased_at, link_hash = coalesce(excluded.link_hash, e.link_hash)`.execute(tx.db)
  const places = many.flatMap((one) => one.places.map((place) => ({ personId: one.personId, erasureId: one.erasureId, ...place })))
  await sql`
    insert into erasure_place as p (person_id, erasure_id, place, state, counts, because, until, at)
    select n.person_id, n.erasure_id, n.place, n.state, n.counts::jsonb, n.because, n.until, ${tx.now}::timestamptz
    from unnest(${places.map((one) => one.personId)}::uuid[], ${places.map((one) => one.erasureId)}::uuid[], ${places.map((one) => one.place)}::text[],
      ${places.map((one) => one.state)}::text[], ${places.map((one) => JSON.stringify(one.counts))}::text[], ${places.map((one) => one.because)}::text[],
      ${places.map((one) => one.until)}::timestamptz[]) as n (person_id, erasure_id, place, state, counts, because, until)
    on conflict (person_id, erasure_id, place) do update set state = excluded.state, counts = excluded.counts, because = excluded.because,
      until = excluded.until, at = excluded.at`.execute(tx.db)
}

/** What kept a part of these has ended: nothing waits for it any more. */
export async function updateKeepersEnded(tx: Tx, erasures: readonly Pick<Erasure, 'personId' | 'erasureId'>[], places: readonly string[]): Promise<void> {
  await sql`
    update erasure_place p set state = 'done', because = null, until = null, at = ${tx.now}
    from unnest(${erasures.map((one) => one.personId)}::uuid[], ${erasures.map((one) => one.erasureId)}::uuid[]) as e (person_id, erasure_id)
    where p.person_id = any (${erasures.map((one) => one.personId)}::uuid[]) and p.person_id = e.person_id and p.erasure_id = e.erasure_id
      and p.state = 'waits' and p.place = any (${places}::text[])`.execute(tx.db)
}

/** Erasures of these people that wait for a contract, a duty or a hold to end. */
export async function selectOpenErasures(tx: Tx, personIds: readonly PersonId[]): Promise<Erasure[]> {
  const { rows } = await sql<Erasure>`select ${columns} from erasure where person_id = any (${personIds}::uuid[]) and erased_at is null`.execute(tx.db)
  return rows
}

/** The next erasures that wait, in the order in which they began. */
export async function selectWaitingErasures(tx: Tx, after: Date, limit: number): Promise<Erasure[]> {
  const { rows } = await sql<Erasure>`
    select ${columns} from erasure where erased_at is null and begun_at > ${after} order by begun_at, erasure_id limit ${limit}`.execute(tx.db)
  return rows
}

export async function selectErasure(tx: Tx, by: { erasureId: string } | { linkHash: Buffer }): Promise<Erasure | undefined> {
  const { rows } = await sql<Erasure>`
    select ${columns} from erasure where ${'erasureId' in by ? sql`erasure_id = ${by.erasureId}` : sql`link_hash = ${by.linkHash}`}`.execute(tx.db)
  return rows[0]
}

/** The newest first. */
export async function selectErasures(tx: Tx, before: Date | undefined, limit: number): Promise<Erasure[]> {
  const { rows } = await sql<Erasure>`
    select ${columns} from erasure where begun_at < ${before ?? 'infinity'}::timestamptz order by begun_at desc, erasure_id limit ${limit}`.execute(tx.db)
  return rows
}

export async function selectErasurePlaces(tx: Tx, erasures: readonly Pick<Erasure, 'personId' | 'erasureId'>[]): Promise<(ErasurePlace & { erasureId: string })[]> {
  const { rows } = await sql<ErasurePlace & { erasureId: string }>`
    select p.erasure_id as "erasureId", p.place, p.state, p.counts, p.because, p.until, p.at
    from unnest(${erasures.map((one) => one.personId)}::uuid[], ${erasures.map((one) => one.erasureId)}::uuid[]) as e (person_id, erasure_id)
    join erasure_place p on p.person_id = e.person_id and p.erasure_id = e.erasure_id order by p.erasure_id, p.place`.execute(tx.db)
  return rows
}

/** Whether what was deleted by then has left the files of the database, its log among them, as far as that is known. */
export async function isScrubbed(tx: Tx, deletedAt: Date): Promise<boolean> {
  return (await readTraces(tx, deletedAt)).state === 'gone'
}

/** When the newest file came in that waits to be imported; null where none does. */
export async function selectNewestFile(tx: Tx): Promise<Date | null> {
  const { rows } = await sql<{ at: Date | null }>`
    select max(created_at) as at from import where state in ('uploaded', 'rehearsing', 'rehearsed', 'waiting', 'running')`.execute(tx.db)
  return rows[0]!.at
}

export interface KeptHold { personId: PersonId; itemKind: 'document' | 'field' | 'ground'; itemId: string; reason: string; until: Date }

/** What keeps an item of these people from going (trap 8: per item, never the person). */
export async function selectHoldsOf(tx: Tx, personIds: readonly PersonId[]): Promise<KeptHold[]> {
  const { rows } = await sql<KeptHold>`
    select person_id as "personId", item_kind as "itemKind", item_id as "itemId", reason, until
    from hold where person_id = any (${personIds}::uuid[]) and hold_lasts(until, ended_at, ${tx.now}::timestamptz) order by person_id, until`.execute(tx.db)
  return rows
}

export interface KeptDocuments { personId: PersonId; kind: string; country: string | null; count: number; until: string }

/** Issued documents of these people that the books need, by kind and law, with the last day of the last of them (ISO 8601). */
export async function selectDocumentsOf(tx: Tx, personIds: readonly PersonId[]): Promise<KeptDocuments[]> {
  const { rows } = await sql<KeptDocuments>`
    select d.person_id as "personId", d.kind, d.country, count(*)::int as count, max(d.keep_until)::text as until
    from (select distinct u.person_id from unnest(${personIds}::uuid[]) as u (person_id)) as one
    join issued_document d on d.person_id = one.person_id
    group by d.person_id, d.kind, d.country order by d.person_id, until desc, d.kind`.execute(tx.db)
  return rows
}

/** From now on the documents of these people are there for the books alone (art. 17(3)(b), 18). */
export async function updateDocumentsRestricted(tx: Tx, personIds: readonly PersonId[]): Promise<void> {
  await sql`
    update issued_document set restricted_at = ${tx.now} where person_id = any (${personIds}::uuid[]) and restricted_at is null`.execute(tx.db)
}

