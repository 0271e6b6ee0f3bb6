import { createHmac, randomInt, type KeyObject } from 'node:crypto'

/** Crockford's alphabet: no I, L, O or U. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
/** What is typed for what only looks like it. */
const LOOK_ALIKES: Readonly<Record<string, string>> = { O: '0', I: '1', L: '1', U: 'V' }
/** 14 × 5 bits = 70, and one character more that tells a slip of the finger. */
const DRAWN = 14
const LENGTH = DRAWN + 1

/** More than anybody types who means a code, spaces included. */
export const TYPED_CODE_MAX = 60

/** A new code, as it is printed: `7K3QM-0V9XA-RT5HE`. */
export function newTypedCode(): string {
  const drawn = Array.from({ length: DRAWN }, () => randomInt(ALPHABET.length))
  return groupedCode([...drawn, checkOf(drawn)].map((digit) => ALPHABET[digit]!).join(''))
}

/**
 * What somebody typed as the code it is, without groups: small letters, spaces, hyphens and look-alikes are forgiven.
 * `slip` when it is not a code of ours; that is told by the code alone, for everybody alike.
 */
export function readTypedCode(typed: string): { code: string } | { slip: 'length' | 'letters' | 'check' } {
  const letters = [...typed.normalize('NFKC').toUpperCase().replaceAll(/[\s\p{Pd}.,]/gu, '')].map((one) => LOOK_ALIKES[one] ?? one)
  const digits = letters.map((one) => ALPHABET.indexOf(one))
  if (digits.includes(-1)) return { slip: 'letters' }
  if (digits.length !== LENGTH) return { slip: 'length' }
  return checkOf(digits.slice(0, -1)) === digits.at(-1) ? { code: letters.join('') } : { slip: 'check' }
}

/** As it is printed, in groups that the eye can hold. */
export function groupedCode(code: string): string {
  return code.match(/.{1,5}/g)!.join('-')
}

/** What is stored of a code, with or without its groups: keyed, because with many codes to hit 70 bits are not out of reach for whoever has the table alone. */
export function typedCodeHash(key: KeyObject, code: string): Buffer {
  return createHmac('sha256', key).update(`typed code\0${code.replaceAll('-', '')}`).digest()
}

/**
 * The check character: the others as a polynomial over GF(2^5) at 2. One wrong character and any two that changed places are
 * always told, because no power of 2 below the 31st is 1.
 */
function checkOf(digits: readonly number[]): number {
  return digits.reduce((sum, digit) => twice(sum ^ digit), 0)
}

/** Times 2 in GF(2^5), modulo x^5 + x^2 + 1. */
function twice(digit: number): number {
  return (digit << 1) ^ (digit & 16 ? 0b100101 : 0)
}
