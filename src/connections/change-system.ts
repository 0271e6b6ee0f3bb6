import type { Tx } from '../plumbing/database.ts'
import { Problem } from '../plumbing/errors.ts'
import type { SystemWish } from './connected-system.ts'
import { refuseWish } from './refuse-wish.ts'
import { selectSystem, updateSystem } from './systems.sql.ts'

/** Changes what is said of a system; by which way it is told stays. Throws `not-found`, and `invalid` as `refuseWish`. */
export async function changeSystem(tx: Tx, systemId: string, wish: Omit<SystemWish, 'way'>, privateHosts: readonly string[]): Promise<void> {
  const system = await selectSystem(tx, systemId)
  if (!system) throw new Problem('not-found', { text: 'connections.unknown' })
  await refuseWish(tx, { ...wish, way: system.way }, privateHosts)
  await updateSystem(tx, systemId, wish)
}
