import type { Keeper, SignedHead } from '../keeper/keeper.ts'
import type { Database } from '../plumbing/database.ts'
import { readQueue } from './ledger.sql.ts'
import type { LedgerTree } from './ledger-tree.ts'
import { sequenceEntries } from './sequence-entries.ts'
import { signHead } from './sign-head.ts'
import { type Lease, takeLease } from './take-lease.ts'

/** Whoever appends leaves holds the row of this lease. */
export const SEQUENCER_LEASE = 'sequencer'
const LEASE_MS = 10_000
const BATCH = 2_000

/** One copy's attempt to be the sequencer (rule L5); the clock calls `step` at most a second apart. */
export class Sequencer {
  readonly #database: Database
  readonly #keeper: Keeper
  readonly #tree: LedgerTree
  readonly #holder: string
  #lease: Lease | undefined

  /** `holder` names this copy of the program, e.g. a random id made at its start. */
  constructor(parts: { database: Database; keeper: Keeper; tree: LedgerTree; holder: string }) {
    this.#database = parts.database
    this.#keeper = parts.keeper
    this.#tree = parts.tree
    this.#holder = parts.holder
  }

  /** Places everything that waits and signs one head over it. Does nothing while another copy is the sequencer. */
  async step(): Promise<{ sequenced: number; head: SignedHead | undefined }> {
    // Most of the time there is nothing to do, and then nothing is written, not even the lease.
    const { pending, size, signed } = await this.#database.read(readQueue)
    const published = this.#keeper.lastHead?.size ?? 0
    if (!pending && size === signed && size === published) return { sequenced: 0, head: undefined }
    const lease = await this.#database.write((tx) => takeLease(tx, SEQUENCER_LEASE, this.#holder, LEASE_MS))
    if (!lease) return { sequenced: 0, head: undefined }
    // Whoever had the lease before may have published heads that this copy has not seen.
    if (lease.token !== this.#lease?.token) await this.#keeper.followHeads()
    this.#lease = lease
    let sequenced = 0
    for (let more = true; more; ) {
      const placed = await this.#database.write((tx) => sequenceEntries(tx, lease, BATCH))
      sequenced += placed
      more = placed === BATCH
    }
    const head = await this.#database.write((tx) => signHead(tx, lease, this.#tree, this.#keeper))
    return { sequenced, head }
  }
}
