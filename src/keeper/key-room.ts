import { randomBytes, type KeyObject } from 'node:crypto'
import { closeSync, existsSync, openSync, readdirSync, readSync, statSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { Problem } from '../plumbing/errors.ts'
import type { PersonId } from '../values/ids.ts'
import { makePrivateFolder, PRIVATE_FILE, syncFolder } from './durable-file.ts'
import { destroyedRecord, isDestroyed, isKept, KEY_BYTES, keyFrom, personOf, RECORD_BYTES, unwrapKey, wipe, wrapKey } from './key-record.ts'

/**
 * The data key of each person of whom something sensitive is held (rule H6). It stands nowhere but here, outside the
 * database and its backups: what is sealed with it is gone everywhere once it is destroyed.
 */
export interface KeyRoom {
  /** The keys of these people, new ones for those who have none; kept safely when this resolves. Ask under the lock on the person. */
  create(people: readonly PersonId[]): Promise<Map<PersonId, KeyObject>>
  /** Those of them who have a key. */
  get(people: readonly PersonId[]): Promise<Map<PersonId, KeyObject>>
  /** Overwrites the keys of these people in every copy; resolves when that would outlive a power cut. Returns how many had one. */
  destroy(people: readonly PersonId[]): Promise<number>
  /** Everybody who has a key. */
  people(): Promise<PersonId[]>
}

/** Two folders with the same files, so that one damaged page loses nobody's key. */
const COPIES = ['a', 'b'] as const
interface Place {
  file: string
  slot: number
}

/**
 * A key room in a folder that several copies of the program may share: each adds to a file of its own, records of one
 * size, and any of them overwrites a record in place to destroy it. Keys are wrapped by the room's own key and read from
 * the disk each time, so that none that another copy destroyed is used.
 */
export class FolderKeyRoom implements KeyRoom {
  readonly #folder: string
  readonly #roomKey: KeyObject
  readonly #ownFile: string
  readonly #places = new Map<PersonId, Place[]>()
  readonly #readTo = new Map<string, number>()
  #slots = 0
  #broken = false
  #turn: Promise<unknown> = Promise.resolve()

  /** `startedAt` only names the file, so that a listing shows the order of starts. */
  constructor(folder: string, roomKey: KeyObject, startedAt: Date) {
    this.#folder = folder
    this.#roomKey = roomKey
    this.#ownFile = `${startedAt.toISOString().replaceAll(/[-:.]/g, '')}-${randomBytes(6).toString('hex')}.keys`
  }

  async create(people: readonly PersonId[]): Promise<Map<PersonId, KeyObject>> {
    const found = await this.get(people)
    const without = [...new Set(people)].filter((person) => !found.has(person))
    if (without.length === 0) return found
    const fresh = without.map((person) => ({ person, bytes: randomBytes(KEY_BYTES) }))
    const records = fresh.map(({ person, bytes }) => wrapKey(this.#roomKey, person, bytes))
    await this.#inTurn(() => this.#add(records))
    wipe(records)
    for (const { person, bytes } of fresh) found.set(person, keyFrom(bytes))
    return found
  }

  async get(people: readonly PersonId[]): Promise<Map<PersonId, KeyObject>> {
    if (people.some((person) => !this.#places.has(person))) await this.#inTurn(() => this.#lookAround())
    const found = new Map<PersonId, KeyObject>()
    const files = new Map<string, number>()
    try {
      for (const person of people) {
        const key = (this.#places.get(person) ?? []).map((place) => this.#unwrap(person, place, files)).find((one) => one !== undefined)
        if (key) found.set(person, key)
      }
    } finally {
      for (const file of files.values()) if (file >= 0) closeSync(file)
    }
    return found
  }

  async destroy(people: readonly PersonId[]): Promise<number> {
    const there = (await this.get(people)).size
    await this.#inTurn(async () => {
      await this.#lookAround()
      const doomed = people.filter((person) => this.#places.has(person))
      const places = doomed.flatMap((person) => this.#places.get(person)!)
      for (const [file, inFile] of Map.groupBy(places, (place) => place.file)) {
        for (const copy of COPIES) await overwrite(join(this.#folder, copy, file), inFile.map((place) => place.slot))
      }
      for (const person of doomed) this.#places.delete(person)
    })
    return there
  }

  async people(): Promise<PersonId[]> {
    await this.#inTurn(() => this.#lookAround())
    const all = [...this.#places.keys()]
    return [...(await this.get(all)).keys()]
  }

  /** Writing, and looking at what others wrote, go one after the other. */
  async #inTurn<Result>(act: () => Promise<Result>): Promise<Result> {
    const turn = this.#turn.then(act, act)
    this.#turn = turn.catch(() => {})
    return turn
  }

  /** After a failed write nobody knows what the disk holds, so the room refuses new keys until the program is started again. */
  async #add(records: readonly Buffer[]): Promise<void> {
    if (this.#broken) throw new Problem('unavailable', { text: 'keeper.write-failed' })
    this.#broken = true
    for (const copy of COPIES) {
      const folder = join(this.#folder, copy)
      makePrivateFolder(folder)
      const isNew = !existsSync(join(folder, this.#ownFile))
      const file = await open(join(folder, this.#ownFile), isNew ? 'wx' : 'r+', PRIVATE_FILE)
      try {
        for (const [index, record] of records.entries()) await file.write(record, 0, RECORD_BYTES, (this.#slots + index) * RECORD_BYTES)
        await file.datasync()
      } finally {
        await file.close()
      }
      if (isNew) await syncFolder(folder)
    }
    this.#slots += records.length
    this.#broken = false
    await this.#lookAround()
  }

  /** Notes the records that have come since the last look, and finishes what was destroyed in one copy alone. */
  async #lookAround(): Promise<void> {
    const names = new Set(COPIES.flatMap((copy) => existsSync(join(this.#folder, copy)) ? readdirSync(join(this.#folder, copy)) : []))
    for (const name of [...names].filter((one) => one.endsWith('.keys')).toSorted()) {
      const from = this.#readTo.get(name) ?? 0
      const parts = COPIES.map((copy) => readFrom(join(this.#folder, copy, name), from * RECORD_BYTES))
      const half: number[] = []
      // Another copy may be writing the last ones just now: they are looked at again next time.
      const records = pairs(parts)
      const slots = records.findLastIndex((both) => both.some((one) => isKept(one) || isDestroyed(one))) + 1
      for (const [slot, both] of records.slice(0, slots).entries()) {
        const whole = both.find(isKept)
        if (both.some(isDestroyed)) {
          if (whole) half.push(from + slot)
        } else if (whole) this.#note(personOf(whole), { file: name, slot: from + slot })
      }
      wipe(parts)
      for (const copy of COPIES) if (half.length > 0) await overwrite(join(this.#folder, copy, name), half)
      this.#readTo.set(name, from + slots)
    }
  }

  #note(person: PersonId, place: Place): void {
    const places = this.#places.get(person)
    if (places) places.push(place)
    else this.#places.set(person, [place])
  }

  /** Undefined when it was destroyed; a copy that cannot be read is made up for by the other, unless that says destroyed. */
  #unwrap(person: PersonId, { file, slot }: Place, files: Map<string, number>): KeyObject | undefined {
    const records = COPIES.map((copy) => {
      const path = join(this.#folder, copy, file)
      const handle = files.get(path) ?? (existsSync(path) ? openSync(path, 'r') : -1)
      files.set(path, handle)
      const record = Buffer.alloc(RECORD_BYTES)
      if (handle >= 0) readSync(handle, record, 0, RECORD_BYTES, slot * RECORD_BYTES)
      return record
    })
    if (records.some(isDestroyed)) return undefined
    const record = records.find((one) => isKept(one) && personOf(one) === person)
    if (!record) throw new Problem('unavailable', { rule: 'H6', text: 'keeper.file-unreadable', parameters: { file: join(this.#folder, COPIES[0], file) } })
    const key = unwrapKey(this.#roomKey, record)
    wipe(records)
    return key
  }
}

/** A room for a rehearsal: knows the keys that there are, makes up those that are missing, and keeps and destroys nothing. */
export function rehearsingKeyRoom(room: Pick<KeyRoom, 'get'>): KeyRoom {
  return {
    get: (people) => room.get(people),
    create: async (people) => {
      const known = await room.get(people)
      return new Map(people.map((person) => [person, known.get(person) ?? keyFrom(randomBytes(KEY_BYTES))]))
    },
    destroy: async (people) => (await room.get(people)).size,
    people: async () => [],
  }
}

/** Overwrites records in place. */
async function overwrite(path: string, slots: readonly number[]): Promise<void> {
  if (!existsSync(path)) return
  const file = await open(path, 'r+')
  try {
    for (const slot of slots) await file.write(destroyedRecord(), 0, RECORD_BYTES, slot * RECORD_BYTES)
    await file.datasync()
  } finally {
    await file.close()
  }
}

function readFrom(path: string, from: number): Buffer {
  if (!existsSync(path)) return Buffer.alloc(0)
  const bytes = Buffer.alloc(Math.max(0, statSync(path).size - from))
  const file = openSync(path, 'r')
  try {
    return bytes.subarray(0, readSync(file, bytes, 0, bytes.length, from))
  } finally {
    closeSync(file)
  }
}

/** The records of all copies side by side. */
function pairs(parts: readonly Buffer[]): Buffer[][] {
  const slots = Math.floor(Math.max(...parts.map((part) => part.length)) / RECORD_BYTES)
  return Array.from({ length: slots }, (_, slot) => parts.map((part) => part.subarray(slot * RECORD_BYTES, (slot + 1) * RECORD_BYTES)))
}
