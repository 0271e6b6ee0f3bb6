import type { Tx } from '../plumbing/database.ts'
import { Problem } from '../plumbing/errors.ts'
import { selectCatalogue } from '../purposes/catalogue.sql.ts'
import { newId, type StaffId } from '../values/ids.ts'
import { newSecret, secretHash } from './secret.ts'
import { insertApiKey } from './staff.sql.ts'

export interface KeyWish {
  name: string
  speaksForPerson: boolean
  /** What the system is for: it sees what these need, and acts for these alone. */
  purposes: readonly string[]
  /** Null: until somebody ends it. */
  expiresAt: Date | null
  createdBy: StaffId
}

/**
 * Makes a key for another system. The key itself is returned this one time; only its hash is kept.
 * Throws `invalid` for a purpose that is not in force, or an end that has passed.
 */
export async function issueApiKey(tx: Tx, wish: KeyWish): Promise<{ apiKeyId: string; key: string }> {
  const { purposes } = await selectCatalogue(tx)
  const unknown = wish.purposes.findIndex((key) => !purposes.some((one) => one.key === key))
  if (unknown >= 0) throw new Problem('invalid', { text: 'api.purpose-unknown', field: `purposes.${unknown}` })
  if (wish.expiresAt && wish.expiresAt <= tx.now) throw new Problem('invalid', { text: 'staff.key-end-passed', field: 'expiresAt' })
  const key = newSecret()
  const apiKeyId = newId(tx.now)
  await insertApiKey(tx, { keyHash: secretHash(key), apiKeyId, ...wish })
  return { apiKeyId, key }
}
