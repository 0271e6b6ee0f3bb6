import type { Tx } from '../plumbing/database.ts'
import type { PersonId } from '../values/ids.ts'
import type { Redaction } from './access-copy.ts'
import { insertRedactions } from './copies.sql.ts'
import { openCopy } from './open-copy.ts'

export interface PlaceSaid extends Pick<Redaction, 'place' | 'mark' | 'start' | 'end' | 'kind' | 'shown'> {
  personId: PersonId
  copyId: string
  /** The colleague who looked. */
  by: string
  reason: string
}

/**
 * A colleague says of a place in a text that it stands after all, or marks one (kind `chosen`) that the program did not find.
 * It counts for every copy of this person from now on, as long as the text is the same. Throws `not-found`, or `conflict` when the copy was handed over.
 */
export async function sayOfPlace(tx: Tx, { personId, copyId, by, reason, ...place }: PlaceSaid): Promise<void> {
  await openCopy(tx, personId, copyId)
  await insertRedactions(tx, personId, copyId, [{ ...place, why: place.kind === 'chosen' ? 'colleague' : 'looks-like', decidedBy: by, reason }])
}
