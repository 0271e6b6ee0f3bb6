import { createHash, randomBytes } from 'node:crypto'

/** Who takes what comes to an address. */
export const TAKERS = ['decorating', 'tickets', 'correspondence'] as const
export type Taker = (typeof TAKERS)[number]

export interface IncomingAddress {
  addressId: string
  taker: Taker
  /** What it is called by the company: the system that writes there. */
  name: string
  /** Where what came of a mail is sent, whoever it says it is from; null for tickets, which are answered to whoever wrote. */
  answerTo: string | null
  /** An address without a secret, which everybody may know: of tickets alone. */
  openAddress: string | null
  /** Whose it is, where it is one colleague’s: what comes there is kept with customers. */
  staffId: string | null
  language: 'sv' | 'nb' | 'en'
  createdAt: Date
  revokedAt: Date | null
  lastAt: Date | null
  mails: number
  done: number
  refused: number
}

const LETTERS = 'abcdefghijklmnopqrstuvwxyz234567'
/** 130 bits: as many letters as fit behind a plus in 64, and servers may write them small. */
const TOKEN_LETTERS = 26
const TOKEN = /^[a-z2-7]{26}$/

/** The secret part of an address, in letters that no mail server changes. */
export function newAddressToken(): string {
  return [...randomBytes(TOKEN_LETTERS)].map((byte) => LETTERS[byte % LETTERS.length]).join('')
}

/** What is stored of it (SHA-256: it has bits of its own enough). */
export function addressTokenHash(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}

/** The whole address behind which a secret stands: `in+secret@example.se`. */
export function addressWith(base: string, token: string): string {
  const at = base.lastIndexOf('@')
  return `${base.slice(0, at)}+${token}${base.slice(at)}`
}

/** What stands behind the plus of an address of ours: null for the mailbox itself, undefined for an address that is not ours. */
export function behindPlus(base: string, address: string): string | null | undefined {
  const [own, came] = [base.toLowerCase(), address.trim().toLowerCase()]
  if (came === own) return null
  const at = own.lastIndexOf('@')
  const [start, end] = [`${own.slice(0, at)}+`, own.slice(at)]
  return came.startsWith(start) && came.endsWith(end) && came.length > start.length + end.length ? came.slice(start.length, -end.length) : undefined
}

/** True for what could be a secret of ours, so that nothing else is looked up. */
export function looksLikeAddressToken(text: string): boolean {
  return TOKEN.test(text)
}
