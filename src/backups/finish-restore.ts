import type { Keeper } from '../keeper/keeper.ts'
import { openEpoch } from '../ledger/open-epoch.ts'
import { publishStoredHeads } from '../ledger/publish-stored-heads.ts'
import { signEpoch } from '../ledger/sign-epoch.ts'
import { verifyLedger } from '../ledger/verify-ledger.ts'
import { parkMessages } from '../messages/park-messages.ts'
import { stopAllMailings } from '../messages/parked.sql.ts'
import type { Database } from '../plumbing/database.ts'
import { Problem } from '../plumbing/errors.ts'
import { selectInstallation } from '../plumbing/installation.sql.ts'
import { cancelWork, endKeys } from './after-restore.sql.ts'
import { replayJournal, type Erase } from './replay-journal.ts'
import type { Accepted, RestoreProof } from './restore-proof.ts'
import { updateFinished, type Restoration } from './restoration.sql.ts'
import { raiseSeries } from './tables.sql.ts'

/** Copies of the program may have clocks that differ, and what ran while the backup was made was journaled before. */
const JOURNALED_BEFORE_MS = 60 * 60_000

/** What a restore needs from outside. */
export interface RestoreWays {
  erase: Erase
  /** Asks two colleagues of the restored database to accept a keeper that can prove nothing; without it such a keeper is refused. */
  accept?: () => Promise<Accepted>
}

/**
 * Makes a loaded database fit to be opened (rule E3): nothing is sent, nobody is signed in, what was forgotten and refused
 * since the backup is so again, and the ledger begins a new epoch. Each step may be cut off and done again. Last of all the
 * keeper is told, and the restore is over.
 */
export async function finishRestore(database: Database, keeper: Keeper, restoration: Restoration, held: { leaves: number; people: number }, ways: RestoreWays): Promise<RestoreProof> {
  const accepted = (await ways.accept?.()) ?? null
  // A keeper that forgot its newest heads gets them back before the new epoch names the last of them.
  if (accepted) await database.write((tx) => publishStoredHeads(tx, keeper))
  const last = keeper.lastHead
  const epoch = await database.write((tx) => openEpoch(tx, last))
  const ended = { apiKeys: await database.write(endKeys) }
  const stopped = await stopEverything(database)
  const series = [...keeper.facts().seriesMarks].map(([name, above]) => ({ series: name, above }))
  await database.write(async (tx) => { for (const one of series) await raiseSeries(tx, one.series, one.above) })
  const replayed = await replayJournal(database, keeper, new Date(restoration.backupAt.getTime() - JOURNALED_BEFORE_MS), ways.erase)
  await holdLedgerToHeads(database, keeper)
  const head = await database.write((tx) => signEpoch(tx, keeper, epoch.epoch))
  return database.write(async (tx) => {
    const proof: RestoreProof = {
      restorationId: restoration.restorationId, installationId: (await selectInstallation(tx))!.installationId,
      backup: { id: restoration.backupId, at: restoration.backupAt.toISOString(), ...held },
      begunAt: restoration.begunAt.toISOString(), finishedAt: tx.now.toISOString(), replayed, ended, stopped, series,
      accepted: accepted && { ...accepted, journalLines: keeper.facts().journalLines },
      ledger: { epoch: epoch.epoch, lastPublished: epoch.last, lost: epoch.lost, head: head.note },
    }
    await updateFinished(tx, restoration.restorationId, proof)
    return proof
  })
}

async function stopEverything(database: Database): Promise<RestoreProof['stopped']> {
  const mailings = await database.write(stopAllMailings)
  let messagesUnknown = 0
  for (let more = true; more; ) {
    const parked = await database.write(parkMessages)
    messagesUnknown += parked
    more = parked > 0
  }
  return { mailings, messagesUnknown, ...(await database.write(cancelWork)) }
}

/** What was restored is held to everything that was ever published, but for what the new epoch names as lost. */
async function holdLedgerToHeads(database: Database, keeper: Keeper): Promise<void> {
  const heads = await keeper.readHeads()
  const { finding } = await database.snapshot((tx) => verifyLedger(tx, { key: keeper.keys.signing, heads, checkpoints: [] }))
  if (finding) throw new Problem('refused', { rule: 'L5', text: 'backups.refused.ledger', parameters: { index: finding.index, reason: finding.reason } })
}
