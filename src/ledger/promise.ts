import { openJws, signJws } from '../keeper/jws.ts'
import type { SigningKey, VerifyingKey } from '../keeper/signing-key.ts'
import { HASH_BYTES, inclusionSpans, largestPowerBelow, leafHash, nodeHash, verifyInclusion } from './merkle.ts'

const TYPE = 'tillit-promise+jws'
const TYPE_TOGETHER = 'tillit-promises+jws'
const SEPARATOR = '~'
/** Heads come at most a second apart; the promise leaves room for an outage, as certificate logs do. */
const WITHIN = 'P1D'

/** What the answer to a recorded choice carries at once: the ledger will hold this commitment. */
export interface LedgerPromise {
  ledger: string
  commitment: string
  /** When it was recorded. */
  at: string
  /** At the latest this long after `at` (ISO 8601 duration). */
  within: string
}

/** The same for several commitments, by the root of their tree. */
interface PromiseTogether extends Omit<LedgerPromise, 'commitment'> {
  root: string
  size: number
}

/** Signs the promise that an entry's leaf will come into the ledger (rule L5). */
export async function signPromise(commitment: Buffer, at: Date, key: SigningKey): Promise<string> {
  const promise: LedgerPromise = { ledger: key.name, commitment: commitment.toString('base64url'), at: at.toISOString(), within: WITHIN }
  return signJws(promise, TYPE, key)
}

/**
 * Promises for entries that were recorded together: one signature over the root of a small Merkle tree of their
 * commitments (RFC 9162, 2.1), because signing each costs more than recording it. A text of its own for each: the signed
 * root, place, size, commitment and path, parted by `~`. A single one is the same as from `signPromise`.
 */
export async function signPromises(commitments: readonly Buffer[], at: Date, key: SigningKey): Promise<string[]> {
  const [first, ...others] = commitments
  if (!first) return []
  if (others.length === 0) return [await signPromise(first, at, key)]
  const size = commitments.length
  const roots = new Map<number, { hash: Buffer; text: string }>()
  const rootOf = (from: number, to: number): { hash: Buffer; text: string } => {
    const known = roots.get(from * (size + 1) + to)
    if (known) return known
    const middle = from + largestPowerBelow(to - from)
    const hash = to - from === 1 ? leafHash(commitments[from]!) : nodeHash(rootOf(from, middle).hash, rootOf(middle, to).hash)
    const root = { hash, text: hash.toString('base64url') }
    roots.set(from * (size + 1) + to, root)
    return root
  }
  const together: PromiseTogether = { ledger: key.name, root: rootOf(0, size).text, size, at: at.toISOString(), within: WITHIN }
  const signed = await signJws(together, TYPE_TOGETHER, key)
  return commitments.map((one, index) =>
    [signed, index, one.toString('base64url'), ...inclusionSpans(index, size).map(({ from, to }) => rootOf(from, to).text)].join(SEPARATOR))
}

/** The promise, or undefined when this key did not sign it. */
export async function openPromise(text: string, key: VerifyingKey): Promise<LedgerPromise | undefined> {
  if (text.includes(SEPARATOR)) return openTogether(text, key)
  const promise = (await openJws(text, TYPE, key)) as LedgerPromise | undefined
  return promise?.ledger === key.name ? promise : undefined
}

async function openTogether(text: string, key: VerifyingKey): Promise<LedgerPromise | undefined> {
  const [signed = '', index = '', commitment = '', ...path] = text.split(SEPARATOR)
  const together = (await openJws(signed, TYPE_TOGETHER, key)) as PromiseTogether | undefined
  if (together?.ledger !== key.name || !/^(0|[1-9]\d{0,5})$/.test(index) || Number(index) >= together.size) return undefined
  const [leaf, root, ...hashes] = [commitment, together.root, ...path].map(exactHash)
  if (!leaf || !root || hashes.some((hash) => hash === undefined)) return undefined
  const { ledger, at, within } = together
  return verifyInclusion({ index: Number(index), size: together.size, leaf: leafHash(leaf), path: hashes as Buffer[], root }) ? { ledger, commitment, at, within } : undefined
}

/** Unused bits in the last character would let the text change unseen. */
function exactHash(text: string): Buffer | undefined {
  const bytes = Buffer.from(text, 'base64url')
  return bytes.length === HASH_BYTES && bytes.toString('base64url') === text ? bytes : undefined
}
