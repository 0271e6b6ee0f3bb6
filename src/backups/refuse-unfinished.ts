import { Problem } from '../plumbing/errors.ts'
import type { Tx } from '../plumbing/database.ts'
import { selectUnfinished } from './restoration.sql.ts'

/** Refuses to open anything on a database whose restore was cut off: what was forgotten since is in it again (rule E3). */
export async function refuseUnfinished(tx: Tx): Promise<void> {
  const unfinished = await selectUnfinished(tx)
  if (unfinished) throw new Problem('unavailable', { rule: 'E3', text: 'backups.unfinished', parameters: { at: unfinished.backupAt.toISOString().slice(0, 16).replace('T', ' ') } })
}
