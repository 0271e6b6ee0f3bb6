import { layInvoiceLinks } from '../access/lay-invoice-links.ts'
import { newToken } from '../access/link.ts'
import { newTypedCode } from '../access/typed-code.ts'
import { privacyBox } from '../invoices/invoice-page.ts'
import { privacyPdf } from '../invoices/invoice-pdf.ts'
import type { PrivacyPart } from '../invoices/issued-invoice.ts'
import type { Keeper } from '../keeper/keeper.ts'
import { voucherNotice } from '../invoices/voucher-notice.ts'
import { customerUrl } from '../messages/customer-paths.ts'
import { Problem } from '../plumbing/errors.ts'
import type { Database } from '../plumbing/database.ts'
import { newId, type PersonId } from '../values/ids.ts'
import { addPageApart } from './add-page-apart.ts'
import { addPartApart } from './add-part-apart.ts'
import { nameToKeep, type Origin } from './decoration.ts'
import { insertDecoration } from './decorations.sql.ts'
import { readRecipient } from './read-recipient.ts'

/** A finished invoice of another system: its page, its e-invoice, or both. */
export interface Finished {
  pdf?: Uint8Array | undefined
  ubl?: Uint8Array | undefined
}

/** What is given back. */
export interface Decorated {
  personId: PersonId
  /** What its link and code are revoked by. */
  invoiceId: string
  /** The invoice with the page after its own; what was there stands unchanged in front of it. */
  pdf?: Buffer
  ubl?: Buffer
  /** For what could not be touched because it is signed: the privacy part as a sheet of its own. */
  sheet?: Buffer
}

/**
 * Adds the privacy part to the invoice of another system: a page behind its pages, one note and one reference in its e-invoice,
 * with a link and a code of this customer's own, and notes what was shown. The content of the invoice is not touched. Nothing is handed out, and no link
 * made, unless all of it could be done. Throws Problems (invalid) that name the file and what is wrong with it.
 */
export async function decorateInvoice(database: Database, keeper: Pick<Keeper, 'keys'>, personId: PersonId, { pdf, ubl }: Finished, origin: Origin, publicUrl: string): Promise<Decorated> {
  const recipient = await database.read((tx) => readRecipient(tx, personId))
  const { language, settings } = recipient
  const [token, eInvoiceToken, code] = [newToken(), newToken(), newTypedCode()]
  const part: PrivacyPart & { code: string } = {
    id: 'TILLIT', ...voucherNotice(language, settings.seller.name), uri: customerUrl(publicUrl, 'choices', token), frontDoor: customerUrl(publicUrl, 'frontDoor'), code,
  }
  const sheet = await privacyPdf(privacyBox(part, language), { author: settings.seller.name, language, at: database.clock() })
  const [page, eInvoice] = [pdf && (await addPageApart(pdf, sheet)), ubl && (await addPartApart(ubl, { ...part, uri: customerUrl(publicUrl, 'choices', eInvoiceToken) }))]
  for (const [field, done] of [['pdf', page], ['ubl', eInvoice]] as const) if (done && 'fault' in done && done.fault !== 'signed') throw new Problem('invalid', { text: `decorating.${field}-${done.fault}`, field })
  const invoiceId = newId(database.clock())
  const isSigned = [page, eInvoice].some((done) => done && 'fault' in done)
  await database.write(async (tx) => {
    await layInvoiceLinks(tx, keeper.keys.tokens, [{ personId, invoiceId, language, token, code, ...(ubl && { eInvoiceToken }) }], settings.codeDays)
    await insertDecoration(tx, {
      personId, decorationId: invoiceId, at: tx.now, way: origin.way, by: origin.by, name: nameToKeep(origin.name), language, words: part.note,
      withPdf: pdf !== undefined, withUbl: ubl !== undefined, withSheet: isSigned,
    })
  })
  const decorated: Decorated = { personId, invoiceId }
  if (page) decorated.pdf = 'pdf' in page ? page.pdf : Buffer.from(pdf!)
  if (eInvoice) decorated.ubl = Buffer.from('ubl' in eInvoice ? eInvoice.ubl : ubl!)
  if (isSigned) decorated.sheet = sheet
  return decorated
}
