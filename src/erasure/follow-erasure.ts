import { selectTasksOfErasures } from '../connections/tasks.sql.ts'
import type { Tx } from '../plumbing/database.ts'
import { erasureState, placesNow, systemPlace, type Around, type Erasure, type ErasurePlace, type ErasureState } from './erasure.ts'
import { isScrubbed, selectErasurePlaces } from './erasures.sql.ts'

export interface Followed {
  state: ErasureState
  places: ErasurePlace[]
  around: Around
}

/** How far an erasure is at this moment, place by place (rule E5). */
export async function followErasure(tx: Tx, erasure: Erasure, backupDays: number): Promise<Followed> {
  const around = { now: tx.now, backupDays, scrubbed: erasure.erasedAt !== null && (await isScrubbed(tx, erasure.erasedAt)) }
  const systems = (await selectTasksOfErasures(tx, [erasure.erasureId])).map((one) => systemPlace(one, tx.now))
  const places = placesNow(erasure, await selectErasurePlaces(tx, [erasure]), around, systems)
  return { state: erasureState(erasure, places), places, around }
}
