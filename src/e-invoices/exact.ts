import { divideRounded } from '../values/decimal.ts'

/** A decimal number as files write them, of whatever length, in units of 10⁻¹²: rules compare what stands there, not what it was rounded to. */
export type Exact = bigint

const DIGITS = 12
export const ONE: Exact = 10n ** BigInt(DIGITS)
const HUNDREDTH = ONE / 100n

/** Undefined for what is no decimal number (XML Schema), or finer than anybody writes. */
export function exact(text: string | undefined): Exact | undefined {
  const [, sign, whole = '', fraction = ''] = /^([+-])?(\d{0,20})(?:\.(\d*))?$/.exec(text?.trim() ?? '') ?? []
  if (whole === '' && fraction === '') return undefined
  const value = BigInt(whole || '0') * ONE + BigInt(fraction.slice(0, DIGITS).padEnd(DIGITS, '0'))
  return sign === '-' ? -value : value
}

export function times(one: Exact, other: Exact): Exact {
  return (one * other) / ONE
}

export function over(one: Exact, other: Exact): Exact {
  return (one * ONE) / other
}

/** To two decimals; halves upwards, as XPath does. */
export function twoDecimals(value: Exact): Exact {
  return floorDivide(value + HUNDREDTH / 2n, HUNDREDTH) * HUNDREDTH
}

/** To a whole number, halves upwards. */
export function wholeNumber(value: Exact): Exact {
  return floorDivide(value + ONE / 2n, ONE) * ONE
}

export function size(value: Exact): Exact {
  return value < 0n ? -value : value
}

/** In hundredths, halves away from zero: what money is counted in here. */
export function hundredths(value: Exact): bigint {
  return divideRounded(value, HUNDREDTH)
}

/** In millionths: what quantities and prices are counted in here. */
export function millionths(value: Exact): bigint {
  return divideRounded(value, ONE / 1_000_000n)
}

function floorDivide(value: bigint, by: bigint): bigint {
  const down = value / by
  return value < 0n && down * by !== value ? down - 1n : down
}
