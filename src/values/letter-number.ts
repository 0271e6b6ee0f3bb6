/** Base 32 without letters that look like others (Crockford). */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const LENGTH = 10

/** A number to print on a letter, from bytes that nobody can guess: 50 bits. */
export function letterNumber(bytes: Uint8Array): string {
  return Array.from({ length: LENGTH }, (_, place) => LETTERS[bytes[place]! & 31]!).join('')
}

/** In two groups, as it is printed. */
export function groupedNumber(number: string): string {
  return `${number.slice(0, LENGTH / 2)}-${number.slice(LENGTH / 2)}`
}

/** What somebody typed as a number, or undefined: letters that look like digits are taken for these. */
export function readLetterNumber(text: string): string | undefined {
  const typed = text.normalize('NFKC').toUpperCase().replaceAll(/[\s\p{Pd}]/gu, '').replaceAll('O', '0').replaceAll(/[IL]/g, '1')
  return new RegExp(String.raw`^[${LETTERS}]{${LENGTH}}$`).test(typed) ? typed : undefined
}
