import { readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { identitiesIn } from '../../backups/backup-key.ts'
import { peopleIn, type Manifest } from '../../backups/manifest.ts'
import type { BackupFile } from '../../backups/read-backup.ts'
import { checkBackup, restoreBackup } from '../../backups/restore-backup.ts'
import { restoreInPlace } from '../../backups/restore-in-place.ts'
import type { RestoreWays } from '../../backups/finish-restore.ts'
import { PROOF_TYPE, type RestoreProof } from '../../backups/restore-proof.ts'
import { writeDurably } from '../../keeper/durable-file.ts'
import { signJws } from '../../keeper/jws.ts'
import type { Keeper } from '../../keeper/keeper.ts'
import { openKeeper } from '../../keeper/open-keeper.ts'
import { publicKeyText } from '../../keeper/signing-key.ts'
import type { Settings } from '../../plumbing/config.ts'
import { Database } from '../../plumbing/database.ts'
import { StartRefused } from '../../plumbing/start-refused.ts'
import { t } from '../../values/text.ts'
import { findDatabase } from './open-house.ts'
import { eraseAgain } from './erase-again.ts'
import { askOnTerminal, askTwoColleagues } from './two-colleagues.ts'
import { printAnswer, shellLanguage } from './shell-output.ts'
import { tellingProgress } from './telling-progress.ts'
import { whenTold } from './when-told.ts'
import type { Words } from './words.ts'

/** Restores a backup into an empty place, with the keeper that lives, or only says whether it could be. */
export async function restore(settings: Settings, words: Words): Promise<boolean> {
  const [given] = words.plain
  const inPlace = words.flags.has('in-place')
  if (inPlace === (given !== undefined)) throw new StartRefused('restore takes the file of a backup, or --in-place for a database that was put back by other means.')
  const identities = inPlace ? [] : await readIdentities(words.options['identity'])
  // Never made anew: without the one that lives nobody knows who was forgotten.
  const keeper = await openKeeper({ url: settings.keeperUrl, keyName: settings.ledgerName, mayCreate: false, now: new Date() })
  try {
    return await whenTold(async (signal) => {
      if (given === undefined) return sayDone(words, await here(settings, keeper, words, (place) => restoreInPlace(place, waysOf(place, words))))
      const file: BackupFile = { path: resolve(given), identities, signal }
      const manifest = await tellingProgress((rows) => t(shellLanguage(), 'backups.checks', { rows }), (progress) => checkBackup({ ...file, progress }, keeper.facts(), words.options['accept-loss'] !== undefined))
      if (words.flags.has('check')) {
        sayGood(words, manifest)
        return true
      }
      const total = manifest.tables.reduce((sum, { rows }) => sum + rows, 0)
      const load = (place: Place) => tellingProgress((rows) => t(shellLanguage(), 'backups.loads', { rows, total }), (progress) => restoreBackup(place, { ...file, progress }, manifest, waysOf(place, words)))
      return sayDone(words, await here(settings, keeper, words, load))
    })
  } finally {
    await keeper.close()
  }
}

type Place = Parameters<typeof restoreBackup>[0]

function waysOf(place: Place, words: Words): RestoreWays {
  const reason = words.options['accept-loss']
  return { erase: eraseAgain(place.keeper), ...(reason !== undefined && { accept: async () => ({ reason, by: await askTwoColleagues(place, askOnTerminal()) }) }) }
}

/** Opens the database for the one restore, without anything that could be asked or sent, and writes what was done. */
async function here(settings: Settings, keeper: Keeper, words: Words, act: (place: Place) => Promise<RestoreProof>): Promise<{ proof: RestoreProof; path: string }> {
  const { connection, server } = await findDatabase(settings, false)
  const database = new Database({ connection, clock: () => new Date() })
  try {
    const proof = await act({ connection, database, keeper })
    const path = resolve(words.options['proof'] ?? join(settings.dataFolder, `restore-${proof.finishedAt.replaceAll(/[-:.]/g, '')}.json`))
    const signed = { proof, signature: await signJws(proof, PROOF_TYPE, keeper.keys.signing), key: publicKeyText(keeper.keys.signing) }
    await writeDurably(path, `${JSON.stringify(signed, null, 2)}\n`)
    return { proof, path }
  } finally {
    await database.close()
    await server?.stop()
  }
}

function sayGood(words: Words, manifest: Manifest): void {
  const people = peopleIn(manifest)
  const answer = { ok: true, backup: manifest.backupId, at: manifest.at, people, leaves: manifest.ledger.size, root: manifest.ledger.root, tables: manifest.tables.length }
  printAnswer(words.flags.has('json'), answer, [t(shellLanguage(), 'backups.good', { at: new Date(manifest.at), people, leaves: manifest.ledger.size })])
}

function sayDone(words: Words, { proof, path }: { proof: RestoreProof; path: string }): boolean {
  const language = shellLanguage()
  const { erasures, withdrawals, offboardings } = proof.replayed
  printAnswer(words.flags.has('json'), { ok: true, proofFile: path, ...proof }, [
    t(language, 'backups.restored', { at: new Date(proof.backup.at), people: proof.backup.people, leaves: proof.backup.leaves }),
    t(language, 'backups.replayed', { erasures: erasures.again, withdrawals: withdrawals.again, offboardings: offboardings.again }),
    t(language, 'backups.stopped', { mailings: proof.stopped.mailings, messages: proof.stopped.messagesUnknown, keys: proof.ended.apiKeys }),
    t(language, 'backups.lost', { count: proof.ledger.lost.to - proof.ledger.lost.from, epoch: proof.ledger.epoch }),
    t(language, 'backups.proof', { file: path }),
  ])
  return true
}

async function readIdentities(path: string | undefined): Promise<string[]> {
  if (path === undefined) throw new StartRefused('--identity is missing: the file with the private key (AGE-SECRET-KEY-1…) of the backup.')
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new StartRefused(`${path} cannot be read (${error.code}).`)
  })
  const identities = identitiesIn(text)
  if (identities.length === 0) throw new StartRefused(`${path} holds no private key (AGE-SECRET-KEY-1…).`)
  return identities
}
