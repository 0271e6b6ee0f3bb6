import { fault, type Fault } from './fault.ts'

/** A decimal number as it is counted with: millionths. Nothing here is ever a float. */
export type Decimal = bigint

const DECIMALS = 6
const ONE = 10n ** BigInt(DECIMALS)
/** Grouping by blanks (also those that do not break) and a comma or point before the decimals, as invoices and people write. */
const FORM = /^([-−])?(\d{1,3}(?:[ \u00a0\u202f]\d{3})+|\d{1,12})(?:[.,](\d+))?$/

export type DecimalFault = Fault<'decimal-empty' | 'decimal-form' | 'decimal-too-fine'>

/** Reads `12`, `12.5`, `1 234,50` or `−3`. A point or comma always stands before decimals; at most `decimals` of them. */
export function parseDecimal(text: string, decimals: number = DECIMALS): Decimal | DecimalFault {
  const typed = text.trim()
  if (typed === '') return fault('decimal-empty')
  const parts = FORM.exec(typed)
  if (!parts) return fault('decimal-form')
  const [, sign, whole, fraction = ''] = parts
  const kept = fraction.replace(/0+$/, '')
  if (kept.length > decimals) return fault('decimal-too-fine', { decimals })
  const value = BigInt(whole!.replaceAll(/\D/g, '')) * ONE + BigInt(kept.padEnd(DECIMALS, '0'))
  return sign ? -value : value
}

/** `12.5`: the shortest form, with a point (XML Schema's decimal). */
export function decimalText(value: Decimal): string {
  const [whole, fraction] = [abs(value) / ONE, abs(value) % ONE]
  const decimals = fraction === 0n ? '' : `.${String(fraction).padStart(DECIMALS, '0').replace(/0+$/, '')}`
  return `${value < 0n ? '-' : ''}${whole}${decimals}`
}

/** `numerator ÷ denominator` as a whole number, halves away from zero (EN 16931 and Skatteverket round so). */
export function divideRounded(numerator: bigint, denominator: bigint): bigint {
  const [top, bottom] = denominator < 0n ? [-numerator, -denominator] : [numerator, denominator]
  const rounded = (abs(top) * 2n + bottom) / (bottom * 2n)
  return top < 0n ? -rounded : rounded
}

/** The product of two decimals, in hundredths: what a quantity at a price comes to in öre, øre or cents. */
export function productInHundredths(one: Decimal, other: Decimal): bigint {
  return divideRounded(one * other * 100n, ONE * ONE)
}

function abs(value: bigint): bigint {
  return value < 0n ? -value : value
}
