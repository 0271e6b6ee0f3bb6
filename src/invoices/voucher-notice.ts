import { LANGUAGES, t, type Language } from '../values/text.ts'
import type { PrivacyPart } from './issued-invoice.ts'

/** Counts up whenever the sentence that stands on every voucher says something else (texts `invoices.pdf.privacy`); what was shown before keeps its own. */
export const VOUCHER_NOTICE_VERSION = 1

/** The one sentence about the customer's data that stands on a voucher: neutral, the same for everybody. */
export function voucherNotice(language: Language, company: string): { note: string; description: string; language: Language; version: number } {
  return { note: t(language, 'invoices.pdf.privacy', { company }), description: t(language, 'invoices.pdf.privacy-title'), language, version: VOUCHER_NOTICE_VERSION }
}

/** In which language it stood there; of what was issued before that was kept, by its heading. */
export function voucherLanguage({ language, description }: Pick<PrivacyPart, 'language' | 'description'>): Language {
  return language ?? LANGUAGES.find((each) => t(each, 'invoices.pdf.privacy-title') === description) ?? 'en'
}

/** What stands there for the people who are named on an invoice to their company (art. 14): what is held of them, why, and where they read more. */
export function companyNotice(language: Language, company: string): { note: string; description: string; language: Language; version: number } {
  return { note: t(language, 'invoices.pdf.privacy-company', { company }), description: t(language, 'invoices.pdf.privacy-title'), language, version: VOUCHER_NOTICE_VERSION }
}
