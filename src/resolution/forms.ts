import { searchKey } from '../values/search-key.ts'

/** A name as it is compared: without accents, `aa ae oe` as `a a o`, words apart by one space or hyphen kept as space. */
export function nameForm(text: string): string {
  return plain(text).replace(/[^\p{L}\p{N} ]+/gu, ' ').replace(/ +/g, ' ').trim()
}

/** Å is also written aa and a, Ä and Æ also ae and a, Ö and Ø also oe and o. */
function plain(text: string): string {
  return searchKey(text).replace(/aa|ae/g, 'a').replace(/oe/g, 'o').replace(/ue/g, 'u').replace(/['.]/g, '')
}

/** Spellings that sound alike in Swedish, Norwegian or English, made one. */
export function soundForm(form: string): string {
  return form.replace(/ph/g, 'f').replace(/ch|ck|c|q/g, 'k').replace(/w/g, 'v').replace(/th/g, 't').replace(/z|x/g, 's').replace(/[jy]/g, 'i').replace(/(?<=\p{L})h/gu, '').replace(/(.)\1+/gu, '$1')
}

const PARTICLES = new Set(['af', 'av', 'von', 'van', 'de', 'der', 'den', 'du', 'la', 'le', 'zu'])

/** First names and last name of a name that is only known whole: a guess that serves comparing, where swapped names meet too. */
export function guessNames(form: string): { given: string; family: string } {
  const words = form.split(' ')
  if (words.length === 1) return { given: '', family: form }
  const particle = words.findIndex((word, index) => index > 0 && PARTICLES.has(word))
  const cut = particle > 0 ? particle : words.length - 1
  return { given: words.slice(0, cut).join(' '), family: words.slice(cut).join(' ') }
}

const STREET_WORDS: readonly [RegExp, string][] = [
  [/\b(?:lgh|leil|leilighet|apt|bolig|vaning|tr|ftg?|etg)\.? *[a-z]?\d*\b/g, ' '],
  [/\bh0\d{3}\b/g, ' '],
  [/\bc\/?o\b.*?(?:,|$)/g, ' '],
  [/(gatan|gata|gaten|gate|gt|g)(?= |$)/g, 'g'],
  [/(vagen|vag|veien|veia|vei|vegen|veg|v)(?= |$)/g, 'v'],
  [/(allen|alle|allee)(?= |$)/g, 'all'],
  [/(plassen|plass|platsen|plats|pl)(?= |$)/g, 'pl'],
  [/\b(street|str)\b/g, 'st'],
  [/\b(road)\b/g, 'rd'],
  [/\b(avenue)\b/g, 'ave'],
  [/(\d+) +([a-z])(?= |$)/g, '$1$2'],
]

/** A street with its number as it is compared: `Storgatan 5 B, lgh 1101` and `Storg. 5B` meet. */
export function streetForm(text: string): string {
  let form = plain(text).replace(/[,;]/g, ' ').replace(/[^\p{L}\p{N}/ ]+/gu, ' ').replace(/ +/g, ' ').trim()
  for (const [words, kept] of STREET_WORDS) form = form.replace(words, kept).replace(/ +/g, ' ').trim()
  return form
}

/** A postal code by its letters and digits, without the country before it. */
export function postalForm(text: string): string {
  return text.toLowerCase().replace(/^(?:se?|no?|dk|fi)[ -]+/, '').replace(/[^\p{L}\p{N}]/gu, '')
}
