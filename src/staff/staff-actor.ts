import type { StaffId } from '../values/ids.ts'
import type { Session } from './session.ts'
import type { Rights, Role } from './role.ts'

/** Who acts through the API: a colleague who is signed in, or another system by its key. */
export type StaffActor =
  | ({ kind: 'staff'; staffId: StaffId; name: string; sessionExpiresAt: Date; roles: readonly Role[]; seeAs: Role | null } & Rights & Pick<Session, 'sessionId' | 'how' | 'provedAt'>)
  /** Sees and does what its purposes need (key-scope.ts). */
  | { kind: 'key'; apiKeyId: string; name: string; speaksForPerson: boolean; purposes: readonly string[] }

/** The pseudonym that is recorded as the actor; never a name. */
export function actorId(actor: StaffActor): string {
  return actor.kind === 'staff' ? actor.staffId : actor.apiKeyId
}
