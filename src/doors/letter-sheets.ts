import type { Sheets } from '../delivery/write-letter.ts'
import { sheetFor } from '../slips/sheet-for.ts'
import type { House } from './house.ts'

/** The sheet that goes in the envelope of somebody without a digital contact point. */
export function letterSheets({ keeper, publicUrl }: Pick<House, 'keeper' | 'publicUrl'>): Sheets {
  return async (tx, beside) => (await sheetFor(tx, keeper, { ...beside, publicUrl }))?.pdf
}
