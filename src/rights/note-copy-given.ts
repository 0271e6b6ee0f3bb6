import type { Looker } from '../looks/look.ts'
import { insertLooks } from '../looks/looks.sql.ts'
import { insertUses } from '../people/use-records.sql.ts'
import type { Tx } from '../plumbing/database.ts'
import { newId, type PersonId } from '../values/ids.ts'

/** Who took a copy out: the person, or a colleague who looks at it on the way. */
export type CopyTaker = { kind: 'person' } | { kind: 'staff'; id: string; looker: Looker }

/** What is seen of somebody whose whole copy is seen. */
const SEEN = ['name', 'choices', 'grounds', 'relations', 'history', 'messages'] as const
/** A copy is owed by law (art. 15): that it was given rests on this line of the rules. */
const DUTY = 'D3b'

/**
 * Notes that a copy of everything that is held was given, before it is: a use that the person sees (rule D6) and, where a
 * colleague took it out, a look at all of it. `fields` are the keys of the values in it.
 */
export async function noteCopyGiven(tx: Tx, personId: PersonId, taker: CopyTaker, fields: readonly string[]): Promise<void> {
  const actor = taker.kind === 'person' ? { kind: 'person', id: personId } : { kind: 'staff', id: taker.id }
  await insertUses(tx, [{
    personId, useId: newId(tx.now), kind: 'exported', purpose: 'rights', channel: 'none', contactPointId: null, rule: DUTY, groundId: null, entrySeq: null, mailingId: null, subject: null, actor,
  }])
  if (taker.kind === 'staff') await insertLooks(tx, [{ looker: taker.looker, why: 'export', people: [{ personId, fields: [...new Set([...SEEN, ...fields])] }] }])
}
