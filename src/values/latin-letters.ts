/** WinAnsi (PDF 32000-1 annex D): what the standard fonts can show beside Latin-1. */
const BESIDE_LATIN_1 = new Set('€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ')
/** Letters that no accent makes, in plain ones; everything else that cannot be shown becomes a question mark. */
const PLAIN: Record<string, string> = { ł: 'l', Ł: 'L', đ: 'd', Đ: 'D', ı: 'i', ŋ: 'n', Ŋ: 'N', ŧ: 't', Ŧ: 'T', ħ: 'h', Ħ: 'H', '−': '-', '‑': '-', '→': '>' }

/** The text in letters that the standard fonts of a PDF have. */
export function showable(text: string): string {
  return [...text.normalize('NFC')].map((letter) => {
    if (isShown(letter)) return letter
    const plain = PLAIN[letter] ?? letter.normalize('NFD').replaceAll(/\p{M}/gu, '')
    return plain !== '' && [...plain].every(isShown) ? plain : /\s/u.test(letter) ? ' ' : /\p{Cf}|\p{Cc}/u.test(letter) ? '' : '?'
  }).join('')
}

function isShown(letter: string): boolean {
  const code = letter.codePointAt(0)!
  return letter === '\n' || (code >= 0x20 && code < 0x7f) || (code >= 0xa0 && code <= 0xff && code !== 0xad) || BESIDE_LATIN_1.has(letter)
}
