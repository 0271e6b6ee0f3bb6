import { actorId, type StaffActor } from '../staff/staff-actor.ts'
import type { Looker } from './look.ts'

/** Who looks, as what they are at this moment: the key of a starter role, which is a word of the program, or the name that the company gave. */
export function lookerOf(actor: StaffActor): Looker {
  return { kind: actor.kind, id: actorId(actor), roles: actor.kind === 'staff' ? actor.roles.map(({ key, name }) => name ?? key) : [] }
}
