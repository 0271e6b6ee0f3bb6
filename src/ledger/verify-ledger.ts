import type { SignedHead } from '../keeper/keeper.ts'
import type { VerifyingKey } from '../keeper/signing-key.ts'
import type { Tx } from '../plumbing/database.ts'
import type { PersonId } from '../values/ids.ts'
import { openCheckpoint } from './checkpoint.ts'
import { epochStarts, isShredded, leafFault, type LeafFault, shreddedSpans } from './leaf-check.ts'
import { ordinaryCommitments } from './entry-lines.ts'
import { countPending, type Leaf, type PlacedEntry, readHeads, readLeaves, readNotes, readPlaced, readStray, type Stray, type StoredHead, treeSize } from './ledger.sql.ts'
import { appendLeaf, type CompactRange, emptyRange, HASH_BYTES, leafHash, rangeRoot, type Span } from './merkle.ts'
import { countLedger, joinByPartition, readSpan, type SpanBlock } from './whole-ledger.sql.ts'

const BATCH = 10_000

/** How it goes through the ledger beside other work: so many leaves at a time, and a rest after each. */
export interface Pace {
  leaves: number
  rest(): Promise<void>
}
/** What was found first. `index` is the first bad leaf; up to `until`, when only a range can be told. */
export interface Finding {
  reason: LeafFault | 'gap' | 'duplicate' | 'truncated' | 'head-differs' | 'head-forged' | 'head-unpublished' | 'entry-without-leaf' | 'place-without-leaf'
    /** PostgreSQL says itself that what it reads is not what it wrote. */
    | 'unreadable'
  index: number
  until?: number
  personId?: PersonId
  seq?: number
}

export interface LedgerReport {
  finding: Finding | undefined
  leaves: number
  /** Entries whose payload was shredded, with the erasure that says so. */
  shredded: number
  /** Entries that wait for the sequencer. */
  pending: number
  /** Heads from outside the database that the tree was held to. */
  headsMet: number
  /** Heads of earlier epochs that a restore left behind, and says so. */
  headsLost: number
  /** Without a head from outside nobody can tell whether the end was cut off. */
  truncation: 'excluded' | 'cannot-be-excluded'
}

export interface Witnesses {
  key: VerifyingKey
  /** Heads published to the keeper. */
  heads: SignedHead[]
  /** Checkpoints that somebody else kept: a customer's receipt, a mail, another host. */
  checkpoints: string[]
}

/**
 * Recomputes the whole ledger and holds it to heads kept outside the database. Reads in batches; memory does not grow with the ledger.
 * Reports the first thing that is wrong. Without a pace it goes as fast as it can.
 */
export async function verifyLedger(tx: Tx, witnesses: Witnesses, pace: Pace = { leaves: BATCH, rest: async () => {} }): Promise<LedgerReport> {
  const { heads, forged } = openHeads(witnesses)
  await joinByPartition(tx)
  const stored = await readHeads(tx)
  const [size, notes, pending] = [await treeSize(tx), await readNotes(tx), await countPending(tx)]
  const starts = epochStarts(notes)
  const lost = heads.filter((head) => isLost(head, starts))
  const living = heads.filter((head) => !isLost(head, starts))
  const report: LedgerReport = {
    finding: undefined,
    leaves: size,
    shredded: 0,
    pending,
    headsMet: 0,
    headsLost: lost.length,
    truncation: heads.length > 0 ? 'excluded' : 'cannot-be-excluded',
  }
  const held = [...living, ...stored].toSorted((a, b) => a.size - b.size)
  const found = await walk(tx, size, held, report, pace)
  const stray = found ? undefined : await findStray(tx, report)
  report.finding =
    found ??
    (forged ? { reason: 'head-forged', index: size } : undefined) ??
    unpublished(stored, witnesses) ??
    (stray && { ...stray, index: size })
  if (!report.finding) report.headsMet = living.length
  return report
}

/** Goes through the leaves in order, always reading ahead by one span while the one before is hashed. */
async function walk(tx: Tx, size: number, heads: StoredHead[], report: LedgerReport, { leaves, rest }: Pace): Promise<Finding | undefined> {
  const held = new HeldTree(heads)
  const spanFrom = (from: number): Span => ({ from, to: Math.min(size, from + leaves) })
  const read = (span: Span): Promise<SpanBlock> | undefined => {
    if (span.from >= size) return undefined
    const block = readSpan(tx, span)
    // Nobody waits for it any more when a finding ends the walk.
    block.catch(() => {})
    return block
  }
  let next = read(spanFrom(0))
  try {
    for (let from = 0; from < size; from += leaves) {
      const [span, block] = [spanFrom(from), await next!]
      next = read(spanFrom(span.to))
      const finding = held.appendOrdinary(span, block) ?? (held.range.size < span.to ? await walkSpan(tx, span, held, report) : undefined)
      if (finding) return finding
      await rest()
    }
  } finally {
    await next?.catch(() => {})
  }
  const beyond = heads.find((head) => head.size > size)
  return held.meetHeads() ?? (beyond ? { reason: 'truncated', index: size, until: beyond.size - 1 } : undefined)
}

/** The tree as it grows, held to the heads that it passes. */
class HeldTree {
  readonly range: CompactRange = emptyRange()
  readonly #heads: StoredHead[]
  #nextHead = 0
  #signedTo = 0

  constructor(heads: StoredHead[]) {
    this.#heads = heads
  }

  meetHeads(): Finding | undefined {
    for (let head = this.#heads[this.#nextHead]; head && head.size <= this.range.size; head = this.#heads[++this.#nextHead]) {
      if (!rangeRoot(this.range).equals(head.root)) {
        const until = Math.max(0, head.size - 1)
        return { reason: 'head-differs', index: Math.min(this.#signedTo, until), until }
      }
      this.#signedTo = head.size
    }
    return undefined
  }

  append(commitment: Buffer): void {
    appendLeaf(this.range, leafHash(commitment))
  }

  /** Appends a span when all its leaves are there and commit to their entries; otherwise nothing, and it is for `walkSpan` to tell why. */
  appendOrdinary(span: Span, block: SpanBlock): Finding | undefined {
    const commitments = ordinaryCommitments(span, block) ?? Buffer.alloc(0)
    for (let at = 0; at < commitments.length; at += HASH_BYTES) {
      const finding = this.meetHeads()
      if (finding) return finding
      this.append(commitments.subarray(at, at + HASH_BYTES))
    }
    return undefined
  }
}

/** Leaf by leaf, to tell what is wrong, or that an erasure explains it. */
async function walkSpan(tx: Tx, span: Span, held: HeldTree, report: LedgerReport): Promise<Finding | undefined> {
  const leaves = await readLeaves(tx, span)
  const placed = await readPlaced(tx, span)
  const places = Map.groupBy(placed, (place) => place.index)
  // Read after the payloads: an erasure that happens meanwhile is then among them.
  const shredded = placed.some((place) => !place.payload) ? shreddedSpans(await readNotes(tx)) : []
  for (const leaf of leaves) {
    const finding = outOfOrder(leaf, held.range.size) ?? held.meetHeads() ?? faulty(leaf, places.get(leaf.index) ?? [], isShredded(leaf.index, shredded), report)
    if (finding) return finding
    held.append(leaf.commitment)
  }
  return held.range.size < span.to ? { reason: 'gap', index: held.range.size } : undefined
}

/**
 * What stands beside the tree. Each leaf has been found to have its place and entry, so where the numbers fit there is nothing
 * else; only where they do not (or the ledger grew meanwhile) is it looked for.
 */
async function findStray(tx: Tx, { leaves, shredded }: LedgerReport): Promise<Stray | undefined> {
  const { entries, places, notes, queued, waiting } = await countLedger(tx, leaves)
  const fits = places === leaves - notes && entries === places - shredded + waiting && queued === waiting
  return fits ? undefined : readStray(tx)
}

function outOfOrder(leaf: Leaf, expected: number): Finding | undefined {
  if (leaf.index === expected) return undefined
  return { reason: leaf.index < expected ? 'duplicate' : 'gap', index: Math.min(leaf.index, expected) }
}

function faulty(leaf: Leaf, places: PlacedEntry[], shredded: boolean, report: LedgerReport): Finding | undefined {
  const fault = leafFault(leaf, places, shredded)
  const [place] = places
  if (place && !place.payload && !fault) report.shredded++
  return fault && { reason: fault, index: leaf.index, ...(place && { personId: place.personId, seq: place.seq }) }
}

function openHeads({ key, heads, checkpoints }: Witnesses): { heads: SignedHead[]; forged: boolean } {
  const notes = [...heads.map((head) => head.note), ...checkpoints]
  const opened = notes.map((note) => openCheckpoint(note, key))
  return { heads: opened.filter((head) => head !== undefined), forged: opened.includes(undefined) }
}

/** A later epoch began before this head's last leaf. */
function isLost(head: SignedHead, starts: Map<number, number>): boolean {
  return [...starts].some(([epoch, index]) => epoch > head.epoch && head.size > index)
}

/**
 * A head is published before it is stored, so one that the keeper does not know was not made by the sequencer; unless it is newer
 * than what the keeper had when it was asked: then it must carry the signature.
 */
function unpublished(stored: StoredHead[], { key, heads }: Witnesses): Finding | undefined {
  const known = new Set(heads.map((head) => head.note))
  const newest = heads.reduce((size, head) => Math.max(size, head.size), 0)
  const stranger = stored.find((head) => {
    if (head.size <= newest) return !known.has(head.note)
    const opened = openCheckpoint(head.note, key)
    return opened?.size !== head.size || !opened.root.equals(head.root)
  })
  return stranger && { reason: 'head-unpublished', index: Math.max(0, stranger.size - 1) }
}
