import { layInvoiceLinks } from '../access/lay-invoice-links.ts'
import { newToken } from '../access/link.ts'
import { newTypedCode } from '../access/typed-code.ts'
import type { Keeper } from '../keeper/keeper.ts'
import { customerUrl } from '../messages/customer-paths.ts'
import type { Tx } from '../plumbing/database.ts'
import { kidReference, ocrReference } from '../values/payment-reference.ts'
import type { Drafted } from './invoice-draft.ts'
import type { Actor, NewInvoice } from './invoices.sql.ts'
import type { Invoicing } from './invoicing.ts'
import { keepInvoices } from './keep-invoices.ts'
import { voucherNotice } from './voucher-notice.ts'

/**
 * Issues what was drafted in this transaction, in order: each gets the next number of the series, is frozen with its page among the issued documents
 * (rule H4), and has a link and a code of the customer's own on it.
 */
export async function issueInvoices(tx: Tx, keeper: Pick<Keeper, 'markSeries' | 'keys'>, many: readonly Drafted[], by: Actor, publicUrl: string): Promise<NewInvoice[]> {
  if (many.length === 0) return []
  const { settings } = many[0]!
  const drafts = many.map((drafted) => ({ ...drafted, token: newToken(), eInvoiceToken: newToken(), code: newTypedCode() }))
  const kept = await keepInvoices(tx, keeper, settings, drafts.map(({ personId, totals, language, invoice, token, eInvoiceToken, code }) => ({
    personId, totals, language, credits: null,
    numbered: (serial) => ({
      ...invoice, number: `${settings.prefix}${serial}`, reference: referenceOf(settings, serial),
      privacy: { id: 'TILLIT', ...voucherNotice(language, settings.seller.name), uri: customerUrl(publicUrl, 'choices', token), eInvoice: customerUrl(publicUrl, 'choices', eInvoiceToken), frontDoor: customerUrl(publicUrl, 'frontDoor'), code },
    }),
  })), by)
  await layInvoiceLinks(tx, keeper.keys.tokens, drafts.map((one, place) => ({ ...one, invoiceId: kept[place]!.invoiceId })), settings.codeDays)
  return kept
}

function referenceOf({ reference }: Invoicing, serial: number): string {
  return reference.kind === 'ocr' ? ocrReference(String(serial), reference.control) : kidReference(String(serial), reference.modulus)
}
