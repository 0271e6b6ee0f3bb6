import { Problem } from '../plumbing/errors.ts'
import type { Tx } from '../plumbing/database.ts'
import { selectCatalogue } from '../purposes/catalogue.sql.ts'
import { parseEmail } from '../values/email.ts'
import { isFault } from '../values/fault.ts'
import { selectApiKeys } from '../staff/staff.sql.ts'
import { webhookAddress, type SystemWish } from './connected-system.ts'

/**
 * Refuses a system that cannot be told, or that gets data no purpose shares with its recipient. Throws `invalid` that
 * names the field.
 */
export async function refuseWish(tx: Tx, wish: SystemWish, privateHosts: readonly string[]): Promise<void> {
  const { purposes, fields } = await selectCatalogue(tx)
  const strange = wish.purposes.findIndex((key) => !purposes.find((one) => one.key === key)?.recipients.includes(wish.recipient))
  if (strange >= 0) throw new Problem('invalid', { text: 'connections.purpose-not-shared', field: `purposes.${strange}` })
  const unknown = wish.fields.findIndex((key) => !fields.some((one) => one.key === key))
  if (unknown >= 0) throw new Problem('invalid', { text: 'people.value.field-unknown', field: `fields.${unknown}` })
  if (wish.way === 'webhook' && !webhookAddress(wish.address, privateHosts)) throw new Problem('invalid', { text: 'connections.address-not-https', field: 'address' })
  if (wish.way === 'mail-task' && isFault(parseEmail(wish.address))) throw new Problem('invalid', { text: 'connections.address-no-mailbox', field: 'address' })
  if (wish.reach === 'key' && wish.apiKeyId === null) throw new Problem('invalid', { text: 'connections.key-missing', field: 'apiKeyId' })
  if (wish.apiKeyId !== null && !(await selectApiKeys(tx)).some((one) => one.apiKeyId === wish.apiKeyId)) throw new Problem('invalid', { text: 'connections.key-missing', field: 'apiKeyId' })
}
