import type { Database } from '../../plumbing/database.ts'
import { updateSessionsSeen } from '../../staff/sessions.sql.ts'

/** When this copy last saw each session. Written down later, because a request that reads changes nothing. */
export class SeenSessions {
  readonly #database: Database
  readonly #seen = new Map<string, Date>()

  constructor(database: Database) {
    this.#database = database
  }

  note(sessionId: string, at: Date): void {
    this.#seen.set(sessionId, at)
  }

  /** The later of what is written down and what this copy knows. */
  lastSeen(session: { sessionId: string; lastSeenAt: Date }): Date {
    const here = this.#seen.get(session.sessionId)
    return here && here > session.lastSeenAt ? here : session.lastSeenAt
  }

  async writeDown(): Promise<void> {
    const noted = [...this.#seen].map(([sessionId, at]) => ({ sessionId, at }))
    if (noted.length === 0) return
    await this.#database.write((tx) => updateSessionsSeen(tx, noted))
    // Whoever was seen meanwhile is written down next time.
    for (const { sessionId, at } of noted) if (this.#seen.get(sessionId) === at) this.#seen.delete(sessionId)
  }
}
