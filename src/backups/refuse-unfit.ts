import type { KeeperFacts } from '../keeper/keeper.ts'
import { Problem } from '../plumbing/errors.ts'
import type { TextParameters } from '../values/text.ts'
import { BACKUP_VERSION, type BackupHead } from './manifest.ts'

/** Refuses a backup that does not belong here, or, unless that is `accepted`, whose later erasures nobody could prove (rule E3). */
export function refuseUnfit(head: BackupHead, keeper: KeeperFacts, known: readonly { name: string; checksum: string }[], accepted = false): void {
  if (head.version !== BACKUP_VERSION) refuse('version', { version: head.version, reads: BACKUP_VERSION })
  const ours = new Map(known.map(({ name, checksum }) => [name, checksum]))
  for (const { name, checksum } of head.migrations) {
    if (!ours.has(name)) refuse('newer-schema', { migration: name })
    if (ours.get(name) !== checksum) refuse('other-schema', { migration: name })
  }
  if (head.keeperId !== keeper.id || (keeper.databaseId !== undefined && keeper.databaseId !== head.installationId)) refuse('other-installation', {})
  if (!accepted) refuseForgetful({ head: head.ledger.head, journalLines: head.journalLines, at: new Date(head.at) }, keeper)
}

/** A keeper that was itself put back from a copy does not know who has been forgotten since; `head` is the newest of the database, `at` its moment. */
export function refuseForgetful({ head, journalLines, at }: { head: { size: number; epoch: number } | null; journalLines: number; at: Date }, keeper: KeeperFacts): void {
  const kept = keeper.lastHead
  const behind = head !== null && (!kept || kept.epoch < head.epoch || (kept.epoch === head.epoch && kept.size < head.size))
  const expected = Math.max(journalLines, keeper.journalLinesAtHead)
  if (behind || keeper.journalLines < expected) refuse('cannot-prove', { since: at.toISOString().slice(0, 10), lines: keeper.journalLines, expected })
}

function refuse(why: string, parameters: TextParameters): never {
  throw new Problem('refused', { rule: 'E3', text: `backups.refused.${why}`, parameters })
}
