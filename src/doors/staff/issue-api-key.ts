import type { Tx } from '../../plumbing/database.ts'
import { newId, type StaffId } from '../../values/ids.ts'
import { newSecret, secretHash } from './secret.ts'
import { insertApiKey } from './staff.sql.ts'

/** Makes a key for another system. The key itself is returned this one time; only its hash is kept. */
export async function issueApiKey(tx: Tx, wish: { name: string; speaksForPerson: boolean; createdBy: StaffId }): Promise<{ apiKeyId: string; key: string }> {
  const key = newSecret()
  const apiKeyId = newId(tx.now)
  await insertApiKey(tx, { keyHash: secretHash(key), apiKeyId, ...wish })
  return { apiKeyId, key }
}
