import type { KeyObject } from 'node:crypto'
import type { Tx } from '../plumbing/database.ts'
import type { PersonId } from '../values/ids.ts'
import { daysLater } from '../values/moment.ts'
import type { Language } from '../values/text.ts'
import { updateInvoiceLinksEnding } from './invoice-links.sql.ts'
import { tokenHash, type Link } from './link.ts'
import { insertHashedLinks } from './links.sql.ts'
import { typedCodeHash } from './typed-code.ts'

/** Days after the next invoice during which the code of the one before still tells who somebody is, unless the company has said otherwise. */
export const CODE_DAYS = 30

/** What is printed on an invoice so that its customer can come in by it. */
export interface InvoiceLinks {
  personId: PersonId
  invoiceId: string
  language: Language
  token: string
  /** The link in its e-invoice; left out: there is none, or it is the same. */
  eInvoiceToken?: string
  code: string
}

/**
 * Makes the links and the typed code that stand on each of these invoices ways in for its customer. The codes of earlier invoices
 * tell who somebody is for so many days more; they say no for good (rule H3).
 */
export async function layInvoiceLinks(tx: Tx, key: KeyObject, many: readonly InvoiceLinks[], days: number = CODE_DAYS): Promise<void> {
  await updateInvoiceLinksEnding(tx, [...new Set(many.map((one) => one.personId))], daysLater(tx.now, days))
  await insertHashedLinks(tx, many.flatMap((one) => [
    linkOn(one, 'invoice', tokenHash(one.token), tx.now), linkOn(one, 'invoice-code', typedCodeHash(key, one.code), tx.now),
    ...(one.eInvoiceToken === undefined ? [] : [{ ...linkOn(one, 'invoice', tokenHash(one.eInvoiceToken), tx.now), surface: 'e-invoice' as const }]),
  ]))
}

function linkOn({ personId, invoiceId, language }: InvoiceLinks, kind: Link['kind'], hash: Buffer, createdAt: Date): Link & { hash: Buffer } {
  return {
    kind, hash, personId, purposes: [], channel: 'none', contactPointId: null, mailingId: null, entrySeq: null, wordingId: null, language,
    createdAt, expiresAt: null, usedAt: null, invoiceId, surface: null,
  }
}
