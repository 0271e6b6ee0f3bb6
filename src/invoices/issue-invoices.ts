import { layInvoiceLinks } from '../access/lay-invoice-links.ts'
import { newToken } from '../access/link.ts'
import { newTypedCode } from '../access/typed-code.ts'
import type { Keeper } from '../keeper/keeper.ts'
import { customerUrl } from '../messages/customer-paths.ts'
import type { Tx } from '../plumbing/database.ts'
import { kidReference, ocrReference } from '../values/payment-reference.ts'
import type { Drafted } from './invoice-draft.ts'
import type { Actor, NewInvoice } from './invoices.sql.ts'
import type { PrivacyPart } from './issued-invoice.ts'
import type { Invoicing } from './invoicing.ts'
import { keepInvoices } from './keep-invoices.ts'
import { companyNotice, voucherNotice } from './voucher-notice.ts'

/**
 * Issues what was drafted in this transaction, in order: each gets the next number of the series, is frozen with its page among the issued documents
 * (rule H4), and has a link and a code of the customer's own on it.
 */
export async function issueInvoices(tx: Tx, keeper: Pick<Keeper, 'markSeries' | 'keys'>, many: readonly Drafted[], by: Actor, publicUrl: string): Promise<NewInvoice[]> {
  if (many.length === 0) return []
  const { settings } = many[0]!
  const drafts = many.map((drafted) => ({ ...drafted, token: newToken(), eInvoiceToken: newToken(), code: newTypedCode() }))
  const privacyOf = ({ companyId, language, token, eInvoiceToken, code }: (typeof drafts)[number]): PrivacyPart => {
    const frontDoor = customerUrl(publicUrl, 'frontDoor')
    // A company is asked nothing, and its voucher is read by many: no way in for anybody, but where its people read about theirs (art. 14).
    return companyId === null
      ? { id: 'TILLIT', ...voucherNotice(language, settings.seller.name), uri: customerUrl(publicUrl, 'choices', token), eInvoice: customerUrl(publicUrl, 'choices', eInvoiceToken), frontDoor, code }
      : { id: 'TILLIT', ...companyNotice(language, settings.seller.name), uri: customerUrl(publicUrl, 'privacy'), frontDoor }
  }
  const kept = await keepInvoices(tx, keeper, settings, drafts.map((one) => ({
    personId: one.personId, companyId: one.companyId, totals: one.totals, language: one.language, credits: null,
    numbered: (serial) => ({ ...one.invoice, number: `${settings.prefix}${serial}`, reference: referenceOf(settings, serial), privacy: privacyOf(one) }),
  })), by)
  const linked = drafts.map((one, place) => ({ ...one, invoiceId: kept[place]!.invoiceId })).filter((one) => one.companyId === null)
  await layInvoiceLinks(tx, keeper.keys.tokens, linked, settings.codeDays)
  return kept
}

function referenceOf({ reference }: Invoicing, serial: number): string {
  return reference.kind === 'ocr' ? ocrReference(String(serial), reference.control) : kidReference(String(serial), reference.modulus)
}
