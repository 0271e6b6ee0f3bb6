import { readChangeMessage, type ChangeMessage } from '../people/change-message.ts'
import { CHANGE_CHANNEL } from '../people/changes.sql.ts'
import type { Database } from '../plumbing/database.ts'
import { Listening } from '../plumbing/listening.ts'
import { hearOwnCommits } from '../plumbing/own-commits.ts'
import { CATALOGUE_CHANNEL } from '../purposes/catalogue.sql.ts'
import type { PersonId } from '../values/ids.ts'
import { selectChanges, type ChangePage } from './change-log.sql.ts'

/** A head that nothing has confirmed for so long answers no (D1a). */
const UNCONFIRMED_MS = 2_000
/** Lines read at a time. */
const PAGE = 10_000
/** A change heard of is remembered until it has long had its place. */
const REMEMBERED_MS = 60_000

/** Up to where the changes are known, and when that was so. */
export interface Head {
  index: number
  at: Date
}

/**
 * Follows what is changed in the database: hears of each change at its commit, and reads the log regularly, which is
 * what counts. Whoever is told of a change must not answer from before it.
 */
export class ChangeFollower {
  readonly #listening: Listening
  readonly #stopHearing: () => void
  readonly #ticks: () => number
  readonly #changed: (personIds: readonly PersonId[]) => void
  /** Changes that were heard of, by when; the log tells them again. */
  readonly #heard = new Map<string, number>()
  #confirmedAt = -Infinity
  #caughtUp = false
  #head: Head = { index: 0, at: new Date(0) }
  #catalogueVersion: number | undefined
  #following: Promise<boolean> | undefined
  #closed = false
  /** How often something was told that only the log says in full. */
  #hints = 0
  /** There are changes without a place. */
  waiting = false

  /** `ticks` is a clock of milliseconds that nobody can set. */
  constructor(parts: { database: Database; ticks: () => number; changed: (personIds: readonly PersonId[]) => void }) {
    this.#ticks = parts.ticks
    this.#changed = parts.changed
    this.#listening = new Listening({ database: parts.database, channels: [CHANGE_CHANNEL, CATALOGUE_CHANNEL], hear: (channel, message) => this.#hear(channel, message) })
    this.#stopHearing = hearOwnCommits(parts.database, (told) => this.#take(told as ChangeMessage))
  }

  get head(): Head {
    return this.#head
  }

  /** False when the database has not confirmed for two seconds that nothing else is known. */
  get confirmed(): boolean {
    return this.#ticks() - this.#confirmedAt <= UNCONFIRMED_MS
  }

  /** True when every change is heard of as it is committed, and all before were told. */
  get caughtUp(): boolean {
    return this.#caughtUp && this.#listening.alive
  }

  /** The version of the catalogue in force; undefined while it is being found out. */
  get catalogueVersion(): number | undefined {
    return this.#catalogueVersion
  }

  /** Begins anew after this number of the log: everything later is told again. */
  startAfter(index: number): void {
    this.#head = { index, at: this.#head.at }
    this.#heard.clear()
    this.#caughtUp = false
  }

  /** Reads the log up to now. Returns false when some of it was cleared away before it was read. Throws when it cannot be read. */
  async follow(): Promise<boolean> {
    this.#following ??= this.#catchUp().finally(() => {
      this.#following = undefined
    })
    return this.#following
  }

  async close(): Promise<void> {
    this.#closed = true
    this.#stopHearing()
    // A reading under way would open again what is closed here. What it fails with no longer matters to anybody.
    await this.#following?.catch(() => {})
    this.#confirmedAt = -Infinity
    this.#listening.close()
  }

  async #catchUp(): Promise<boolean> {
    while (!this.#closed) {
      const [asked, hints] = [this.#ticks(), this.#hints]
      const page = await this.#listening.read((tx) => selectChanges(tx, this.#head.index, PAGE))
      if (page.gap) return false
      this.#tell(page, asked)
      this.#confirmedAt = asked
      // What was hinted at meanwhile may not be in what was read.
      const current = hints === this.#hints
      this.#catalogueVersion = current ? page.catalogueVersion : undefined
      this.#caughtUp = current && !page.more
      // Changes without a place do not come in pages: they are told again until they have been placed.
      if (current && !(page.more && page.lines.some((line) => line.changeNo !== null))) return true
    }
    return true
  }

  #tell(page: ChangePage, asked: number): void {
    const news = page.lines.filter((line) => !this.#heard.has(line.changeId))
    this.#changed(news.map((line) => line.personId))
    if (!page.more) for (const line of news) if (line.changeNo === null) this.#heard.set(line.changeId, asked)
    for (const line of page.lines) if (line.changeNo !== null) this.#heard.delete(line.changeId)
    for (const [changeId, when] of this.#heard) {
      if (asked - when <= REMEMBERED_MS) break
      this.#heard.delete(changeId)
    }
    this.waiting = page.lines.some((line) => line.changeNo === null)
    const placed = page.lines.findLast((line) => line.changeNo !== null)
    this.#head = { index: placed?.changeNo ?? this.#head.index, at: page.at }
  }

  #take({ changeId, personIds }: ChangeMessage): void {
    this.waiting = true
    this.#heard.set(changeId, this.#ticks())
    this.#changed(personIds)
  }

  #hear(channel: string, message: string): void {
    const change = channel === CHANGE_CHANNEL ? readChangeMessage(message) : undefined
    // What was committed here was told before.
    if (change && this.#heard.has(change.changeId)) return
    if (change?.complete) return this.#take(change)
    // Too many to be named, or a new catalogue: nothing is answered from memory until the database has said more.
    this.#hints += 1
    this.#caughtUp = false
    if (channel === CATALOGUE_CHANNEL) this.#catalogueVersion = undefined
    // The routine that follows reports what goes wrong.
    void this.follow().catch(() => {})
  }
}
