import type { LocalDate } from '../values/calendar.ts'
import type { CountryCode } from '../values/country.ts'
import { isFault } from '../values/fault.ts'
import { parsePhone } from '../values/phone.ts'
import { COMMON_NAMES, FAMILY_ENDING } from '../free-text/common-names.ts'
import { findIdentityNumbers } from '../values/sensitive-text.ts'

/** What of somebody else was found: `chosen` is what a colleague marked. */
export const OTHERS_KINDS = ['name', 'email', 'phone', 'identity-number', 'chosen'] as const
export type OthersKind = (typeof OTHERS_KINDS)[number]

/**
 * Why it was taken for somebody else's: it is of a person who is `related` or shares an address; it is none of the `own`
 * addresses and numbers; it `looks-like` a name that is not the person's; a `colleague` said so.
 */
export const OTHERS_WHYS = ['related', 'not-own', 'looks-like', 'colleague'] as const
export type OthersWhy = (typeof OTHERS_WHYS)[number]

/** A place in a text, in UTF-16 units; `end` is the first one behind it. */
export interface OthersFound {
  start: number
  end: number
  kind: OthersKind
  why: OthersWhy
}

/** Whose copy it is, and what else may stand in it. */
export interface OwnWords {
  /** What the person and the company are called, whole and in parts. */
  names: readonly string[]
  /** The person's given names: a word before one of them is no part of a name. */
  givenNames: readonly string[]
  /** Addresses and numbers of the person and the company, canonical. */
  contacts: ReadonlySet<string>
  birthDate: string | null
  /** The person's own identity number, digits alone; null when it is not held. */
  identityNumber: string | null
  country: CountryCode | null
  today: LocalDate
}

/** People who are known to be somebody else: what they are called, and their addresses and numbers, canonical. */
export interface Others {
  names: readonly string[]
  contacts: ReadonlySet<string>
}

const LETTER = String.raw`[\p{L}\p{N}]`
const EMAIL = /[^\s<>()"',;:[\]]+@[^\s<>()"',;:[\]]+\.\p{L}{2,}/gu
const PHONE = /(?<![\w+-])(?:\+|00|0)?\d(?:[\s()/-]{0,2}\d){6,14}(?![\w-])/g
/** Two words or more that begin with a capital, as names do; a particle may stand between. */
const NAME = new RegExp(String.raw`(?<!${LETTER})\p{Lu}[\p{L}\p{N}'’-]+(?: (?:(?:von|van|af|av|de|da|der|la|el|bin|al) )?\p{Lu}[\p{L}\p{N}'’-]+)+`, 'gu')
const WORD = new RegExp(String.raw`(?<!${LETTER}|[@.-])[\p{L}'’-]{3,}(?!${LETTER}|[@])`, 'gu')
/** A word for somebody else with a name behind it. */
const CALLED = new RegExp(String.raw`(?<!${LETTER})(?:grann\p{L}*|nabo\p{L}*|neighbour|sambo\p{L}*|samboer\p{L}*|mak[ea]\p{L}*|hustru\p{L}*|fru|kon[ae]\p{L}*|ektemann\p{L}*|mann\p{L}*|man|husband|wife|partner\p{L}*|mor|mamma\p{L}*|mother|far|pappa\p{L}*|father|son\p{L}*|sønn\p{L}*|dotter\p{L}*|dottern|datter\p{L}*|daughter|bror\p{L}*|brother|syster\p{L}*|søster\p{L}*|sister|vän\p{L}*|venn\p{L}*|friend|kolleg\p{L}*|colleague|chef\p{L}*|sjef\p{L}*|boss|barn\p{L}*|child)(?: (?:som heter|heter|called|named))?,? (?<name>\p{Lu}[\p{L}\p{N}'’-]+)`, 'giu')
/** Words that open a sentence before a name and are none. */
const OPENERS = new Set(['rang', 'ringde', 'ringte', 'talade', 'pratade', 'snakket', 'called', 'spoke', 'hej', 'hei', 'hi', 'hello', 'dear', 'kära', 'kjære', 'fru', 'herr', 'mr', 'mrs', 'ms', 'enligt', 'ifølge', 'säger', 'sier', 'says', 'kund', 'kunden', 'kunde', 'customer', 'hos', 'med', 'with', 'från', 'fra', 'from', 'till', 'til', 'to', 'och', 'og', 'and', 'grannen', 'naboen', 'neighbour'])

/**
 * What in a text is about somebody else than whose copy it is. In a `note` whatever is not the person's is found, also what
 * only looks like a name, which a colleague may let stand; in other texts, such as values and mails to the person
 * themself, known others and identity numbers alone.
 */
export function findOthers(text: string, own: OwnWords, others: Others, note = true): OthersFound[] {
  if (text.length < 3) return []
  return withoutOverlaps([...emailsIn(text, own, others, note), ...numbersIn(text, own), ...phonesIn(text, own, others, note), ...knownIn(text, own, others, note), ...(note ? [...calledIn(text, own), ...namesIn(text, own), ...commonIn(text, own)] : [])])
}

/** The text without what was found; `instead` says in words what stood there. */
export function withoutOthers(text: string, found: readonly OthersFound[], instead: (kind: OthersKind) => string): string {
  let [so, from] = ['', 0]
  for (const { start, end, kind } of found) {
    so += text.slice(from, start) + instead(kind)
    from = end
  }
  return so + text.slice(from)
}

function emailsIn(text: string, own: OwnWords, others: Others, note: boolean): OthersFound[] {
  return [...text.matchAll(EMAIL)].filter(([address]) => isOthers(address.replace(/[.!?]+$/, '').toLowerCase(), own, others, note)).map((match) => foundAt(match, 'email', 'not-own'))
}

/** In a note what is not the person's is somebody else's. */
function isOthers(contact: string, own: OwnWords, others: Others, note: boolean): boolean {
  return !own.contacts.has(contact) && (note || others.contacts.has(contact))
}

function numbersIn(text: string, own: OwnWords): OthersFound[] {
  return findIdentityNumbers(text, own.today).filter((number) => number.sensitive && !isOwnNumber(text.slice(number.start, number.end).replaceAll(/\D/g, ''), own))
    .map(({ start, end }) => ({ start, end, kind: 'identity-number', why: 'not-own' }))
}

/** Where the number is not held, one of the person's own birth date is theirs as far as anybody can tell. */
function isOwnNumber(digits: string, { birthDate, identityNumber }: OwnWords): boolean {
  if (identityNumber !== null) return identityNumber.endsWith(digits.slice(-10))
  if (birthDate === null) return false
  const [year, month, day] = birthDate.split('-') as [string, string, string]
  return [`${year.slice(2)}${month}${day}`, `${day}${month}${year.slice(2)}`, `${year}${month}${day}`].some((date) => digits.startsWith(date))
}

function phonesIn(text: string, own: OwnWords, others: Others, note: boolean): OthersFound[] {
  return [...text.matchAll(PHONE)].filter(([number]) => {
    const phone = parsePhone(number, own.country)
    return !isFault(phone) && isOthers(phone.e164, own, others, note)
  }).map((match) => foundAt(match, 'phone', 'not-own'))
}

/** In a note people write names as they come, so those who are known to be near are found in either case. */
function knownIn(text: string, own: OwnWords, others: Others, note: boolean): OthersFound[] {
  const [folded, flags] = note ? [text.toLowerCase(), 'giu'] : [text, 'gu']
  const names = others.names.filter((name) => name.length > 1 && !own.names.some((mine) => mine.toLowerCase() === name.toLowerCase()) && folded.includes(note ? name.toLowerCase() : name))
  return names.flatMap((name) => [...text.matchAll(new RegExp(`(?<!${LETTER})${literally(name)}(?:['’]?s)?(?!${LETTER})`, flags))].map((match) => foundAt(match, 'name', 'related')))
}

/** A name as a pattern that finds it letter by letter. */
function literally(name: string): string {
  return name.replaceAll(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`)
}

function calledIn(text: string, own: OwnWords): OthersFound[] {
  return [...text.matchAll(CALLED)].flatMap((match) => {
    const name = match.groups!['name']!
    // The pattern reads words in either case; a name begins with a capital.
    if (!/^\p{Lu}/u.test(name) || isOwn(name, own)) return []
    const start = match.index + match[0].length - name.length
    return [{ start, end: start + name.length, kind: 'name' as const, why: 'looks-like' as const }]
  })
}

function namesIn(text: string, own: OwnWords): OthersFound[] {
  return [...text.matchAll(NAME)].flatMap((match) => {
    let [name, start] = [match[0], match.index]
    for (let [opener, rest] = firstOf(name); OPENERS.has(opener.toLowerCase()); [opener, rest] = firstOf(name)) [start, name] = [start + name.length - rest.length, rest]
    const parts = name.split(' ')
    if (name === '' || parts.every((part) => isOwn(part, own)) || isOwnBehindWord(parts, own)) return []
    return [{ start, end: start + name.length, kind: 'name' as const, why: 'looks-like' as const }]
  })
}

/** A common given name, alone and in lower case too, with the family name behind it. */
function commonIn(text: string, own: OwnWords): OthersFound[] {
  return [...text.matchAll(WORD)].flatMap((match) => {
    const name = bareName(match[0])
    if (name === undefined || isOwn(match[0], own)) return []
    const family = /^ ([\p{L}'’-]+)/u.exec(text.slice(match.index + match[0].length))?.[1]
    const isFamily = family !== undefined && !isOwn(family, own) && FAMILY_ENDING.test(family.toLowerCase().replace(/['’]?s$/, '')) && family.length > 4
    return [{ start: match.index, end: match.index + match[0].length + (isFamily ? family.length + 1 : 0), kind: 'name' as const, why: 'looks-like' as const }]
  })
}

/** The common name that a word is, with or without a genitive. */
function bareName(word: string): string | undefined {
  return [word, word.replace(/['’]?s$/, '')].map((one) => one.toLowerCase()).find((one) => COMMON_NAMES.has(one))
}

/** `Ring Bo Ekdahl`: whatever begins the sentence, who is meant is the person. */
function isOwnBehindWord([, ...parts]: readonly string[], own: OwnWords): boolean {
  return parts.length > 0 && isOwn(parts[0]!, { ...own, names: own.givenNames }) && parts.every((part) => isOwn(part, own))
}

function firstOf(name: string): [first: string, rest: string] {
  const space = name.indexOf(' ')
  return space < 0 ? [name, ''] : [name.slice(0, space), name.slice(space + 1)]
}

function isOwn(word: string, { names }: OwnWords): boolean {
  const bare = word.replace(/['’]?s$/, '')
  return names.some((name) => [word, bare].some((one) => name.toLowerCase() === one.toLowerCase()))
}

function foundAt(match: RegExpExecArray, kind: OthersKind, why: OthersWhy): OthersFound {
  return { start: match.index, end: match.index + match[0].length, kind, why }
}

/** In the order of the text; of two that overlap the one that begins first, else the longer. */
function withoutOverlaps(found: readonly OthersFound[]): OthersFound[] {
  const sorted = found.toSorted((a, b) => a.start - b.start || b.end - a.end)
  const kept: OthersFound[] = []
  for (const one of sorted) {
    const last = kept.at(-1)
    if (!last || one.start >= last.end) kept.push(one)
    else if (one.end > last.end) last.end = one.end
  }
  return kept
}
