import type { KeeperFacts } from '../keeper/keeper.ts'
import { Problem } from '../plumbing/errors.ts'
import type { TextParameters } from '../values/text.ts'
import { BACKUP_VERSION, type BackupHead } from './manifest.ts'

/** Refuses a backup that does not belong here, or whose later erasures nobody could prove (rule E3). */
export function refuseUnfit(head: BackupHead, keeper: KeeperFacts, known: readonly { name: string; checksum: string }[]): void {
  if (head.version !== BACKUP_VERSION) refuse('version', { version: head.version, reads: BACKUP_VERSION })
  const ours = new Map(known.map(({ name, checksum }) => [name, checksum]))
  for (const { name, checksum } of head.migrations) {
    if (!ours.has(name)) refuse('newer-schema', { migration: name })
    if (ours.get(name) !== checksum) refuse('other-schema', { migration: name })
  }
  if (head.keeperId !== keeper.id || (keeper.databaseId !== undefined && keeper.databaseId !== head.installationId)) refuse('other-installation', {})
  refuseForgetful(head, keeper)
}

/** A keeper that was itself put back from a copy does not know who has been forgotten since. */
function refuseForgetful({ ledger, journalLines, at }: BackupHead, keeper: KeeperFacts): void {
  const [signed, kept] = [ledger.head, keeper.lastHead]
  const behind = signed !== null && (!kept || kept.epoch < signed.epoch || (kept.epoch === signed.epoch && kept.size < signed.size))
  const expected = Math.max(journalLines, keeper.journalLinesAtHead)
  if (behind || keeper.journalLines < expected) refuse('cannot-prove', { since: at.slice(0, 10), lines: keeper.journalLines, expected })
}

function refuse(why: string, parameters: TextParameters): never {
  throw new Problem('refused', { rule: 'E3', text: `backups.refused.${why}`, parameters })
}
