import { AsyncLocalStorage } from 'node:async_hooks'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { scopeOf, type Scope } from '../../people/scope.ts'
import { selectFieldsInScope, selectInScope } from '../../people/scope.sql.ts'
import type { Database } from '../../plumbing/database.ts'
import { selectCatalogue } from '../../purposes/catalogue.sql.ts'
import type { PersonId } from '../../values/ids.ts'

/** What a key sees of one person. */
export interface Seen {
  scope: Scope
  /** False for somebody out of its scope, who is as if unknown. */
  sees: boolean
  fields: ReadonlySet<string>
}

interface Waiting {
  personId: PersonId
  tell(seen: Seen): void
  fail(error: unknown): void
}

/** Looks up what keys see of single people, for all requests of one turn together. */
export class Sight {
  readonly #database: Database
  readonly #waiting = new Map<string, Waiting[]>()
  /** Belongs to no request, so that it is in nobody's transaction. */
  readonly #outside = AsyncLocalStorage.snapshot()

  constructor(database: Database) {
    this.#database = database
  }

  async of(purposes: readonly string[], personId: PersonId): Promise<Seen> {
    return new Promise((tell, fail) => {
      const key = purposes.join(' ')
      const waiting = this.#waiting.get(key)
      if (waiting) return void waiting.push({ personId, tell, fail })
      this.#waiting.set(key, [{ personId, tell, fail }])
      void this.#outside(() => this.#look(key, purposes))
    })
  }

  async #look(key: string, purposes: readonly string[]): Promise<void> {
    await nextTurn()
    const asked = this.#waiting.get(key)!
    this.#waiting.delete(key)
    try {
      const people = [...new Set(asked.map((one) => one.personId))]
      const found = await this.#database.read(async (tx) => {
        const scope = scopeOf(purposes, await selectCatalogue(tx))
        return { scope, within: await selectInScope(tx, scope, people), fields: await selectFieldsInScope(tx, scope, people) }
      })
      for (const { personId, tell } of asked) tell({ scope: found.scope, sees: found.within.has(personId), fields: found.fields.get(personId)! })
    } catch (error) {
      for (const { fail } of asked) fail(error)
    }
  }
}
