import { hash as digest } from 'node:crypto'
import { type Evidence, evidenceText, parseEvidence } from './entry.ts'
import { HASH_BYTES, type Span } from './merkle.ts'
import type { LeafBlock, SpanBlock } from './whole-ledger.sql.ts'

/**
 * A line per entry as `readSpan` writes it: cells between tabs, in the order of the entry's bytes; a cell that may be
 * empty text is led by `=`, so that it is told apart from null.
 */
const CELLS = 17

/** Long enough for any entry that this program writes; what is longer is checked one by one. */
const MAXIMUM_BYTES = 64 * 1024
const scratch = Buffer.alloc(MAXIMUM_BYTES)

/**
 * The commitments of all entries of a span, one after the other, made anew from lines in any order. Undefined when there is
 * anything about them that is not ordinary: then nothing is known, and the span is to be looked at entry by entry.
 */
export function commitmentsOfLines(lines: string, span: Span): Buffer | undefined {
  const count = span.to - span.from
  const [found, seen] = [Buffer.alloc(count * HASH_BYTES), new Uint8Array(count)]
  const each = lines.split('\n')
  if (each.length !== count) return undefined
  for (const line of each) {
    const cells = line.split('\t')
    const place = Number(cells[0]) - span.from
    if (cells.length !== CELLS || !(place >= 0 && place < count) || seen[place] === 1) return undefined
    seen[place] = 1
    const made = lineCommitment(cells)
    if (made === undefined) return undefined
    found.write(made, place * HASH_BYTES, 'hex')
  }
  return found
}

/** The commitments of a span whose leaves are all there and commit to their entries; undefined when anything about it is not ordinary. */
export function ordinaryCommitments(span: Span, { lines, ...block }: SpanBlock): Buffer | undefined {
  const commitments = block.notes === 0 && lines !== null ? wholeCommitments(span, block) : undefined
  return commitments && commitmentsOfLines(lines!, span)?.equals(commitments) ? commitments : undefined
}

/** The commitments of a span whose leaves are all there, whatever stands behind them. */
export function wholeCommitments(span: Span, { leaves, commitments }: LeafBlock): Buffer | undefined {
  const count = span.to - span.from
  return leaves === count && commitments?.length === count * HASH_BYTES ? commitments : undefined
}

/** The commitment of one line, in hex: the same bytes as `entryBytes` gives, without an object in between. */
function lineCommitment(cells: string[]): string | undefined {
  const [, personId, seq, kind, microseconds, purpose, version, channel, contactPointId, frequency, surface, language, actorKind, actorId, wordingId, evidence, salt] = cells as [string, ...string[]] & string[]
  const text = `[1,"${personId}",${seq},${WORDS.of(kind!)},"${microseconds}",${NULLABLE_WORDS.of(purpose!)},${version === '' ? 'null' : version},${NULLABLE_WORDS.of(channel!)},` +
    `${contactPointId === '' ? 'null' : `"${contactPointId}"`},${NULLABLE_WORDS.of(frequency!)},${WORDS.of(surface!)},${NULLABLE_WORDS.of(language!)},${WORDS.of(actorKind!)},${NULLABLE_WORDS.of(actorId!)},` +
    `${NULLABLE_WORDS.of(wordingId!)},${evidenceLine(evidence!)}]`
  // A character takes three bytes at most.
  if (salt!.length / 2 + text.length * 3 > MAXIMUM_BYTES) return undefined
  const salted = scratch.write(salt!, 0, 'hex')
  return digest('sha256', scratch.subarray(0, salted + scratch.write(text, salted, 'utf8')), 'hex')
}

/** A few words (kinds, purposes, channels, wordings) stand in nearly all entries. */
class Words {
  readonly #known = new Map<string, string>()
  readonly #write: (cell: string) => string

  constructor(write: (cell: string) => string) {
    this.#write = write
  }

  of(cell: string): string {
    const known = this.#known.get(cell)
    if (known !== undefined) return known
    if (this.#known.size >= WORDS_MAX) this.#known.clear()
    const json = this.#write(cell)
    this.#known.set(cell, json)
    return json
  }
}

const WORDS_MAX = 10_000
const WORDS = new Words((cell) => JSON.stringify(cell))
const NULLABLE_WORDS = new Words((cell) => (cell === '' ? 'null' : JSON.stringify(cell.slice(1))))

/** Anything that might be a number, inside texts too: only then is it worth looking at how it was written. */
const MAYBE_NUMBER = /(?:^|[:[,]) *-?\d/

function evidenceLine(text: string): string {
  return flatEvidence(text) ?? evidenceText(MAYBE_NUMBER.test(text) ? parseEvidence(text) : (JSON.parse(text) as Evidence))
}

/** What nearly all evidence is, texts by name, in PostgreSQL's own way of writing it; undefined for anything else. */
function flatEvidence(text: string): string | undefined {
  if (text === '{}') return text
  if (text.includes('\\')) return undefined
  const parts = text.split('"')
  const last = parts.length - 1
  if (last % 4 !== 0 || last === 0 || parts[0] !== '{' || parts[last] !== '}') return undefined
  const members: string[] = []
  for (let at = 1; at < last; at += 4) {
    // Names like numbers have an order of their own in objects of JavaScript.
    if (parts[at + 1] !== ': ' || (at > 1 && parts[at - 1] !== ', ') || !/^[A-Za-z]/.test(parts[at]!)) return undefined
    members.push(parts[at]!)
  }
  if (members.length === 1) return `{"${parts[1]}":"${parts[3]}"}`
  const value = new Map(members.map((name, index) => [name, parts[index * 4 + 3]]))
  return `{${members.toSorted().map((name) => `"${name}":"${value.get(name)}"`).join(',')}}`
}
