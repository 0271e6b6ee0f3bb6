import type { Logger } from 'pino'
import type { DecisionMemory } from '../decisions/decision-memory.ts'
import type { Keeper } from '../keeper/keeper.ts'
import type { LedgerTree } from '../ledger/ledger-tree.ts'
import type { LookBook } from '../looks/look-book.ts'
import type { Settings } from '../plumbing/config.ts'
import type { Database } from '../plumbing/database.ts'
import type { IdentityProviders } from '../plumbing/open-identity-providers.ts'
import type { Admission } from './admission.ts'
import type { Recorder } from './recorder.ts'
import type { KeyRing } from './staff/key-ring.ts'
import type { SeenSessions } from './staff/seen-sessions.ts'

/** What every door is given. */
export interface House {
  readonly database: Database
  readonly keeper: Keeper
  /** The one way in for what people say one by one. */
  readonly recorder: Recorder
  /** Where it is noted who saw whose data; what cannot be noted is not shown. */
  readonly looks: LookBook
  /** The gate's answers in memory; a house that does not run all the time has none, and asks the database. */
  readonly memory?: DecisionMemory
  /** What stands in front of a house that serves: who is let in when there is too much. */
  readonly admission?: Pick<Admission, 'figures' | 'lateMs'>
  /** Keys of other systems. */
  readonly keyRing: KeyRing
  /** When colleagues were last here. */
  readonly seenSessions: SeenSessions
  /** Who recognises colleagues and customers for us, where the settings name somebody. */
  readonly identityProviders?: IdentityProviders
  readonly settings: Settings
  /** The ledger's Merkle tree as this copy holds it; grown from the database when a proof is asked for. */
  readonly tree: LedgerTree
  /** Where people reach this program, without a slash at the end; `settings.publicUrl`, or what it became when the port was got. */
  readonly publicUrl: string
  /** Folder of the built workspace; a folder that is not there serves no workspace. */
  readonly workspaceFolder: string
  /** Leaves out personal data by itself (plumbing/log.ts). */
  readonly log: Logger
}
