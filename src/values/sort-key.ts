import type { Language } from './text.ts'

/** The three characters that follow `z` in C.UTF-8 stand for the three letters that follow it in the alphabet. */
const AFTER_Z = ['{', '|', '}'] as const
const [FIRST, SECOND, THIRD] = AFTER_Z
/** Sorts behind all of `n`, before `o`, when it follows an `n`. */
const BEHIND = '~'

const EVERYWHERE: Record<string, string> = { ü: 'y', ű: 'y', đ: 'd', ð: 'd', þ: 'th', ł: 'l', ß: 'ss', ĳ: 'ij', ħ: 'h', ŋ: `n${BEHIND}`, ŧ: `t${BEHIND}`, ı: `i${BEHIND}` }

/** Swedish: … z å ä ö. Norwegian: … z æ ø å, where aa counts as å. English names are sorted as in Swedish, so that no letter is lost. */
const LETTERS: Record<Language, Record<string, string>> = {
  sv: { ...EVERYWHERE, å: FIRST, ä: SECOND, æ: SECOND, ę: SECOND, ö: THIRD, ø: THIRD, ő: THIRD, œ: THIRD, ô: THIRD },
  nb: { ...EVERYWHERE, æ: FIRST, ä: FIRST, ę: FIRST, ø: SECOND, ö: SECOND, ő: SECOND, œ: SECOND, ô: SECOND, å: THIRD },
  get en() { return this.sv },
}

/** Norwegian counts aa as å, whatever accent the second a has. */
const DOUBLE_A = /a[aáàâãāăąåä]/g

/** In the order of the Unicode collation; in C.UTF-8 the sixteen places before `0` are theirs. */
const PUNCTUATION = ' _-,;:!?.\'"()@/&'
const FIRST_PLACE = 0x20
const LAST_PLACE = 0x2f

/**
 * A text that sorts by its bytes (C.UTF-8) as names do in the language. It tells letters apart, not capitals or accents
 * that the language does not sort by: order by the key, then by the name.
 */
export function sortKey(text: string, language: Language): string {
  const lower = text.normalize('NFC').toLowerCase().replace(/[’‘`´]/g, "'").replace(/[–—]/g, '-').replace(/\s+/g, ' ').trim()
  const letters = LETTERS[language]
  return (language === 'nb' ? lower.replace(DOUBLE_A, 'å') : lower).replace(/./gu, (character) => letters[character] ?? place(character))
}

function place(character: string): string {
  const plain = character.normalize('NFD').replace(/\p{M}/gu, '')
  if (!/[\p{P}\p{S}\s]/u.test(plain)) return plain
  const index = PUNCTUATION.indexOf(plain)
  return String.fromCharCode(index < 0 ? LAST_PLACE : FIRST_PLACE + index)
}
