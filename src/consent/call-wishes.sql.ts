import { sql } from 'kysely'
import type { Tx } from '../plumbing/database.ts'
import type { PersonId } from '../values/ids.ts'
import { callWishIn, type SaidCallWish } from './call-wish.ts'

/** When these people want to be called, as they said last; whoever never said anything is not there. */
export async function selectCallWishes(tx: Tx, personIds: readonly PersonId[]): Promise<Map<PersonId, SaidCallWish>> {
  const { rows } = await sql<Omit<SaidCallWish, 'wish'> & { personId: PersonId, calls: string | null }>`
    select distinct on (person_id) person_id as "personId", evidence ->> 'calls' as calls, at, actor_kind as by
    from ledger_entry where person_id = any (${personIds}::uuid[]) and kind = 'wished' order by person_id, seq desc`.execute(tx.db)
  return new Map(rows.flatMap(({ personId, calls, at, by }) => {
    const wish = callWishIn(calls)
    return wish ? [[personId, { wish, at, by }] as const] : []
  }))
}
