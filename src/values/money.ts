import type { Language } from './text.ts'
import { localeOf } from './written.ts'

/** An amount in hundredths as its reader writes it, without the currency: `1 234,50`. */
export function moneyInWords(language: Language, amount: bigint): string {
  return new Intl.NumberFormat(localeOf(language), { minimumFractionDigits: 2 }).format(`${amount}e-2` as Intl.StringNumericLiteral)
}
