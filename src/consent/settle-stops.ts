import type { Keeper } from '../keeper/keeper.ts'
import type { Tx } from '../plumbing/database.ts'
import { recordChoices } from './record-choices.ts'
import { markStopRecorded, selectUnrecordedStops } from './stop-rows.sql.ts'

const STOPS_AT_A_TIME = 50

/** Records in the ledger the noes that were written beside a lock; returns how many. Waits for the locks it needs. */
export async function settleStops(tx: Tx, keeper: Pick<Keeper, 'journal'>): Promise<number> {
  const stops = await selectUnrecordedStops(tx, STOPS_AT_A_TIME)
  for (const stop of stops) {
    await recordChoices(tx, keeper, [stop.choice])
    await markStopRecorded(tx, stop.personId, stop.stopId)
  }
  return stops.length
}
