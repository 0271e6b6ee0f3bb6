import { t, type Language } from '../values/text.ts'
import { totalsOf, type InvoiceTotals } from './invoice.ts'
import type { InvoicePage, PrivacyBox, ScanCode } from './invoice-pdf.ts'
import type { IssuedInvoice, PrivacyPart } from './issued-invoice.ts'
import { epcCode, swishCode, usingQrCode } from './payment-code.ts'

/** What stands on the page of an invoice, with every code a payer may scan. */
export function invoicePage(invoice: IssuedInvoice, swish: string | undefined, language: Language, at: Date): InvoicePage {
  const totals = totalsOf(invoice.lines, invoice)
  const { privacy } = invoice
  return {
    language, invoice, totals, at, payCodes: invoice.kind === 'invoice' ? payCodes(invoice, totals, swish, language) : [],
    ...(privacy && { privacy: privacyBox(privacy, language) }),
  }
}

/** The codes that pay an invoice, for as much as is asked now. */
export function payCodes(invoice: IssuedInvoice, totals: Pick<InvoiceTotals, 'payable' | 'vat'>, swish: string | undefined, language: Language): ScanCode[] {
  if (totals.payable <= 0n) return []
  const iban = invoice.accounts.find((account) => account.type === 'iban')
  const giro = invoice.accounts.find((account) => account.type !== 'iban') ?? iban
  const label = (key: string) => t(language, `invoices.pdf.code.${key}`)
  return [
    ...(swish && invoice.currency === 'SEK' ? [{ label: label('swish'), content: swishCode(swish, { amount: totals.payable, currency: 'SEK', reference: invoice.reference }) }] : []),
    ...(giro ? [{ label: label('bank'), content: usingQrCode({
      kind: 'invoice', payee: invoice.seller.name, organisationNumber: invoice.seller.organisationNumber ?? '', reference: invoice.reference, issuedOn: invoice.issuedOn, dueOn: invoice.dueOn,
      amount: totals.payable, vat: totals.vat, currency: invoice.currency, account: { type: ({ bankgiro: 'BG', plusgiro: 'PG', iban: 'IBAN', account: 'BBAN' } as const)[giro.type], number: giro.number, ...(giro.bank && { bank: giro.bank }) },
    }) }] : []),
    ...(iban && invoice.currency === 'EUR' ? [{ label: label('epc'), content: epcCode({ name: invoice.seller.name, iban: iban.number, ...(iban.bank && { bic: iban.bank }), amount: totals.payable, text: invoice.reference }) }] : []),
  ]
}

/** What the privacy part says, in the language of the customer. */
export function privacyBox({ uri, note, frontDoor, code }: PrivacyPart, language: Language): PrivacyBox {
  return {
    title: t(language, 'invoices.pdf.privacy-title'), text: note, code: { label: t(language, 'invoices.pdf.code.privacy'), content: uri }, typed: code ? t(language, 'invoices.pdf.privacy-by-hand', { address: frontDoor }) : t(language, 'invoices.pdf.privacy-page', { address: uri }),
    ...(code && { typedCode: { label: t(language, 'invoices.pdf.privacy-code'), code } }),
  }
}
