import { openJws, signJws } from '../keeper/jws.ts'
import type { SigningKey, VerifyingKey } from '../keeper/signing-key.ts'

const TYPE = 'tillit-promise+jws'
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

/** Signs the promise that an entry's leaf will come into the ledger (rule L5). */
export async function signPromise(commitment: Buffer, at: Date, key: SigningKey): Promise<string> {
  const promise: LedgerPromise = { ledger: key.name, commitment: commitment.toString('base64url'), at: at.toISOString(), within: WITHIN }
  return signJws(promise, TYPE, key)
}

/** The promise, or undefined when this key did not sign it. */
export async function openPromise(text: string, key: VerifyingKey): Promise<LedgerPromise | undefined> {
  const promise = (await openJws(text, TYPE, key)) as LedgerPromise | undefined
  return promise?.ledger === key.name ? promise : undefined
}
