import { holdLease } from '../ledger/hold-lease.ts'
import { takeLease, type Lease } from '../ledger/take-lease.ts'
import type { Database } from '../plumbing/database.ts'
import { changesWait, deleteOldChanges } from './change-log.sql.ts'
import type { DecisionMemory } from './decision-memory.ts'
import { deleteDecisionRows, upsertDecisionRows, upsertMark } from './decision-rows.sql.ts'
import { placeChanges } from './place-changes.ts'

const LEASE = 'change-log'
const LEASE_MS = 10_000
const ROWS_AT_A_TIME = 2_000
/** A copy that was away for longer begins anew. */
const KEPT_HOURS = 24
const HOUR_MS = 3_600_000

/** One copy's attempt to be the one that gives changes their places and stores the answers for the next start. */
export class ChangeLogKeeper {
  readonly #database: Database
  readonly #memory: DecisionMemory
  readonly #holder: string
  #marked = -1

  /** `holder` names this copy of the program in leases. */
  constructor(parts: { database: Database; memory: DecisionMemory; holder: string }) {
    this.#database = parts.database
    this.#memory = parts.memory
    this.#holder = parts.holder
  }

  /** Places what waits. True when there may be more; does nothing while another copy is the keeper. */
  async place(): Promise<boolean> {
    // Most of the time there is nothing to do, and then not even the database is asked.
    if (!this.#memory.changesWait || !(await this.#database.read(changesWait))) return false
    const lease = await this.#lease()
    return lease !== undefined && this.#database.write((tx) => placeChanges(tx, lease))
  }

  /** Stores answers that were worked out since. True when there may be more. */
  async store(): Promise<boolean> {
    const lease = this.#memory.hasUnstored(this.#marked) ? await this.#lease() : undefined
    const taken = lease && this.#memory.takeUnstored(ROWS_AT_A_TIME)
    if (!lease || !taken) return false
    try {
      await this.#database.write(async (tx) => {
        await holdLease(tx, lease)
        await upsertDecisionRows(tx, taken.layout, taken.settled, taken.rows)
        await deleteDecisionRows(tx, taken.gone)
        // The mark says that everything before it is stored, so it goes last.
        if (!taken.more) await upsertMark(tx, taken.layout, taken.settled)
      })
    } catch (error) {
      this.#memory.giveBackUnstored(taken.rows, taken.gone)
      throw error
    }
    if (!taken.more) this.#marked = taken.settled
    return taken.more
  }

  /** Clears away what everybody must have read. */
  async clear(): Promise<void> {
    const layout = this.#memory.layoutName
    if (layout === undefined) return
    await this.#database.write((tx) => deleteOldChanges(tx, layout, new Date(tx.now.getTime() - KEPT_HOURS * HOUR_MS)))
  }

  async #lease(): Promise<Lease | undefined> {
    return this.#database.write((tx) => takeLease(tx, LEASE, this.#holder, LEASE_MS))
  }
}
