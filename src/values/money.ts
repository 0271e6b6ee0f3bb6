import type { Language } from './text.ts'
import { writtenNumber } from './written.ts'

/** An amount in hundredths as its reader writes it, without the currency: `1 234,50`. */
export function moneyInWords(language: Language, amount: bigint): string {
  return writtenNumber(language, `${amount}e-2`, 2)
}

/** `4 875,00 SEK` from hundredths and currency as the database puts them together: `487500 SEK`. */
export function sumInWords(language: Language, sum: string): string {
  const [amount, currency] = sum.split(' ')
  return `${moneyInWords(language, BigInt(amount!))} ${currency!}`
}

/** An amount in hundredths with two decimals and a point: `1234.50`. */
export function amountText(amount: bigint): string {
  const digits = String(amount < 0n ? -amount : amount).padStart(3, '0')
  return `${amount < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`
}
