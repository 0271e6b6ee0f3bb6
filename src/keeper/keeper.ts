import type { KeyObject } from 'node:crypto'
import type { PersonId, StaffId } from '../values/ids.ts'
import type { KeyRoom } from './key-room.ts'
import type { SigningKey } from './signing-key.ts'

/** What must outlive the database or stay outside it. */
export interface Keeper {
  readonly id: string
  /** The installation whose keeper this is, once paired. */
  readonly databaseId: string | undefined
  readonly keys: KeeperKeys
  /** The data key of each person of whom something sensitive is held (rule H6). */
  readonly keyRoom: KeyRoom
  /** Files whose last line was cut off by a crash; nothing acknowledged is lost with it. */
  readonly torn: readonly string[]
  /** Ties the keeper to one database, for good. */
  pair(databaseId: string): Promise<void>
  /** Writes what must not be forgotten; resolves when it would outlive a power cut. Await it before the act takes effect. */
  journal(...entries: JournalEntry[]): Promise<void>
  readJournal(): Promise<JournalEntry[]>
  publishHead(head: SignedHead, at: Date): Promise<void>
  /** The newest published head. */
  readonly lastHead: PublishedHead | undefined
  /** All published heads, by epoch and size, those of other copies of the program included. */
  readHeads(): Promise<PublishedHead[]>
  /** Notes the heads that other copies have published since this one looked: `lastHead` is then the newest of all. */
  followHeads(): Promise<void>
  /** No number of the series up to this one may be handed out again, whatever a restored database says. */
  markSeries(series: string, number: number): Promise<void>
  seriesMark(series: string): number
  /** Facts for `checkKeeper`. */
  facts(): KeeperFacts
  close(): Promise<void>
}

export interface KeeperKeys {
  /** Signs heads, promises and receipts. */
  signing: SigningKey
  /** HMAC-SHA-256: finds identifiers without storing them in the open. */
  identifierIndex: KeyObject
  /** HMAC-SHA-256: links, codes and one-click tokens. */
  tokens: KeyObject
  /** HMAC-SHA-256: recognises the erased when an import brings them again. */
  suppression: KeyObject
  /** HMAC-SHA-256: finds people by what is sealed of them, with a key for each field made from it. */
  blindIndex: KeyObject
}

/** The kind of an identifier and its keyed hash in hex. */
export interface SuppressedMark {
  kind: string
  keyHash: string
}

/** A person stands here as their pseudonym; names and addresses never do. */
export type JournalEntry =
  | { kind: 'withdrawal'; at: string; person: PersonId; entry: 'withdrawn' | 'objected' | 'restricted' | 'stop-asking'; purpose: string | null; channel: string | null; surface: string
    /** Whether nobody showed that it was the person (rule H3): said again after a restore, it destroys nothing either. Not told: as if so. */
    unproved?: boolean }
  | { kind: 'erasure'; at: string; person: PersonId }
  /** By what the erased are recognised (rule E4): a backup from before they came knows neither them nor their marks. */
  | { kind: 'suppression'; at: string; marks: readonly SuppressedMark[] }
  | { kind: 'offboarding'; at: string; staff: StaffId }

/** A tree head and the checkpoint in which it was signed. */
export interface SignedHead {
  /** Name of the ledger; the same as the name of its key. */
  origin: string
  size: number
  root: Buffer
  /** Counts up when a restored database begins again. */
  epoch: number
  /** The C2SP checkpoint. */
  note: string
}

export interface PublishedHead extends SignedHead {
  at: string
}

export interface KeeperFacts {
  id: string
  databaseId: string | undefined
  /** Created by this very start. */
  fresh: boolean
  lastHead: PublishedHead | undefined
  journalLines: number
  /** How many lines the journal had when the newest head was published: it can not have fewer now. */
  journalLinesAtHead: number
  seriesMarks: ReadonlyMap<string, number>
}

/** What the database says, for the comparison at every start. */
export interface DatabaseFacts {
  databaseId: string
  /** The keeper it was paired with, or undefined before the first start is complete. */
  keeperId: string | undefined
  /** Number of leaves of the ledger. */
  leaves: number
  newestHead: { size: number; epoch: number; root: Buffer } | undefined
  /** The last number handed out per series. */
  series: ReadonlyMap<string, number>
}
