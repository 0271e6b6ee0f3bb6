import type { KeyObject } from 'node:crypto'
import type { Tx } from '../plumbing/database.ts'
import { newId, type StaffId } from '../values/ids.ts'
import type { SystemWish } from './connected-system.ts'
import { refuseWish } from './refuse-wish.ts'
import { sealText } from './sealed-text.ts'
import { insertSystem } from './systems.sql.ts'
import { newWebhookSecret } from './webhook-signature.ts'

/**
 * Connects a system. The secret that its calls are signed with is returned this one time, and kept sealed. Throws
 * `invalid` as `refuseWish`.
 */
export async function addSystem(
  tx: Tx, tokens: KeyObject, wish: SystemWish, { by, privateHosts }: { by: StaffId; privateHosts: readonly string[] },
): Promise<{ systemId: string; secret: string | null }> {
  await refuseWish(tx, wish, privateHosts)
  const systemId = newId(tx.now)
  const secret = wish.way === 'webhook' ? newWebhookSecret() : null
  await insertSystem(tx, systemId, wish, secret === null ? null : sealText(tokens, 'secret', systemId, secret), by)
  return { systemId, secret }
}
