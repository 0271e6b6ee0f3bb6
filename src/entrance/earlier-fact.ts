import { readLetterNumber } from '../values/letter-number.ts'

/**
 * What somebody with only paper tells: the number of an earlier invoice, or the reference that goes with its payment, and what was to be
 * paid; or the number of an earlier letter, which is enough by itself: nobody can guess it.
 */
export interface TypedFact {
  number: string
  amount: string
}

/** What stood on an invoice. In hundredths. */
export interface StoodOnIt {
  number: string
  reference: string
  payable: bigint
}

/** Months back that an earlier invoice or letter may lie: older ones are in nobody's drawer, and each one more is one more to guess. */
export const FACT_MONTHS = 24

/**
 * Seconds to wait after each wrong fact in a row; after the last the code takes none any more. One invoice in wrong hands so
 * gives five guesses at a number among all of the company's, and at an amount.
 */
export const FACT_WAITS: readonly number[] = [60, 300, 1_800, 14_400, 86_400]

/** More than anybody types for a number or an amount. */
export const FACT_MAX = 40

/** Whether one of these has what was told. `letters`: the numbers of earlier letters. */
export function hasFact(earlier: readonly StoodOnIt[], letters: readonly string[], typed: TypedFact): boolean {
  const [number, amount, letter] = [plain(typed.number), amountIn(typed.amount), readLetterNumber(typed.number)]
  const onInvoice = number !== '' && earlier.some((one) => one.payable === amount && [one.number, one.reference].some((each) => plain(each) === number))
  const onLetter = letter !== undefined && letters.includes(letter)
  return onInvoice || onLetter
}

/** Whether a number alone can be a fact: one of a letter has letters in it, as good as always. */
export function isWholeFact({ number, amount }: TypedFact): boolean {
  return number !== '' && (amount !== '' || (readLetterNumber(number) !== undefined && !/^[\d\s\p{Pd}]+$/u.test(number)))
}

/** Letters and digits alone: spaces, hyphens and case are forgiven. */
function plain(text: string): string {
  return text.normalize('NFKC').toUpperCase().replaceAll(/[^\p{L}\p{N}]/gu, '')
}

/** `1 350,00 kr`, `1.350,00`, `1350:-` and `1350` are the same amount, in hundredths; undefined where there is none. */
export function amountIn(text: string): bigint | undefined {
  const written = text.normalize('NFKC').replaceAll(/[^\d.,:]/g, '').replace(/[.,:]+$/, '')
  const [, whole, part = ''] = /^([\d.,:]*?)(?:[.,:](\d{1,2}))?$/.exec(written) ?? []
  const digits = (whole ?? '').replaceAll(/\D/g, '')
  return /^\d{1,12}$/.test(digits) ? BigInt(digits) * 100n + BigInt(part.padEnd(2, '0') || '0') : undefined
}
