import type { StaffId } from '../values/ids.ts'
import type { ReplayedAll } from './replay-journal.ts'

/** Two colleagues have taken it upon themselves that nobody can prove which erasures and noes there were. */
export interface Accepted {
  reason: string
  /** Pseudonyms of who asked and who agreed. */
  by: readonly [StaffId, StaffId]
}

/** What a restore did, in numbers and without anybody's name: for the file that proves it, and for the database. */
export interface RestoreProof {
  restorationId: string
  installationId: string
  backup: { id: string; at: string; leaves: number; people: number }
  begunAt: string
  finishedAt: string
  /** What the keeper's journal held, and what took effect again before any door could open. */
  replayed: ReplayedAll
  ended: { apiKeys: number }
  stopped: { mailings: number; messagesUnknown: number; imports: number; exports: number }
  /** Series that go on above the keeper's marks. */
  series: { series: string; above: number }[]
  /** Null where the keeper could prove what was forgotten since. */
  accepted: (Accepted & { journalLines: number }) | null
  ledger: { epoch: number; lastPublished: { size: number; root: string }; lost: { from: number; to: number }; head: string }
}

/** What the file of a proof is signed as, so that it stands in for nothing else. */
export const PROOF_TYPE = 'tillit-restore+jwt'
