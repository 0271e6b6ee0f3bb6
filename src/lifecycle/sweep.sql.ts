import { sql } from 'kysely'
import { noteChange } from '../people/note-change.ts'
import { eachOf } from '../people/people.sql.ts'
import type { Tx } from '../plumbing/database.ts'
import type { PersonId, StaffId } from '../values/ids.ts'
import type { ClockDoubt } from './sweep-clock.ts'

/** What one run of the sweep has done. */
export interface SweepRun {
  slot: string
  begunAt: Date
  finishedAt: Date | null
  refused: ClockDoubt | null
  /** The moment that the clock was held against when it was doubted. */
  knownAt: Date | null
  groundsEnded: number
  valuesEnded: number
  documentsDeleted: number
  peopleErased: number
  /** People who would have been forgotten, but for a hold or an open request. */
  waiting: number
  warned: number
}

const columns = sql`slot, begun_at as "begunAt", finished_at as "finishedAt", refused, known_at as "knownAt", grounds_ended as "groundsEnded",
  values_ended as "valuesEnded", documents_deleted as "documentsDeleted", people_erased as "peopleErased", waiting, warned`

export async function selectRuns(tx: Tx, limit: number): Promise<SweepRun[]> {
  const { rows } = await sql<SweepRun>`select ${columns} from sweep_run order by begun_at desc, slot desc limit ${limit}`.execute(tx.db)
  return rows
}

/** Begins the run of a slot unless it is there; one that was refused begins anew. Returns it as it stands. */
export async function beginRun(tx: Tx, slot: string): Promise<{ run: SweepRun; isNew: boolean }> {
  const begun = await sql<SweepRun>`
    insert into sweep_run as r (slot, begun_at) values (${slot}, ${tx.now})
    on conflict (slot) do update set begun_at = ${tx.now}, refused = null, known_at = null, finished_at = null where r.refused is not null
    returning ${columns}`.execute(tx.db)
  if (begun.rows[0]) return { run: begun.rows[0], isNew: true }
  const { rows } = await sql<SweepRun>`select ${columns} from sweep_run where slot = ${slot}`.execute(tx.db)
  return { run: rows[0]!, isNew: false }
}

/** Journals that the run of a slot did nothing because of the clock; false where that stands there already. */
export async function refuseRun(tx: Tx, slot: string, why: ClockDoubt, knownAt: Date): Promise<boolean> {
  const { rows } = await sql`
    insert into sweep_run (slot, begun_at, finished_at, refused, known_at) values (${slot}, ${tx.now}, ${tx.now}, ${why}, ${knownAt})
    on conflict (slot) do nothing returning slot`.execute(tx.db)
  return rows.length > 0
}

export type SweepCounts = Partial<Pick<SweepRun, 'groundsEnded' | 'valuesEnded' | 'documentsDeleted' | 'peopleErased' | 'waiting' | 'warned'>>

export async function addToRun(tx: Tx, slot: string, more: SweepCounts): Promise<void> {
  await sql`
    update sweep_run set grounds_ended = grounds_ended + ${more.groundsEnded ?? 0}, values_ended = values_ended + ${more.valuesEnded ?? 0},
      documents_deleted = documents_deleted + ${more.documentsDeleted ?? 0}, people_erased = people_erased + ${more.peopleErased ?? 0},
      waiting = waiting + ${more.waiting ?? 0}, warned = warned + ${more.warned ?? 0}
    where slot = ${slot}`.execute(tx.db)
}

export async function finishRun(tx: Tx, slot: string): Promise<void> {
  await sql`update sweep_run set finished_at = ${tx.now} where slot = ${slot} and finished_at is null`.execute(tx.db)
}

/** What is known of the time beside the clock. */
export async function selectKnownTimes(tx: Tx): Promise<{ trustedAt: Date | null; newestHeadAt: Date | null; newestSize: number }> {
  const { rows } = await sql<{ trustedAt: Date | null; newestHeadAt: Date | null; newestSize: number }>`
    with mark as (select trusted_at, ignored_size from clock_mark where what = 'sweep')
    select (select trusted_at from mark) as "trustedAt",
      (select at from ledger_head where size > coalesce((select ignored_size from mark), -1) order by size desc limit 1) as "newestHeadAt",
      (select coalesce(max(size), 0) from ledger_head) as "newestSize"`.execute(tx.db)
  return rows[0]!
}

/** The clock is believed at this moment. */
export async function trustClock(tx: Tx): Promise<void> {
  await sql`
    insert into clock_mark as m (what, trusted_at) values ('sweep', ${tx.now})
    on conflict (what) do update set trusted_at = greatest(m.trusted_at, ${tx.now}::timestamptz)`.execute(tx.db)
}

/** A colleague says that the clock is right, whatever was known: heads signed before are not looked at any more. */
export async function storeClockConfirmed(tx: Tx, ignoredSize: number, by: StaffId): Promise<void> {
  await sql`
    insert into clock_mark (what, trusted_at, ignored_size, confirmed_by, confirmed_at) values ('sweep', ${tx.now}, ${ignoredSize}, ${by}, ${tx.now})
    on conflict (what) do update set trusted_at = ${tx.now}, ignored_size = ${ignoredSize}, confirmed_by = ${by}, confirmed_at = ${tx.now}`.execute(tx.db)
}

/** Of these people, those whom no ground holds any more, today or later. */
export async function selectUnheld(tx: Tx, people: readonly PersonId[]): Promise<PersonId[]> {
  const { rows } = await sql<{ personId: PersonId }>`
    select one.person_id as "personId" from ${eachOf(people)}
    where not exists (select from ground g where g.person_id = one.person_id and (g.hold_until is null or g.hold_until > ${tx.now}::timestamptz))`.execute(tx.db)
  return rows.map((row) => row.personId)
}

export type Waiting = 'hold' | 'request' | 'relation' | 'message'

/** What keeps some of these people from being forgotten although no ground holds them: the first reason of each. */
export async function selectWaits(tx: Tx, people: readonly PersonId[]): Promise<Map<PersonId, Waiting>> {
  const { rows } = await sql<{ personId: PersonId; why: Waiting }>`
    select h.person_id as "personId", 'hold' as why from hold h
      where h.person_id = any (${people}::uuid[]) and h.item_kind <> 'document' and hold_lasts(h.until, h.ended_at, ${tx.now}::timestamptz)
    union all
    select r.person_id, 'request' from request r where r.person_id = any (${people}::uuid[]) and r.answered_at is null
    union all
    select r.other_person_id, 'relation' from relation r where r.other_person_id = any (${people}::uuid[]) and (r.until is null or r.until > ${tx.now}::timestamptz)
    union all
    select m.person_id, 'message' from ${eachOf(people)} join message m on m.person_id = one.person_id where m.state in ('waiting', 'handing-over')`.execute(tx.db)
  return new Map(rows.toReversed().map((row) => [row.personId, row.why]))
}

/** Notes who waits; a ground of theirs is looked at again by the next run. */
export async function storeWaits(tx: Tx, waits: ReadonlyMap<PersonId, Waiting>): Promise<void> {
  if (waits.size === 0) return
  await sql`
    insert into sweep_wait (person_id, since, why)
    select w.person_id, ${tx.now}, w.why from unnest(${[...waits.keys()]}::uuid[], ${[...waits.values()]}::text[]) as w (person_id, why)
    on conflict (person_id) do update set why = excluded.why`.execute(tx.db)
}

export async function deleteWaits(tx: Tx, people: readonly PersonId[]): Promise<void> {
  if (people.length > 0) await sql`delete from sweep_wait where person_id = any (${people}::uuid[])`.execute(tx.db)
}

/** Those who waited when the last run went by, in the order of their ids. */
export async function selectWaiting(tx: Tx, after: PersonId | undefined, limit: number): Promise<{ personId: PersonId; since: Date; why: Waiting }[]> {
  const { rows } = await sql<{ personId: PersonId; since: Date; why: Waiting }>`
    select person_id as "personId", since, why from sweep_wait
    where person_id > ${after ?? '00000000-0000-0000-0000-000000000000'}::uuid order by person_id limit ${limit}`.execute(tx.db)
  return rows
}

/** People of the register without any ground at all. */
export async function selectGroundless(tx: Tx, after: PersonId | undefined, limit: number): Promise<PersonId[]> {
  const { rows } = await sql<{ personId: PersonId }>`
    select p.person_id as "personId" from person p
    where p.person_id > ${after ?? '00000000-0000-0000-0000-000000000000'}::uuid and not exists (select from ground g where g.person_id = p.person_id)
    order by p.person_id limit ${limit}`.execute(tx.db)
  return rows.map((row) => row.personId)
}

/** Ends what is left of grounds whose time of holding is over, of these people, and marks them as swept. Returns how many. */
export async function endOverdueGrounds(tx: Tx, people: readonly PersonId[]): Promise<number> {
  noteChange(tx, people)
  const { numAffectedRows } = await sql`
    update ground set swept_at = ${tx.now}, ended_at = coalesce(ended_at, ${tx.now}), ended_why = coalesce(ended_why, 'retention')
    where person_id = any (${people}::uuid[]) and hold_until <= ${tx.now} and swept_at is null`.execute(tx.db)
  return Number(numAffectedRows ?? 0)
}

/** Yeses that have had their time, of these people: each through its channel, and all of them where nothing holds for their purpose any more. */
export async function selectExpiredYeses(tx: Tx, people: readonly PersonId[]): Promise<{ personId: PersonId; purpose: string; channel: string }[]> {
  const own = await selectOverInChannel(tx, people)
  const all = await selectOverWithGround(tx, people)
  return [...new Map([...own, ...all].map((one) => [`${one.personId} ${one.purpose} ${one.channel}`, one])).values()]
}

/** Yeses through one channel that a later yes through another does not let last longer. */
async function selectOverInChannel(tx: Tx, people: readonly PersonId[]): Promise<{ personId: PersonId; purpose: string; channel: string }[]> {
  const { rows } = await sql<{ personId: PersonId; purpose: string; channel: string }>`
    select person_id as "personId", purpose, channel from standing
    where person_id = any (${people}::uuid[]) and state = 'given' and until <= ${tx.now} order by 1, 2, 3`.execute(tx.db)
  return rows
}

async function selectOverWithGround(tx: Tx, people: readonly PersonId[]): Promise<{ personId: PersonId; purpose: string; channel: string }[]> {
  const over = await selectOverYeses(tx, people)
  if (over.length === 0) return []
  const { rows } = await sql<{ personId: PersonId; purpose: string; channel: string }>`
    select distinct s.person_id as "personId", s.purpose, s.channel
    from unnest(${over.map((one) => one.personId)}::uuid[], ${over.map((one) => one.purpose)}::text[]) as g (person_id, purpose_key)
    join standing s on s.person_id = g.person_id and s.purpose = g.purpose_key and s.state in ('given', 'unconfirmed')
    where not exists (select from ground o where o.person_id = g.person_id and o.purpose_key = g.purpose_key and (o.hold_until is null or o.hold_until > ${tx.now}))
    order by 1, 2, 3`.execute(tx.db)
  return rows
}

/** Grounds of consent whose time is over and which nothing has ended. */
async function selectOverYeses(tx: Tx, people: readonly PersonId[]): Promise<{ personId: PersonId; purpose: string }[]> {
  const { rows } = await sql<{ personId: PersonId; purpose: string }>`
    select person_id as "personId", purpose_key as purpose from ground
    where person_id = any (${people}::uuid[]) and basis = 'consent' and hold_until <= ${tx.now} and ended_at is null`.execute(tx.db)
  return rows
}

/** How many wait, and for what. */
export async function countWaiting(tx: Tx): Promise<{ why: Waiting; people: number }[]> {
  const { rows } = await sql<{ why: Waiting; people: number }>`select why, count(*)::int as people from sweep_wait group by why order by why`.execute(tx.db)
  return rows
}
