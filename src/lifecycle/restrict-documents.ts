import type { Tx } from '../plumbing/database.ts'
import type { PersonId } from '../values/ids.ts'
import { updateRestricted } from './documents.sql.ts'

/** What these people were sent stays for the books alone: the people themselves are forgotten (art. 17(3)(b)). */
export async function restrictDocuments(tx: Tx, personIds: readonly PersonId[]): Promise<void> {
  if (personIds.length > 0) await updateRestricted(tx, personIds)
}
