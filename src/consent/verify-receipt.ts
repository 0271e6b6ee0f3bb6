import { claimedKeyId, keyIdText, openJws } from '../keeper/jws.ts'
import type { VerifyingKey } from '../keeper/signing-key.ts'
import { openCheckpoint } from '../ledger/checkpoint.ts'
import { commitment } from '../ledger/entry.ts'
import { leafHash, verifyInclusion } from '../ledger/merkle.ts'
import { openPromise } from '../ledger/promise.ts'
import type { Receipt } from './receipt.ts'
import { changedLine, firstDifference, formOf, pathOfLine, SIGNATURE_MEMBER, SIGNATURE_TYPE, type SignedDigests, takeApart } from './receipt-form.ts'
import { missingField } from './receipt-profile.ts'

/** Which part of a receipt does not hold; each has a sentence under `receipt.fault`. */
type ReceiptPart = 'no-receipt' | 'form' | 'key' | 'signature' | 'content' | 'fields' | 'entry' | 'promise' | 'inclusion'

/** `line` and `column` count from 1; `path` is a JSON pointer. */
interface ReceiptFault {
  valid: false
  part: ReceiptPart
  line?: number
  column?: number
  path?: string
}

export type ReceiptVerdict =
  | { valid: true; receiptId: string; ledger: string; standing: { state: 'promised' } | { state: 'in-ledger'; index: number; size: number } }
  | ReceiptFault

/** Stands many times in every receipt, however it was written anew or changed. */
const OUR_TERMS = 'tillit:'

interface LedgerPart {
  'tillit:entry': string
  'tillit:salt': string
  'tillit:commitment': string
  'tillit:promise': string
  'tillit:inclusion'?: { 'tillit:leafIndex': number; 'tillit:treeSize': number; 'tillit:path': string[]; 'tillit:checkpoint': string }
}

/** Verifies a receipt with nothing but the text and the public key, and says which part fails and where. */
export async function verifyReceipt(text: string, key: VerifyingKey): Promise<ReceiptVerdict> {
  if (!text.includes(OUR_TERMS)) return { valid: false, part: 'no-receipt' }
  const asGiven = await verifySignature(text, key)
  return asGiven ? explain(asGiven, text, key) : verifyMeaning(JSON.parse(text) as Receipt, key)
}

/** Tells a file that some program wrote anew from one whose words were changed. */
async function explain(asGiven: ReceiptFault, text: string, key: VerifyingKey): Promise<ReceiptFault> {
  const inForm = reformatted(text)
  if (inForm === undefined) return asGiven
  const fault = await verifySignature(inForm, key)
  if (!fault) return { valid: false, part: 'form', ...firstDifference(text, inForm) }
  if (asGiven.part !== 'form') return asGiven
  // The lines of our form are not those of this file, but the path is the same.
  const { line: _line, ...without } = fault
  return without
}

async function verifySignature(text: string, key: VerifyingKey): Promise<ReceiptFault | undefined> {
  const parts = takeApart(text)
  if ('line' in parts) return { valid: false, part: 'form', line: parts.line }
  const { content, signature } = parts
  const signed = (await openJws(signature, SIGNATURE_TYPE, key)) as SignedDigests | undefined
  if (!signed) {
    const claimed = claimedKeyId(signature)
    const part = claimed !== undefined && /^[^\s+]+\+[0-9a-f]{8}$/.test(claimed) && claimed !== keyIdText(key) ? 'key' : 'signature'
    return { valid: false, part, line: content.length + 1, path: `/${SIGNATURE_MEMBER}` }
  }
  const line = changedLine(content, signed)
  return line === undefined ? undefined : { valid: false, part: 'content', line, path: pathOfLine(content, line) }
}

function reformatted(text: string): string | undefined {
  try {
    const form = formOf(JSON.parse(text) as object)
    return form === text ? undefined : form
  } catch {
    return undefined
  }
}

/** The signature holds; now what it says must hang together. */
async function verifyMeaning(receipt: Receipt, key: VerifyingKey): Promise<ReceiptVerdict> {
  const missing = missingField(receipt)
  if (missing !== undefined) return { valid: false, part: 'fields', path: missing }
  const part = receipt['tillit:ledger'] as LedgerPart
  const held = commitment(Buffer.from(part['tillit:salt'], 'base64url'), Buffer.from(part['tillit:entry']))
  if (held.toString('base64url') !== part['tillit:commitment']) return { valid: false, part: 'entry', path: '/tillit:ledger/tillit:commitment' }
  const promise = await openPromise(part['tillit:promise'], key)
  if (promise?.commitment !== part['tillit:commitment']) return { valid: false, part: 'promise', path: '/tillit:ledger/tillit:promise' }
  const inclusion = part['tillit:inclusion']
  const valid = { valid: true as const, receiptId: String(receipt['dct:identifier']), ledger: key.name }
  if (!inclusion) return { ...valid, standing: { state: 'promised' } }
  const [index, size] = [inclusion['tillit:leafIndex'], inclusion['tillit:treeSize']]
  const head = openCheckpoint(inclusion['tillit:checkpoint'], key)
  const path = inclusion['tillit:path'].map((hash) => Buffer.from(hash, 'base64url'))
  if (!head || head.size !== size || !verifyInclusion({ index, size, leaf: leafHash(held), path, root: head.root })) {
    return { valid: false, part: 'inclusion', path: '/tillit:ledger/tillit:inclusion' }
  }
  return { ...valid, standing: { state: 'in-ledger', index, size } }
}
