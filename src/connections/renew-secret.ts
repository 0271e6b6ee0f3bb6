import type { KeyObject } from 'node:crypto'
import type { Tx } from '../plumbing/database.ts'
import { Problem } from '../plumbing/errors.ts'
import { sealText } from './sealed-text.ts'
import { selectSystem, updateSystemSecret } from './systems.sql.ts'
import { newWebhookSecret } from './webhook-signature.ts'

/** A new secret instead of the old one, which is worth nothing from then on; returned this one time. Throws `not-found` for a system that is not called. */
export async function renewSecret(tx: Tx, tokens: KeyObject, systemId: string): Promise<string> {
  if ((await selectSystem(tx, systemId))?.way !== 'webhook') throw new Problem('not-found', { text: 'connections.unknown' })
  const secret = newWebhookSecret()
  await updateSystemSecret(tx, systemId, sealText(tokens, 'secret', systemId, secret))
  return secret
}
