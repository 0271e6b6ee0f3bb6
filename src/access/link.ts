import { createHash, randomBytes } from 'node:crypto'
import type { Surface } from '../ledger/entry.ts'
import type { Channel } from '../law/channel.ts'
import type { ContactPointId, MailingId, PersonId } from '../values/ids.ts'
import { monthsLater } from '../values/moment.ts'
import type { Language } from '../values/text.ts'

/**
 * What a link in a message may do for whoever holds it:
 * `stop` says no, as long as the address is held; `ask` proves one yes, once; `confirm` is the second step of a double
 * opt-in; `revoke` is "that wasn't me" on a receipt; `invoice` stands on an invoice and says no as `stop` does, and so does
 * `invoice-code`, which is typed (typed-code.ts), and `letter`, which stands on the slip of a printed sheet; `quote` shows one
 * quote and takes the answer to it; `lead` asks to be contacted, once, or says no to it.
 */
export const LINK_KINDS = ['stop', 'ask', 'confirm', 'revoke', 'invoice', 'invoice-code', 'letter', 'quote', 'lead'] as const
export type LinkKind = (typeof LINK_KINDS)[number]

/** Months that the powers of a link beyond saying no last. */
export const LINK_MONTHS = 12
const TOKEN_BYTES = 32

export interface Link {
  kind: LinkKind
  personId: PersonId
  purposes: readonly string[]
  channel: Channel
  contactPointId: ContactPointId | null
  mailingId: MailingId | null
  entrySeq: number | null
  wordingId: Buffer | null
  language: Language
  createdAt: Date
  /** Null: does not end by time. */
  expiresAt: Date | null
  usedAt: Date | null
  /** The invoice it stands on. */
  invoiceId: string | null
  /** Where what is said by it is said; null: as its kind tells. Nobody can read it off the link. */
  surface: Surface | null
}

export interface NewLink extends Omit<Link, 'invoiceId' | 'surface'> {
  /** 256 random bits in base64url, in the message only. */
  token: string
  invoiceId?: string
}

/** Kinds that stand on an invoice. */
export const INVOICE_LINKS: readonly LinkKind[] = ['invoice', 'invoice-code']

/** Whether a link may still do more than say no. Its months are counted on the clock of the company's zone. */
export function linkMayMore(link: Pick<Link, 'createdAt' | 'expiresAt'>, now: Date): boolean {
  return now < (link.expiresAt ?? monthsLater(link.createdAt, LINK_MONTHS, 'Europe/Stockholm'))
}

/** A token and nothing else: only its hash is stored. */
export function newToken(): string {
  return randomBytes(TOKEN_BYTES).toString('base64url')
}

/** True for text that could be a token of ours, so that nothing else is looked up. */
export function looksLikeToken(text: string): boolean {
  return /^[\w-]{43}$/.test(text)
}

/** What is stored of a token (SHA-256: the token has 256 bits of its own, no stretching needed). */
export function tokenHash(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}
