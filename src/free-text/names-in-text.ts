import { COMMON_NAMES, FAMILY_ENDING } from './common-names.ts'
import type { MarkedText } from './text-kind.ts'
import { isOfACompany, OF_A_COMPANY, type Word } from './words-in-text.ts'

/** Who somebody is to somebody: with a name behind it, it is somebody else's. */
const RELATED = /^(?:grann|nabo|neighbou?r|samb[oe]|mak[ea]|hustru|fru|kon[ae]|ekteman|mann?(?:en)?$|husband|wife|partner|mor$|moren|mamm|mother|mum|mom$|far$|faren|papp|father|dad|son$|sonen|sønn|dott(?:er|ern)$|datter|daughter|bro[rd]|brother|syster|søster|sister|sväger|svigerinn|svåger|svigerfor|svär(?:mor|far)|in-law|kompis|vän$|vännen|väninn|venn|friend|kolleg|colleague|chef|sjef|boss|manager|barn|child|exet|exman|exfru|ex$|eks|ex-|flickvän|pojkvän|kjæreste|girlfriend|boyfriend|uncle|aunt|moster|faster|morbror|farbror|tante|onkel|hyresvärd|landlord|utleier|mormor|morfar|farmor|farfar|bestemor|bestefar|grand(?:mother|father|son|daughter)|kusin|fetter|cousin|vaktmästar|assistent|barnbarn|barnebarn|exmaken|partneren|forelder|foresatt|guardian|carer|stepson|stepdaughter)/
/** What may stand between that word and the name. */
const BETWEEN = new Set(['som', 'heter', 'is', 'called', 'named', 'hennes', 'hans', 'deras', 'deres', 'sin', 'min', 'vår', 'her', 'his', 'their', 'hos', 'är', 'er'])
/** Somebody is spoken to or of. */
const SPOKEN = new Set(['ringa', 'ring', 'ringde', 'ringt', 'ringte', 'ringe', 'call', 'called', 'med', 'with', 'till', 'til', 'to', 'kontakta', 'kontakt', 'kontakte', 'contact', 'hos', 'enligt', 'ifølge', 'heter', 'av', 'by', 'från', 'fra', 'from', 'hälsa', 'hils', 'fråga', 'spør', 'ask', 'och', 'og', 'and', 'att', 'at', 'that'])

/** Where our own colleagues sit: who is named there speaks for the company. */
const OUR_PLACE = /^(?:lag(?:ret|eret)|warehouse|kundtjänst|kundservice|kundeservice|växeln|sentralbordet|switchboard|kontoret|office|verkstan|ekonomi|økonomi|accounts|support)/

/**
 * Names of others than the person themself: behind a word for who they are to them, a given name with a family name behind
 * it, or a common given name, in lower case too. `own` are the person's names, whole or in parts.
 */
export function namesInText(words: readonly Word[], text: string, own: readonly string[]): MarkedText[] {
  const mine = new Set(own.flatMap((name) => name.toLowerCase().split(/\s+/)))
  const isOwn = ({ text: name }: Word): boolean => [name, nominative(name)].some((one) => mine.has(one))
  const found: MarkedText[] = []
  for (let at = 0; at < words.length; at++) {
    const first = words[at]!
    // A word that begins the sentence before a name is no part of it.
    if (isOwn(first) || [SPOKEN, OF_A_COMPANY].some((set) => set.has(first.text)) || RELATED.test(first.text)) continue
    const length = lengthOfName(words, at, text, isOwn)
    if (!isOfACompany(words, at, length) && (first.capital ? isRelated(words, at, text) || isWholeName(words, at, length) || isSpokenOf(words, at) : isCommon(first.text))) {
      found.push({ start: first.start, end: words[at + length - 1]!.end, kind: 'third-party' })
    }
    at += length - 1
  }
  return found
}

/** Words with a capital one after the other, nothing but a space between them; behind a common name a family name in lower case too. */
function lengthOfName(words: readonly Word[], at: number, text: string, isOwn: (word: Word) => boolean): number {
  let length = 1
  while (length < 3) {
    const [last, next] = [words[at + length - 1]!, words[at + length]]
    if (!next || isOwn(next) || text.slice(last.end, next.start) !== ' ') break
    if (!(words[at]!.capital && next.capital) && !(isCommon(words[at]!.text) && FAMILY_ENDING.test(next.text) && next.text.length > 4)) break
    length += 1
  }
  return length
}

function isRelated(words: readonly Word[], at: number, text: string): boolean {
  let before = at - 1
  for (let steps = 0; steps < 2 && before >= 0 && BETWEEN.has(words[before]!.text); steps++) before -= 1
  const word = words[before]
  return word !== undefined && word.sentence === words[at]!.sentence && RELATED.test(word.text) && words[at]!.start - word.end < 24 && !/[()"]/.test(text.slice(word.end, word.start))
}

/** A common given name with a word behind it that has a capital, or a family name by its form. */
function isWholeName(words: readonly Word[], at: number, length: number): boolean {
  const family = words[at + length - 1]!
  return length > 1 && (isCommon(words[at]!.text) || FAMILY_ENDING.test(nominative(family.text)))
}

function isSpokenOf(words: readonly Word[], at: number): boolean {
  const place = words.slice(at + 1, at + 4).some((each) => OUR_PLACE.test(each.text))
  return isCommon(words[at]!.text) && !place
}

function isCommon(name: string): boolean {
  return [name, nominative(name), name.split('-')[0]!].some((one) => COMMON_NAMES.has(one))
}

/** Without the s of the genitive. */
function nominative(name: string): string {
  return name.replace(/['’]?s$/, '')
}
