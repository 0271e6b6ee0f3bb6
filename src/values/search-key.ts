/** Letters that Unicode does not take apart into a plain letter and an accent. */
const PLAIN: Record<string, string> = { ø: 'o', æ: 'ae', œ: 'oe', ß: 'ss', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ħ: 'h', ı: 'i', ŋ: 'n', ŧ: 't' }
const SPECIAL = new RegExp(`[${Object.keys(PLAIN).join('')}]`, 'gu')

/**
 * What search compares: lower case, without accents, one space between words. `Åsa  Öberg` and `asa oberg` meet;
 * never used to tell whether two people or addresses are the same.
 */
export function searchKey(text: string): string {
  return text.replace(/[’ʼ‘´`]/g, "'").normalize('NFKD').toLowerCase()
    .replace(/\p{M}|\p{Cf}/gu, '')
    .replace(SPECIAL, (letter) => PLAIN[letter]!)
    .replace(/[\p{Z}\p{Cc}]+/gu, ' ')
    .trim()
}
