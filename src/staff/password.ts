// NIST SP 800-63B-4 3.1.1: length and a blocklist, no rules of composition, no change for its own sake.

/** Characters that a password must have beside a second factor; here it never stands alone. */
export const PASSWORD_MIN = 8
/** Longer than anybody types, short enough to cost nothing. */
export const PASSWORD_MAX = 256

/** The one form of a password: the same characters, however the keyboard composed them (NFC). Nothing is cut off or trimmed. */
export function passwordForm(text: string): string {
  return text.normalize('NFC')
}

/** How many characters it has, as people count: one per code point. */
const lengthOf = (text: string): number => [...text].length

/**
 * Why a password in its one form cannot be taken, as the key of the sentence; null when it can. `own` are words that
 * others would guess of this colleague: their names, the company's, ours; `common` what is tried first of anybody.
 */
export function passwordFault(password: string, own: readonly string[], common: ReadonlySet<string>): 'staff.password-short' | 'staff.password-long' | 'staff.password-guessable' | null {
  if (lengthOf(password) < PASSWORD_MIN) return 'staff.password-short'
  if (lengthOf(password) > PASSWORD_MAX) return 'staff.password-long'
  return isGuessable(password, own, common) ? 'staff.password-guessable' : null
}

const RUNS = ['0123456789012345678901234567890', 'abcdefghijklmnopqrstuvwxyzåäö', 'qwertyuiopå', 'asdfghjklöä', 'zxcvbnm', '1qaz2wsx3edc4rfv5tgb6yhn', '1q2w3e4r5t6y7u8i9o0p'].flatMap((run) => [run, [...run].toReversed().join('')])
/** Digits and signs that are written for letters. */
const DISGUISES: Record<string, string> = { 0: 'o', 1: 'i', 3: 'e', 4: 'a', 5: 's', 7: 't', '@': 'a', $: 's', '!': 'i' }

function isGuessable(password: string, own: readonly string[], common: ReadonlySet<string>): boolean {
  const plain = password.toLowerCase()
  const bare = plain.replaceAll(/^[^\p{L}]+|[^\p{L}]+$/gu, '')
  const readings = [plain, bare, undisguised(plain), undisguised(bare), undisguised(plain).replaceAll(/^[^\p{L}]+|[^\p{L}]+$/gu, '')].map((each) => each.replaceAll(/[^\p{L}\p{N}]/gu, ''))
  return common.has(plain) || readings.some((each) => common.has(each) || isMadeOf(each, own.flatMap(ownWords))) || isRepeated(plain) || RUNS.some((run) => run.includes(plain))
}

function undisguised(text: string): string {
  return [...text].map((each) => DISGUISES[each] ?? each).join('')
}

/** A name as a whole, and each of its words. */
function ownWords(name: string): string[] {
  const parts = name.toLowerCase().normalize('NFC').split(/[^\p{L}\p{N}]+/u).filter((part) => part.length >= 2)
  return [...parts, parts.join('')].filter((part) => part !== '')
}

/** Nothing is left of it without these words but digits. */
function isMadeOf(reading: string, words: readonly string[]): boolean {
  const longestFirst = words.toSorted((one, other) => other.length - one.length)
  const rest = longestFirst.reduce((left, word) => left.replaceAll(word, ''), reading)
  return rest !== reading && /^\d*$/.test(rest)
}

/** One piece over and over: `aaaaaaaa`, `abcabcabc`. */
function isRepeated(text: string): boolean {
  return /^(.{1,4})\1+$/u.test(text)
}
