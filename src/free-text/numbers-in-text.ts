import type { LocalDate } from '../values/calendar.ts'
import { hasDanishCheckDigit, isCardNumber, isDanishDate, isFinnishNumber, isNorwegianNumber, isSwedishNumber } from './check-digits.ts'
import type { MarkedText } from './text-kind.ts'

const DASH = '[-‐-―]'
/** Digits as people write them, pairs apart or not, with no digit beside them; letters may stand close. */
const START = String.raw`(?<![\d+]|\d[-.])`
const END = String.raw`(?!\d|-\d)`
const SWEDISH = new RegExp(String.raw`${START}(?:1[89]|20)?[ .]?\d{2}(?:[ .]|${DASH})?\d{2}(?:[ .]|${DASH})?\d{2} ?(?:${DASH}|\+)? ?[\dTRSUWXJKLMN]\d{3}${END}`, 'g')
const NORWEGIAN = new RegExp(String.raw`${START}\d{2}[ .]?\d{2}[ .]?\d{2} ?${DASH}? ?\d{3} ?\d{2}${END}`, 'g')
const DANISH = new RegExp(String.raw`${START}\d{2}[ .]?\d{2}[ .]?\d{2} ?${DASH}? ?\d{4}${END}`, 'g')
const FINNISH = new RegExp(String.raw`${START}\d{6}[-+A-FU-Yacbdefuvwxy]\d{3}[\dA-Ya-y](?![\dA-Za-z])`, 'g')
const CARD = new RegExp(String.raw`(?<![\d+]|\d[ -])\d(?:[ -]?\d){12,18}(?![ -]?\d)`, 'g')

/** Just before a number: it is of a thing. */
const OF_A_THING = /(?:art(?:ikel|ikkel|icle)?|vare?|item|order?|ordre|faktura|invoice|ocr|kid|ref(?:erens|eranse|erence)?|serie|serial|kolli|parcel|spårnings|sporings|tracking)[\p{L}]*[.:]?\s*(?:(?:nr|no|nummer|number)\.?)?[:\s]*$/iu
/** Somewhere before a number: it is of a person. */
const OF_A_PERSON = /(?:cpr|personn|pnr|fødsels|identit|national id)/iu
/** How far before a number a word about it may stand, in characters. */
const NEAR = 40

/**
 * Identity numbers of people in Sweden, Norway, Denmark and Finland, and numbers of payment cards. Numbers with a right
 * check digit are always found; a Danish one without, which is given to people too, by its form unless a word says that it is of a thing.
 */
export function numbersInText(text: string, today: LocalDate): MarkedText[] {
  const found: MarkedText[] = []
  const take = (pattern: RegExp, kind: MarkedText['kind'], is: (written: string, before: string) => boolean): void => {
    for (const { 0: written, index } of text.matchAll(pattern)) {
      if (is(written, text.slice(Math.max(0, index - NEAR), index))) found.push({ start: index, end: index + written.length, kind })
    }
  }
  take(SWEDISH, 'identity-number', (written) => isSwedishNumber(bare(written), today))
  take(NORWEGIAN, 'identity-number', (written) => isNorwegianNumber(bare(written)))
  take(DANISH, 'identity-number', (written, before) => isDanish(written, before))
  take(FINNISH, 'identity-number', (written) => isFinnishNumber(written.toUpperCase()))
  take(CARD, 'card-number', (written, before) => isCardNumber(bare(written)) && !OF_A_THING.test(before))
  return found
}

function isDanish(written: string, before: string): boolean {
  const digits = bare(written)
  if (!isDanishDate(digits)) return false
  if (OF_A_PERSON.test(before)) return true
  if (OF_A_THING.test(before)) return false
  return hasDanishCheckDigit(digits) || /^\d{6}-\d{4}$/.test(written)
}

function bare(written: string): string {
  return written.replaceAll(/[^\dA-Z]/g, '')
}
