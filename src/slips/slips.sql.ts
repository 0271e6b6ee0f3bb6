import { sql } from 'kysely'
import type { Channel } from '../law/channel.ts'
import type { Tx } from '../plumbing/database.ts'
import type { LocalDate } from '../values/calendar.ts'
import type { PersonId } from '../values/ids.ts'
import type { GoesWith, RowAnswer, Slip } from './slip.ts'
import type { PictureType } from './slip-picture.ts'

export async function insertSlip(tx: Tx, slip: Slip, sheet: Buffer): Promise<void> {
  await sql`
    insert into slip (person_id, slip_id, made_at, goes_with, invoice_id, language, token_hash, number, after_seq, rows, layout, sheet)
    values (${slip.personId}, ${slip.slipId}, ${slip.madeAt}, ${slip.goesWith}, ${slip.invoiceId}, ${slip.language}, ${slip.tokenHash}, ${slip.number}, ${slip.afterSeq},
      ${JSON.stringify(slip.rows)}::jsonb, ${JSON.stringify(slip.layout)}::jsonb, ${sheet})`.execute(tx.db)
}

const columns = sql`person_id as "personId", slip_id as "slipId", made_at as "madeAt", goes_with as "goesWith", invoice_id as "invoiceId", language,
  token_hash as "tokenHash", number, after_seq as "afterSeq", rows, layout`

export async function selectSlip(tx: Tx, personId: PersonId, slipId: string): Promise<Slip | undefined> {
  const { rows } = await sql<Slip>`select ${columns} from slip where person_id = ${personId} and slip_id = ${slipId}`.execute(tx.db)
  return rows[0]
}

/** The slip of a link. */
export async function selectSlipByToken(tx: Tx, personId: PersonId, tokenHash: Buffer): Promise<Slip | undefined> {
  const { rows } = await sql<Slip>`select ${columns} from slip where person_id = ${personId} and token_hash = ${tokenHash}`.execute(tx.db)
  return rows[0]
}

/** By the number under the code; undefined too where two should have the same. */
export async function selectSlipByNumber(tx: Tx, number: string): Promise<Slip | undefined> {
  const { rows } = await sql<Slip>`select ${columns} from slip where number = ${number} limit 2`.execute(tx.db)
  return rows.length === 1 ? rows[0] : undefined
}

/** What was printed to go with an invoice, or ordered, and its sheet where that is still kept; the newest. */
export async function selectSheetFor(tx: Tx, personId: PersonId, goesWith: GoesWith, invoiceId: string): Promise<{ slipId: string; sheet: Buffer | null } | undefined> {
  const { rows } = await sql<{ slipId: string; sheet: Buffer | null }>`
    select slip_id as "slipId", sheet from slip where person_id = ${personId} and goes_with = ${goesWith} and invoice_id = ${invoiceId}
    order by made_at desc, slip_id desc limit 1`.execute(tx.db)
  return rows[0]
}

export interface ListedSlip extends Pick<Slip, 'slipId' | 'madeAt' | 'goesWith' | 'invoiceId' | 'language' | 'number'> {
  hasSheet: boolean
  answeredAt: Date | null
  hasPicture: boolean
  entrySeqs: readonly number[]
}

/** What was printed for a person, the newest first. */
export async function selectSlips(tx: Tx, personId: PersonId): Promise<ListedSlip[]> {
  const { rows } = await sql<ListedSlip>`
    select s.slip_id as "slipId", s.made_at as "madeAt", s.goes_with as "goesWith", s.invoice_id as "invoiceId", s.language, s.number, s.sheet is not null as "hasSheet",
      a.answered_at as "answeredAt", coalesce(a.picture is not null, false) as "hasPicture", coalesce(a.entry_seqs, '{}') as "entrySeqs"
    from slip s left join slip_answer a on a.person_id = ${personId} and a.slip_id = s.slip_id
    where s.person_id = ${personId} order by s.made_at desc, s.slip_id desc`.execute(tx.db)
  return rows
}

export async function selectSheet(tx: Tx, personId: PersonId, slipId: string): Promise<Buffer | undefined> {
  const { rows } = await sql<{ sheet: Buffer | null }>`select sheet from slip where person_id = ${personId} and slip_id = ${slipId}`.execute(tx.db)
  return rows[0]?.sheet ?? undefined
}

export interface SlipAnswer {
  personId: PersonId
  slipId: string
  signedOn: LocalDate | null
  receivedOn: LocalDate
  recordedBy: { kind: string; id: string | null }
  answers: Readonly<Record<string, RowAnswer>>
  entrySeqs: readonly number[]
  requestIds: readonly string[]
  mediaType: PictureType
  size: number
  sealed: Buffer
}

export async function insertSlipAnswer(tx: Tx, one: SlipAnswer): Promise<void> {
  await sql`
    insert into slip_answer (person_id, slip_id, answered_at, signed_on, received_on, recorded_by_kind, recorded_by_id, answers, entry_seqs, request_ids, media_type, size, picture)
    values (${one.personId}, ${one.slipId}, ${tx.now}, ${one.signedOn}, ${one.receivedOn}, ${one.recordedBy.kind}, ${one.recordedBy.id}, ${JSON.stringify(one.answers)}::jsonb,
      ${one.entrySeqs}::int[], ${one.requestIds}::uuid[], ${one.mediaType}, ${one.size}, ${one.sealed})`.execute(tx.db)
}

/** When a slip was recorded, if it was. */
export async function selectAnsweredAt(tx: Tx, personId: PersonId, slipId: string): Promise<Date | undefined> {
  const { rows } = await sql<{ answeredAt: Date }>`select answered_at as "answeredAt" from slip_answer where person_id = ${personId} and slip_id = ${slipId}`.execute(tx.db)
  return rows[0]?.answeredAt
}

export async function selectPicture(tx: Tx, personId: PersonId, slipId: string): Promise<{ mediaType: PictureType; sealed: Buffer } | undefined> {
  const { rows } = await sql<{ mediaType: PictureType; sealed: Buffer | null }>`
    select media_type as "mediaType", picture as sealed from slip_answer where person_id = ${personId} and slip_id = ${slipId}`.execute(tx.db)
  const [row] = rows
  return row?.sealed ? { mediaType: row.mediaType, sealed: row.sealed } : undefined
}

/** Sheets printed before a moment lose their page (at most so many); returns how many. */
export async function updateSheetsGone(tx: Tx, before: Date, limit: number): Promise<number> {
  const { numAffectedRows } = await sql`
    update slip set sheet = null where (person_id, slip_id) in (
      select person_id, slip_id from slip where sheet is not null and made_at < ${before} order by made_at limit ${limit}) and sheet is not null`.execute(tx.db)
  return Number(numAffectedRows ?? 0n)
}

/** Slips printed before a moment whose questions nobody has closed yet, the oldest first. */
export async function selectOpenSlips(tx: Tx, before: Date, limit: number): Promise<Pick<Slip, 'personId' | 'slipId'>[]> {
  const { rows } = await sql<Pick<Slip, 'personId' | 'slipId'>>`
    select person_id as "personId", slip_id as "slipId" from slip where closed_at is null and made_at < ${before} order by made_at, slip_id limit ${limit}`.execute(tx.db)
  return rows
}

/** What these slips asked, where nothing of the same was said or asked since, through any door. */
export async function selectUnanswered(tx: Tx, slips: readonly Pick<Slip, 'personId' | 'slipId'>[]): Promise<{ personId: PersonId; slipId: string; purpose: string; channel: Channel }[]> {
  const { rows } = await sql<{ personId: PersonId; slipId: string; purpose: string; channel: Channel }>`
    select a.person_id as "personId", a.evidence ->> 'slip' as "slipId", a.purpose, a.channel
    from ledger_entry a
    where a.person_id = any (${slips.map((one) => one.personId)}::uuid[]) and a.kind = 'asked' and a.evidence ->> 'slip' = any (${slips.map((one) => one.slipId)}::text[])
      and not exists (
        select from ledger_entry e
        where e.person_id = a.person_id and e.seq > a.seq and (e.kind = 'stop-asking' or (e.kind in ('given', 'confirmed', 'withdrawn', 'objected', 'asked')
          and coalesce(e.purpose = a.purpose, true) and coalesce(e.channel = a.channel, true))))
    order by a.person_id, a.seq`.execute(tx.db)
  return rows
}

export async function updateSlipsClosed(tx: Tx, slips: readonly Pick<Slip, 'personId' | 'slipId'>[]): Promise<void> {
  await sql`
    update slip s set closed_at = ${tx.now}
    from unnest(${slips.map((one) => one.personId)}::uuid[], ${slips.map((one) => one.slipId)}::uuid[]) as c (person_id, slip_id)
    where s.person_id = c.person_id and s.slip_id = c.slip_id`.execute(tx.db)
}

/** Numbers of what was printed for a person within a time, and the invoice that each lay beside. */
export async function selectSlipNumbers(tx: Tx, personId: PersonId, { since, before }: { since: Date; before: Date }): Promise<{ number: string; invoiceId: string | null }[]> {
  const { rows } = await sql<{ number: string; invoiceId: string | null }>`
    select number, invoice_id as "invoiceId" from slip where person_id = ${personId} and made_at > ${since} and made_at < ${before}`.execute(tx.db)
  return rows
}

/** Slips printed before a moment that never came back, and whose questions have lapsed, are forgotten. */
export async function deleteSilentSlips(tx: Tx, before: Date, limit: number): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from slip where (person_id, slip_id) in (
      select s.person_id, s.slip_id from slip s left join slip_answer a on a.person_id = s.person_id and a.slip_id = s.slip_id
      where s.made_at < ${before} and s.closed_at is not null and a.slip_id is null order by s.made_at limit ${limit})`.execute(tx.db)
  return Number(numAffectedRows ?? 0n)
}

/** Pictures of slips recorded before a moment on which no answer rests that stands. */
export async function updatePicturesGone(tx: Tx, before: Date, limit: number): Promise<number> {
  const { numAffectedRows } = await sql`
    update slip_answer set picture = null where (person_id, slip_id) in (
      select a.person_id, a.slip_id from slip_answer a
      where a.picture is not null and a.answered_at < ${before}
        and not exists (select from standing s where s.person_id = a.person_id and s.seq = any (a.entry_seqs))
      order by a.answered_at limit ${limit}) and picture is not null`.execute(tx.db)
  return Number(numAffectedRows ?? 0n)
}
