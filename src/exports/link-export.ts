import type { Tx } from '../plumbing/database.ts'
import { Problem } from '../plumbing/errors.ts'
import { fileEnds, LINK_LIVES_MS } from './export-job.ts'
import { updateExportLink } from './export-jobs.sql.ts'
import { ownExport } from './own-export.ts'

/** Makes an address for the file of one's own export, in the place of any before. Throws `not-found`, or `conflict` when there is no file. */
export async function linkExport(tx: Tx, exportId: string, staffId: string, secretHash: Buffer): Promise<{ expiresAt: Date }> {
  const job = await ownExport(tx, exportId, staffId)
  if (job.state !== 'done' || job.removedAt !== null || fileEnds(job.finishedAt!) <= tx.now) throw new Problem('conflict', { text: 'exports.no-file' })
  const expiresAt = new Date(tx.now.getTime() + LINK_LIVES_MS)
  await updateExportLink(tx, exportId, secretHash, expiresAt)
  return { expiresAt }
}
