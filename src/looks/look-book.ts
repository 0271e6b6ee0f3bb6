import { AsyncLocalStorage } from 'node:async_hooks'
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Logger } from 'pino'
import type { Database } from '../plumbing/database.ts'
import { Problem } from '../plumbing/errors.ts'
import { actorId, type StaffActor } from '../staff/staff-actor.ts'
import type { Look, Looker, LookWhy, Seen } from './look.ts'
import { lookerOf } from './looker.ts'
import { insertLooks } from './looks.sql.ts'

/** Transactions at a time: while one commits, another is put together. */
const LANES = 2
/** Rows in one transaction; the rest goes with the next. */
const ROWS_TOGETHER = 2_000
/** Whoever comes when so many rows wait is told to come again. */
const ROWS_WAITING = 20_000
/** The same fields of the same person, seen again so soon by the same for the same reason, are the same look: pages ask anew by themselves. */
const SAME_LOOK_MS = 60_000
const LOOKS_REMEMBERED = 50_000

interface Item {
  readonly look: Look
  readonly done: () => void
  readonly failed: (error: unknown) => void
}

/**
 * Where looks are noted. What answers a GET cannot write, so they have a way of their own: what waits is written in one
 * transaction, and each answer waits until it is committed. What cannot be noted must not be shown.
 */
export class LookBook {
  readonly #database: Database
  readonly #log: Pick<Logger, 'error'>
  readonly #waiting: Item[] = []
  /** The lanes belong to no request: they must not run inside the transaction of the one that woke them. */
  readonly #outside = AsyncLocalStorage.snapshot()
  /** When each look was noted that may come again. */
  readonly #noted = new Map<string, number>()
  #rows = 0
  #lanes = 0

  constructor(parts: { database: Database; log: Pick<Logger, 'error'> }) {
    this.#database = parts.database
    this.#log = parts.log
  }

  /** Resolves when it is committed that this caller saw these people. Throws `unavailable` when it cannot be noted. */
  async note({ actor, why, people: all }: { actor: StaffActor; why: LookWhy; people: readonly Seen[] }): Promise<void> {
    const looker = lookerOf(actor)
    const now = this.#database.clock().getTime()
    const people = all.filter((one) => now - (this.#noted.get(nameOf(looker, why, one)) ?? -Infinity) >= SAME_LOOK_MS)
    if (people.length === 0) return
    if (this.#rows > 0 && this.#rows + people.length > ROWS_WAITING) throw new Problem('unavailable', { text: 'looks.not-noted' })
    await new Promise<void>((done, failed) => {
      this.#waiting.push({ look: { looker, why, people }, done, failed })
      this.#rows += people.length
      if (this.#lanes < LANES) void this.#outside(() => this.#lane())
    }).catch((error: unknown) => {
      this.#log.error({ err: error, actor: actorId(actor) }, 'a reading could not be noted, and was refused')
      throw new Problem('unavailable', { text: 'looks.not-noted' })
    })
    if (this.#noted.size + people.length > LOOKS_REMEMBERED) this.#noted.clear()
    for (const one of people) this.#noted.set(nameOf(looker, why, one), now)
  }

  async #lane(): Promise<void> {
    this.#lanes += 1
    // Whatever arrived in the same turn rides along.
    await nextTurn()
    for (let batch = this.#take(); batch.length > 0; batch = this.#take()) {
      try {
        await this.#database.writeByKeys((tx) => insertLooks(tx, batch.map((one) => one.look)))
        for (const item of batch) item.done()
      } catch (error) {
        for (const item of batch) item.failed(error)
      }
    }
    this.#lanes -= 1
  }

  #take(): Item[] {
    let [items, rows] = [0, 0]
    while (items < this.#waiting.length && (items === 0 || rows + this.#waiting[items]!.look.people.length <= ROWS_TOGETHER)) rows += this.#waiting[items++]!.look.people.length
    this.#rows -= rows
    return this.#waiting.splice(0, items)
  }
}

/** What a look is told by: who, as what, why, whom and which fields. */
function nameOf({ id, roles }: Looker, why: LookWhy, { personId, fields }: Seen): string {
  return `${id} ${roles.join(' ')} ${why} ${personId} ${fields.join(' ')}`
}
