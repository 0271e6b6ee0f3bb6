import type { LocalDate } from '../values/calendar.ts'

/** Numbers of people and cards by date and check digit, small enough for the browser; a test holds them to the libraries that the register reads with. */

/** A personnummer, or a samordningsnummer with its day plus 60: ten or twelve digits, a letter among the last four in an interim number. */
export function isSwedishNumber(digits: string, today: LocalDate): boolean {
  const match = /^(18|19|20)?(\d{2})(\d{2})(\d{2})([\dTRSUWXJKLMN])(\d{3})$/.exec(digits)
  if (!match) return false
  const [, century, year, month, day, first, last] = match as unknown as [string, string | undefined, string, string, string, string, string]
  const plain = Number(day) > 60 ? String(Number(day) - 60).padStart(2, '0') : day
  if (!passesLuhn(`${year}${month}${day}${/\d/.test(first) ? first : '1'}${last}`)) return false
  return (century === undefined ? ['19', '20'] : [century]).some((one) => isPastDay(`${one}${year}`, month, plain, today))
}

const FIRST = [3, 7, 6, 1, 8, 9, 4, 5, 2, 1]
const SECOND = [5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1]

/** A fødselsnummer or D-number, and those made for health care and tests; with the check digits that hold from 2032 on too. */
export function isNorwegianNumber(digits: string): boolean {
  if (!/^\d{11}$/.test(digits)) return false
  const [day, month] = [Number(digits.slice(0, 2)), Number(digits.slice(2, 4))]
  const [plainDay, plainMonth] = [day > 40 ? day - 40 : day, month > 80 ? month - 80 : month > 40 ? month - 40 : month]
  if (!['18', '19', '20'].some((century) => isDay(`${century}${digits.slice(4, 6)}`, plainMonth, plainDay))) return false
  return [0, 1, 2, 3].includes(weighed(digits, FIRST) % 11) && weighed(digits, SECOND) % 11 === 0
}

const DANISH = [4, 3, 2, 7, 6, 5, 4, 3, 2, 1]

/** Whether ten digits begin with a date as a CPR-nummer does; since 2007 not every one has a check digit. */
export function isDanishDate(digits: string): boolean {
  return ['18', '19', '20'].some((century) => isDay(`${century}${digits.slice(4, 6)}`, Number(digits.slice(2, 4)), Number(digits.slice(0, 2))))
}

export function hasDanishCheckDigit(digits: string): boolean {
  return weighed(digits, DANISH) % 11 === 0
}

/** A henkilötunnus: the day, a sign for the century, three digits and a check mark. */
export function isFinnishNumber(text: string): boolean {
  const match = /^(\d{2})(\d{2})(\d{2})([-+A-FU-Y])(\d{3})([\dA-Y])$/.exec(text)
  if (!match) return false
  const [, day, month, year, sign, serial, mark] = match as unknown as [string, string, string, string, string, string, string]
  const century = sign === '+' ? '18' : /[A-F]/.test(sign) ? '20' : '19'
  return isDay(`${century}${year}`, Number(month), Number(day)) && '0123456789ABCDEFHJKLMNPRSTUVWXY'[Number(`${day}${month}${year}${serial}`) % 31] === mark
}

/** Where numbers of payment cards begin, by their length (ISO/IEC 7812). */
const CARDS = /^(?:4\d{15}|4\d{12}|4\d{18}|5[1-5]\d{14}|(?:222[1-9]|22[3-9]\d|2[3-6]\d{2}|27[01]\d|2720)\d{12}|3[47]\d{13}|3(?:0[0-5]|[68]\d)\d{11}|6(?:011|5\d{2}|4[4-9]\d)\d{12}|35\d{14}|(?:50|5[6-9]|6[37])\d{14})$/

export function isCardNumber(digits: string): boolean {
  return CARDS.test(digits) && passesLuhn(digits)
}

function passesLuhn(digits: string): boolean {
  let sum = 0
  for (let at = digits.length - 1, twice = false; at >= 0; at--, twice = !twice) {
    const digit = Number(digits[at]) * (twice ? 2 : 1)
    sum += digit > 9 ? digit - 9 : digit
  }
  return sum % 10 === 0
}

function weighed(digits: string, weights: readonly number[]): number {
  return weights.reduce((sum, weight, at) => sum + weight * Number(digits[at]), 0)
}

function isPastDay(year: string, month: string, day: string, today: LocalDate): boolean {
  return isDay(year, Number(month), Number(day)) && `${year}-${month}-${day}` <= today
}

function isDay(year: string, month: number, day: number): boolean {
  return month >= 1 && month <= 12 && day >= 1 && day <= new Date(Date.UTC(Number(year), month, 0)).getUTCDate()
}
