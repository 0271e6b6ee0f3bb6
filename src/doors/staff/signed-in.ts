import { Problem } from '../../plumbing/errors.ts'
import type { StaffActor } from '../../staff/staff-actor.ts'

/** The colleague who acts: the gate lets only staff through to these routes (route-table.ts). */
export function signedIn(actor: StaffActor): StaffActor & { kind: 'staff' } {
  if (actor.kind !== 'staff') throw new Problem('forbidden', { text: 'staff.not-for-keys' })
  return actor
}
