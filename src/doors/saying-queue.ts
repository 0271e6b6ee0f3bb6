import type { PersonId } from '../values/ids.ts'

/** Who waits to be recorded; `mayShed`: may be turned away when too many wait. */
export interface Waiting {
  readonly personId: PersonId
  readonly mayShed: boolean
}

/** How many may wait; beyond it the caller is asked to come again. */
export const QUEUE_LIMIT = 2_000
/** Noes are the last to be turned away. */
export const NO_LIMIT = 2 * QUEUE_LIMIT
/** People at a time: more would make everybody wait for the slowest. */
export const BATCH = 256

/**
 * Those who wait, in the order they came. One person is never handed out twice at once: what they said next waits for
 * what they said before, so that their order is kept and each is answered for itself.
 */
export class SayingQueue<Item extends Waiting> {
  #waiting: Item[] = []
  readonly #busy = new Set<PersonId>()

  /** False when too many wait. */
  add(item: Item): boolean {
    if (this.#waiting.length >= (item.mayShed ? QUEUE_LIMIT : NO_LIMIT)) return false
    this.#waiting.push(item)
    return true
  }

  get length(): number {
    return this.#waiting.length
  }

  /** The oldest of each person who is not handed out; they are handed out until they are given back. */
  take(limit = BATCH): Item[] {
    const taken: Item[] = []
    const left: Item[] = []
    for (const item of this.#waiting) {
      if (taken.length >= limit || this.#busy.has(item.personId)) {
        left.push(item)
        continue
      }
      this.#busy.add(item.personId)
      taken.push(item)
    }
    this.#waiting = left
    return taken
  }

  giveBack(item: Item): void {
    this.#busy.delete(item.personId)
  }
}
