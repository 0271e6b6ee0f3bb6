import { sql } from 'kysely'
import type { Tx } from '../plumbing/database.ts'
import type { PersonId } from '../values/ids.ts'
import type { Language } from '../values/text.ts'

/** Where the answer to an erasure goes: all that is left of an address, until it has gone. */
export interface ErasureLetter {
  personId: PersonId
  erasureId: string
  recipient: string
  language: Language
  tries: number
  at: Date
}

export async function insertLetters(tx: Tx, letters: readonly Omit<ErasureLetter, 'tries' | 'at'>[]): Promise<void> {
  if (letters.length === 0) return
  await sql`
    insert into erasure_letter (person_id, erasure_id, recipient, language, tries, not_before, at)
    select l.person_id, l.erasure_id, l.recipient, l.language, 0, ${tx.now}::timestamptz, ${tx.now}::timestamptz
    from unnest(${letters.map((one) => one.personId)}::uuid[], ${letters.map((one) => one.erasureId)}::uuid[], ${letters.map((one) => one.recipient)}::text[],
      ${letters.map((one) => one.language)}::text[]) as l (person_id, erasure_id, recipient, language)`.execute(tx.db)
}

/** The next letter that is due, which no other copy of the program takes until this transaction is over. */
export async function lockDueLetter(tx: Tx): Promise<ErasureLetter | undefined> {
  const { rows } = await sql<ErasureLetter>`
    select person_id as "personId", erasure_id as "erasureId", recipient, language, tries, at from erasure_letter
    where not_before <= ${tx.now} order by not_before limit 1 for update skip locked`.execute(tx.db)
  return rows[0]
}

export async function updateLetterLater(tx: Tx, { personId, erasureId }: ErasureLetter, notBefore: Date): Promise<void> {
  await sql`
    update erasure_letter set tries = tries + 1, not_before = ${notBefore} where person_id = ${personId} and erasure_id = ${erasureId}`.execute(tx.db)
}

/** The address goes, whether the letter arrived or not, and the place where it was says so. */
export async function deleteLetter(tx: Tx, { personId, erasureId }: ErasureLetter, sent: boolean): Promise<void> {
  await sql`delete from erasure_letter where person_id = ${personId} and erasure_id = ${erasureId}`.execute(tx.db)
  await sql`
    update erasure_place set state = 'done', because = null, until = null, counts = ${JSON.stringify({ sent: sent ? 1 : 0 })}::jsonb, at = ${tx.now}
    where person_id = ${personId} and erasure_id = ${erasureId} and place = 'letter'`.execute(tx.db)
}
