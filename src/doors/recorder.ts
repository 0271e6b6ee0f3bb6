import { AsyncLocalStorage } from 'node:async_hooks'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { recordChoices, type Recording } from '../consent/record-choices.ts'
import { sayNo } from '../consent/say-no.ts'
import type { Keeper } from '../keeper/keeper.ts'
import type { Database, Tx } from '../plumbing/database.ts'
import { Problem } from '../plumbing/errors.ts'
import { isPassing } from '../plumbing/passing-error.ts'
import type { PersonId } from '../values/ids.ts'
import { claimRequests } from './idempotency.sql.ts'
import { ask, readAtDoor, recordTogether, tellAndAnswer, type Concluded } from './record-together.ts'
import type { Heard, Saying } from './saying.ts'
import { SayingQueue } from './saying-queue.ts'

/** Batches at a time: while one waits for the database, another is put together. */
const LANES = 2
/** People who must wait before another batch begins beside one that runs: a batch costs much the same for few as for many. */
const WORTH_A_LANE = 24
/** Transactions of single people at a time; the pool has room for others beside them. */
const ALONE = 4

interface Item {
  readonly personId: PersonId
  readonly mayShed: boolean
  readonly saying: Saying
  readonly done: (heard: Heard) => void
  readonly failed: (error: unknown) => void
}

/**
 * The one way in for what people say one by one. What waits is recorded together: one transaction, one write to the
 * keeper, one commit for all of it; each is answered after that commit, for itself.
 */
export class Recorder {
  readonly #database: Database
  readonly #keeper: Pick<Keeper, 'journal' | 'keys'>
  readonly #queue = new SayingQueue<Item>()
  /** The lanes belong to no request: they must not run inside the transaction of the one that woke them. */
  readonly #outside = AsyncLocalStorage.snapshot()
  readonly #alone: Item[] = []
  #lanes = 0
  #busyAlone = 0

  constructor(parts: { database: Database; keeper: Pick<Keeper, 'journal' | 'keys'> }) {
    this.#database = parts.database
    this.#keeper = parts.keeper
  }

  /** Resolves when it is committed. Throws a Problem where it may not be recorded, or when too many wait. */
  async record(saying: Saying): Promise<Heard> {
    return new Promise((done, failed) => {
      const item: Item = { personId: saying.personId, mayShed: !saying.onlyNoes, saying, done, failed }
      if (!this.#queue.add(item)) return failed(new Problem('unavailable', { text: 'api.busy' }))
      this.#wake()
    })
  }

  #wake(): void {
    if (this.#lanes >= LANES || this.#queue.length < (this.#lanes === 0 ? 1 : WORTH_A_LANE)) return
    this.#lanes += 1
    void this.#outside(() => this.#lane())
  }

  async #lane(): Promise<void> {
    // Whatever arrived in the same turn rides along.
    await nextTurn()
    for (let batch = this.#queue.take(); batch.length > 0; batch = this.#queue.take()) await this.#together(batch)
    this.#lanes -= 1
  }

  async #together(batch: Item[]): Promise<void> {
    try {
      const outcomes = await this.#database.writeByKeys((tx) => recordTogether(tx, this.#keeper, batch.map((one) => one.saying)))
      for (const [index, item] of batch.entries()) {
        const outcome = outcomes[index]!
        if (outcome === 'held') this.#goAlone(item)
        else this.#settle(item, outcome)
      }
    } catch (error) {
      // Nothing was recorded, or nobody knows. One that cannot be must not take the others with it; where the database is away, each would fail.
      for (const item of batch) {
        if (isPassing(error)) this.#fail(item, error)
        else this.#goAlone(item)
      }
    }
  }

  #goAlone(item: Item): void {
    this.#alone.push(item)
    if (this.#busyAlone >= ALONE) return
    this.#busyAlone += 1
    void this.#aloneInTurn()
  }

  async #aloneInTurn(): Promise<void> {
    for (let item = this.#alone.shift(); item; item = this.#alone.shift()) {
      const { saying } = item
      try {
        this.#settle(item, await this.#database.asOne((tx) => this.#recordAlone(tx, saying)))
      } catch (error) {
        this.#fail(item, error)
      }
    }
    this.#busyAlone -= 1
  }

  /** In a transaction of its own, and waiting for the lock: a no for two seconds (rule D5), anything else as long as a hand-over may take. */
  async #recordAlone(tx: Tx, saying: Saying): Promise<Concluded> {
    const [earlier] = await claimRequests(tx, saying.once ? [saying.once.request] : [])
    if (earlier) return { earlier }
    const sayers = await readAtDoor(tx, [saying.personId])
    const { choices, problem } = ask(saying, sayers)
    const recording = await this.#say(saying, choices)
    const [outcome] = await tellAndAnswer(tx, this.#keeper, [{ saying, choices, recording, ...(problem && { problem }) }], sayers)
    return outcome!
  }

  /** Parts of the transaction around them. */
  async #say(saying: Saying, choices: ReturnType<Saying['choices']>): Promise<Recording | undefined> {
    if (choices.length === 0) return { outcomes: [], ended: [], blocked: [] }
    if (saying.onlyNoes) return (await sayNo(this.#database, this.#keeper, choices)).recording
    return this.#database.write((tx) => recordChoices(tx, this.#keeper, choices))
  }

  #settle(item: Item, outcome: Concluded): void {
    if ('problem' in outcome) return this.#fail(item, outcome.problem)
    this.#queue.giveBack(item)
    item.done(outcome)
    this.#wake()
  }

  #fail(item: Item, error: unknown): void {
    this.#queue.giveBack(item)
    item.failed(error)
    this.#wake()
  }
}
