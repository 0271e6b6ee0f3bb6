import type { Tx } from '../plumbing/database.ts'
import { erasureState, placesNow, type Around, type Erasure, type ErasurePlace, type ErasureState } from './erasure.ts'
import { isScrubbed, selectErasurePlaces } from './erasures.sql.ts'

export interface Followed {
  state: ErasureState
  places: ErasurePlace[]
  around: Around
}

/** How far an erasure is at this moment, place by place (rule E5). */
export async function followErasure(tx: Tx, erasure: Erasure, backupDays: number): Promise<Followed> {
  const around = { now: tx.now, backupDays, scrubbed: erasure.erasedAt !== null && (await isScrubbed(tx, erasure.erasedAt)) }
  const places = placesNow(erasure, await selectErasurePlaces(tx, [erasure]), around)
  return { state: erasureState(erasure, places), places, around }
}
