import type { PersonId } from '../values/ids.ts'

/** People without answers are remembered by id up to so many; beyond that everybody is looked through. */
const MOST_NEWCOMERS = 20_000

/** Whose answers are still to be worked out: numbers whose answers something has changed, and people who have none yet. */
export class WorkList {
  #changed: number[] = []
  readonly #newcomers = new Set<PersonId>()
  /** From which number on everybody is still to be looked through for people without answers; null when nobody is. */
  lookFrom: number | null = 0
  /** How often looking through everybody was begun. */
  looks = 0

  get isEmpty(): boolean {
    return this.nobodyWaits && this.lookFrom === null
  }

  /** Nobody is on it by name; there may be more to look through. */
  get nobodyWaits(): boolean {
    return this.#changed.length === 0 && this.#newcomers.size === 0
  }

  addChanged(no: number): void {
    this.#changed.push(no)
  }

  addNewcomer(personId: PersonId): void {
    if (this.#newcomers.size < MOST_NEWCOMERS) this.#newcomers.add(personId)
    else this.lookThroughAll()
  }

  hasNewcomer(personId: PersonId): boolean {
    return this.#newcomers.has(personId)
  }

  lookThroughAll(): void {
    this.lookFrom = 0
    this.looks += 1
  }

  takeChanged(limit: number): number[] {
    return this.#changed.splice(-limit)
  }

  takeNewcomers(limit: number): PersonId[] {
    const taken: PersonId[] = []
    for (const personId of this.#newcomers) {
      if (taken.length === limit) break
      taken.push(personId)
    }
    for (const personId of taken) this.#newcomers.delete(personId)
    return taken
  }

  /** Everybody is to be looked through anew. */
  clear(): void {
    this.#changed = []
    this.#newcomers.clear()
    this.lookThroughAll()
  }
}
