import { hash } from 'node:crypto'
import type { Database } from '../../plumbing/database.ts'
import { looksLikeSecret, secretHash } from '../../staff/secret.ts'
import type { StaffActor } from '../../staff/staff-actor.ts'
import { selectLivingApiKey, updateApiKeysUsed } from '../../staff/staff.sql.ts'

/** A key that was ended elsewhere is nobody here after so long at the latest; ended here, at once. */
const KNOWN_MS = 1_000
/** Fewer keys than this are in use at a time; more are asked for each time. */
const MAX_KNOWN = 10_000

type KeyActor = StaffActor & { kind: 'key' }

interface FoundKey {
  actor: KeyActor
  expiresAt: Date | null
}

interface Known {
  at: number
  found: Promise<FoundKey | undefined>
  /** The same, once it has been read. */
  read?: FoundKey
}

/** The keys that were asked for within the last second, so that a busy system does not have its key looked up with each request. */
export class KeyRing {
  readonly #database: Database
  readonly #ticks: () => number
  readonly #known = new Map<string, Known>()
  /** Keys by the day (ISO 8601) they were used on. Noted later: a request that reads changes nothing. */
  readonly #used = new Map<string, string>()

  /** `ticks` is a clock of milliseconds that nobody can set. */
  constructor(database: Database, ticks: () => number = () => performance.now()) {
    this.#database = database
    this.#ticks = ticks
  }

  /** The system whose key this is, or undefined. Throws when the database cannot be asked. */
  async recognise(key: string): Promise<KeyActor | undefined> {
    if (!looksLikeSecret(key)) return undefined
    return this.#living(await this.#find(key))
  }

  /** The same without asking anybody: undefined too for a key that was not asked for within the last second. */
  recogniseAtOnce(key: string): KeyActor | undefined {
    return looksLikeSecret(key) ? this.#living(this.#remembered(nameOf(key))?.read) : undefined
  }

  #living(found: FoundKey | undefined): KeyActor | undefined {
    const now = this.#database.clock()
    if (!found || (found.expiresAt && found.expiresAt <= now)) return undefined
    this.#used.set(found.actor.apiKeyId, now.toISOString().slice(0, 10))
    return found.actor
  }

  /** Nothing is known any more: a key has been ended. */
  forget(): void {
    this.#known.clear()
  }

  /** Writes down on which day keys were last used. */
  async noteUses(): Promise<void> {
    for (const [day, uses] of Map.groupBy(this.#used, ([, on]) => on)) {
      const ids = uses.map(([apiKeyId]) => apiKeyId)
      await this.#database.write((tx) => updateApiKeysUsed(tx, ids, day))
      for (const id of ids) if (this.#used.get(id) === day) this.#used.delete(id)
    }
  }

  #find(key: string): Known['found'] {
    const name = nameOf(key)
    const known = this.#remembered(name)
    if (known) return known.found
    const found = this.#read(secretHash(key))
    if (this.#known.size >= MAX_KNOWN) this.#known.clear()
    const reading: Known = { at: this.#ticks(), found }
    this.#known.set(name, reading)
    void this.#keep(name, reading)
    return found
  }

  async #keep(name: string, reading: Known): Promise<void> {
    const found = await reading.found.catch(() => undefined)
    if (found) reading.read = found
    // Neither a stranger's key nor a failure is worth remembering.
    else if (this.#known.get(name) === reading) this.#known.delete(name)
  }

  #remembered(name: string): Known | undefined {
    const known = this.#known.get(name)
    return known && this.#ticks() - known.at < KNOWN_MS ? known : undefined
  }

  async #read(keyHash: Buffer): Known['found'] {
    const row = await this.#database.read((tx) => selectLivingApiKey(tx, keyHash))
    if (!row) return undefined
    const { expiresAt, ...actor } = row
    return { actor: { kind: 'key', ...actor }, expiresAt }
  }
}

/** What a key is remembered by: never the key itself. */
function nameOf(key: string): string {
  return hash('sha256', key, 'base64')
}
