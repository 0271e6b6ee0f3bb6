import type { SignedHead } from '../keeper/keeper.ts'
import { signatureHolds, signBytes, type SigningKey, type VerifyingKey } from '../keeper/signing-key.ts'
import { HASH_BYTES } from './merkle.ts'

const SIGNATURE_BYTES = 64
/** More signatures than any ledger of ours has witnesses; a longer note is not read. */
const MAXIMUM_NOTE_LENGTH = 100_000

/** Signs a head as a C2SP tlog-checkpoint: a signed note of origin, size, root and one extension line with the epoch. */
export function signCheckpoint(head: Pick<SignedHead, 'size' | 'root' | 'epoch'>, key: SigningKey): SignedHead {
  const { size, root, epoch } = head
  const text = `${key.name}\n${size}\n${root.toString('base64')}\nepoch ${epoch}\n`
  const signature = Buffer.concat([key.id, signBytes(key, Buffer.from(text))]).toString('base64')
  return { origin: key.name, size, root, epoch, note: `${text}\n— ${key.name} ${signature}\n` }
}

/** The head in a checkpoint that `key` signed, or undefined when it is no checkpoint, of another ledger, or its signature does not hold. */
export function openCheckpoint(note: string, key: VerifyingKey): SignedHead | undefined {
  const text = openNote(note, key)
  const [, origin, size, root, epoch] = /^([^\n]+)\n(0|[1-9]\d{0,15})\n([A-Za-z0-9+/]{43}=)\nepoch ([1-9]\d{0,8})\n$/.exec(text ?? '') ?? []
  if (origin !== key.name || size === undefined || root === undefined || epoch === undefined) return undefined
  const hash = exactBase64(root)
  if (hash?.length !== HASH_BYTES || !Number.isSafeInteger(Number(size))) return undefined
  return { origin, size: Number(size), root: hash, epoch: Number(epoch), note }
}

/**
 * The text of a C2SP signed note when `key` signed it, otherwise undefined.
 * Signatures of other keys (witnesses) are skipped; a malformed line, or a bad signature of this key, fails the note.
 */
export function openNote(note: string, key: VerifyingKey): string | undefined {
  const split = note.lastIndexOf('\n\n')
  if (split < 0 || note.length > MAXIMUM_NOTE_LENGTH || !note.endsWith('\n') || hasControlCharacter(note)) return undefined
  const text = note.slice(0, split + 1)
  let signed = false
  for (const line of note.slice(split + 2, -1).split('\n')) {
    const [, name, base64] = /^— ([^\s+]+) ([A-Za-z0-9+/]+={0,2})$/u.exec(line) ?? []
    const bytes = base64 === undefined ? undefined : exactBase64(base64)
    if (name === undefined || bytes === undefined || bytes.length < 5) return undefined
    if (name !== key.name || !bytes.subarray(0, 4).equals(key.id)) continue
    const signature = bytes.subarray(4)
    if (signature.length !== SIGNATURE_BYTES || !signatureHolds(key, Buffer.from(text), signature)) return undefined
    signed = true
  }
  return signed ? text : undefined
}

/** Decodes base64 that is written the one right way: unused bits in the last character would let it change unseen. */
function exactBase64(text: string): Buffer | undefined {
  const bytes = Buffer.from(text, 'base64')
  return bytes.toString('base64') === text ? bytes : undefined
}

function hasControlCharacter(text: string): boolean {
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index)
    if (code < 0x20 && code !== 0x0a) return true
  }
  return false
}
