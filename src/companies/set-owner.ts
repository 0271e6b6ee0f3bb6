import { lockPeople } from '../people/people.sql.ts'
import { Problem } from '../plumbing/errors.ts'
import type { Tx } from '../plumbing/database.ts'
import type { PersonId } from '../values/ids.ts'
import { deletePersonOwner, selectPersonOwner, upsertPersonOwner, type PersonOwner } from './owners.sql.ts'
import { refuseUnknownOwner } from './refuse-unknown-owner.ts'

/** Says which colleague and which team look after a person; neither: nobody in particular. Throws `not-found`, and `invalid` for who is no colleague. */
export async function setOwner(tx: Tx, personId: PersonId, wish: PersonOwner, by: string): Promise<void> {
  if ((await lockPeople(tx, [personId])).length === 0) throw new Problem('not-found', { text: 'people.unknown' })
  await refuseUnknownOwner(tx, wish, await selectPersonOwner(tx, personId))
  if (wish.owner === null && wish.team === null) await deletePersonOwner(tx, personId)
  else await upsertPersonOwner(tx, personId, wish, by)
}
