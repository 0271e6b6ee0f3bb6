import { RETENTION_ZONE } from '../people/start-grounds.ts'
import type { Tx } from '../plumbing/database.ts'
import { daysLater, monthsLater } from '../values/moment.ts'
import { PICTURE_MONTHS, SHEET_DAYS, SLIP_MONTHS } from './slip.ts'
import { deleteSilentSlips, updatePicturesGone, updateSheetsGone } from './slips.sql.ts'

const AT_A_TIME = 500

/** Deletes printed sheets after their ninety days, slips that never came back after a year, and pictures that prove nothing any more. Returns how many of all. */
export async function sweepSlips(tx: Tx): Promise<number> {
  const sheets = await updateSheetsGone(tx, daysLater(tx.now, -SHEET_DAYS), AT_A_TIME)
  const slips = await deleteSilentSlips(tx, monthsLater(tx.now, -SLIP_MONTHS, RETENTION_ZONE), AT_A_TIME)
  const pictures = await updatePicturesGone(tx, monthsLater(tx.now, -PICTURE_MONTHS, RETENTION_ZONE), AT_A_TIME)
  return sheets + slips + pictures
}
