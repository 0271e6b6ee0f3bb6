import { openTaggedPdf } from '../plumbing/tagged-pdf.ts'
import { showable } from '../values/latin-letters.ts'
import type { Language } from '../values/text.ts'
import type { DeliverySettings } from './delivery-way.ts'

/** Points in a millimetre. */
const MM = 72 / 25.4
const SIZES = { from: 7.5, to: 11, text: 10 }
const LEADING = 14.5

/**
 * Where the address stands from the upper left corner of an A4 sheet that is folded once (C5) or twice (C65). `left`:
 * DIN 5008 form B, the address field 20 mm from the edge and 45 mm down, its upper 17.7 mm for who sends it. `right`: the
 * window of Swedish envelopes, 45 mm down in the right half.
 */
export const WINDOWS: Readonly<Record<DeliverySettings['window'], { x: number; from: number; to: number; wide: number; tall: number }>> = {
  left: { x: 25, from: 57.5, to: 62.7, wide: 75, tall: 27.3 },
  right: { x: 120, from: 47, to: 52, wide: 75, tall: 30 },
}

export interface Cover {
  language: Language
  /** Who sends it, in one line above the address, for what comes back. */
  from: string
  to: readonly string[]
  window: DeliverySettings['window']
  /** What lies behind it, in a sentence. */
  words: readonly string[]
  at: Date
}

/** The first sheet of a letter: the address where the window is, and nothing beside it that could be seen through it. */
export async function coverPdf({ language, from, to, window, words, at }: Cover): Promise<Buffer> {
  const { pdf, root, end } = openTaggedPdf({ title: words[0] ?? from, author: from, language, margin: 50, at })
  const { x, from: above, to: below, wide } = WINDOWS[window]
  const write = (text: string, left: number, top: number, size: number, width: number) =>
    root.add(pdf.struct('P', {}, () => void pdf.font('Helvetica').fontSize(size).text(showable(text), left, top, { width, lineBreak: true })))
  write(from, x * MM, above * MM, SIZES.from, wide * MM)
  for (const [place, line] of to.entries()) write(line, x * MM, below * MM + place * LEADING, SIZES.to, wide * MM)
  for (const [place, line] of words.entries()) write(line, 25 * MM, 110 * MM + place * LEADING * 1.6, SIZES.text, 150 * MM)
  return end()
}
