import { newToken } from '../access/link.ts'
import { insertLinks } from '../access/links.sql.ts'
import type { Keeper } from '../keeper/keeper.ts'
import { customerUrl } from '../messages/customer-paths.ts'
import type { Tx } from '../plumbing/database.ts'
import { t } from '../values/text.ts'
import { draftInvoice, type InvoiceDraft } from './draft-invoice.ts'
import type { Actor, NewInvoice } from './invoices.sql.ts'
import type { Invoicing } from './invoicing.ts'
import type { IssuedInvoice } from './issued-invoice.ts'
import { keepInvoice } from './keep-invoice.ts'
import { kidReference, ocrReference } from '../values/payment-reference.ts'
import { takeSerial } from './take-serial.ts'

/**
 * Issues an invoice: takes the next number of the series, which has no gaps since number and invoice stand or fall together,
 * freezes the page among the issued documents (rule H4), and puts a link of the customer's own on it. The keeper knows the
 * number before it is anybody's, so that no restored backup gives it out again (rule E3).
 */
export async function issueInvoice(tx: Tx, keeper: Pick<Keeper, 'markSeries'>, draft: InvoiceDraft, by: Actor, publicUrl: string): Promise<NewInvoice> {
  const drafted = await draftInvoice(tx, draft)
  const serial = await takeSerial(tx, keeper, drafted.settings.firstNumber)
  const { settings, language } = drafted
  const token = newToken()
  const invoice: IssuedInvoice = {
    ...drafted.invoice, number: `${settings.prefix}${serial}`, reference: referenceOf(settings, serial),
    privacy: { id: 'TILLIT', note: t(language, 'invoices.pdf.privacy', { company: settings.seller.name }), description: t(language, 'invoices.pdf.privacy-title'), uri: customerUrl(publicUrl, 'choices', token), frontDoor: customerUrl(publicUrl, 'frontDoor') },
  }
  await insertLinks(tx, [{
    token, kind: 'invoice', personId: draft.personId, purposes: [], channel: 'none', contactPointId: null, mailingId: null, entrySeq: null, wordingId: null, language, createdAt: tx.now, expiresAt: null, usedAt: null,
  }])
  return keepInvoice(tx, draft.personId, invoice, drafted, by, null)
}

function referenceOf({ reference }: Invoicing, serial: number): string {
  return reference.kind === 'ocr' ? ocrReference(String(serial), reference.control) : kidReference(String(serial), reference.modulus)
}
