import { existsSync, mkdirSync, openSync, writeSync, fsyncSync, closeSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { backupName } from '../../backups/backup-name.ts'
import { isRecipient, keyFileText, newBackupKey } from '../../backups/backup-key.ts'
import { makeBackup } from '../../backups/make-backup.ts'
import type { Settings } from '../../plumbing/config.ts'
import { StartRefused } from '../../plumbing/start-refused.ts'
import { t } from '../../values/text.ts'
import { printAnswer, shellLanguage } from './shell-output.ts'
import { tellingProgress } from './telling-progress.ts'
import { whenTold } from './when-told.ts'
import { withHouse } from './with-house.ts'
import type { Words } from './words.ts'

/** Makes a backup beside a program that may run, or a pair of keys for backups. */
export async function backUp(settings: Settings, words: Words): Promise<boolean> {
  const keyFile = words.options['new-key']
  if (keyFile !== undefined) return makeKey(words, resolve(keyFile))
  const recipients = words.lists['to'] ?? settings.backupRecipients
  if (recipients.length === 0) throw new StartRefused('--to is missing: the public key (age1…) that the backup is sealed to. tillit backup --new-key FILE makes one.')
  const wrong = recipients.find((one) => !isRecipient(one))
  if (wrong !== undefined) throw new StartRefused(`--to takes a public key of age such as age1…, not: ${wrong.startsWith('AGE-SECRET-KEY') ? 'a private one' : wrong}`)
  const [given] = words.plain
  const folder = given === undefined ? (settings.backupFolder ?? join(settings.dataFolder, 'backups')) : dirname(resolve(given))
  if (given !== undefined && existsSync(resolve(given))) throw new StartRefused(`${given} is there already.`)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  return withHouse(settings, async ({ database, keeper }) => {
    const began = performance.now()
    const made = await whenTold((signal) => tellingProgress((rows) => t(shellLanguage(), 'backups.writes', { rows }), (progress) => makeBackup(database, keeper, {
      fileOf: (at, backupId) => (given === undefined ? join(folder, backupName(at, backupId)) : resolve(given)), recipients, horizonDays: settings.backupHorizonDays, signal, progress,
    })))
    const seconds = (performance.now() - began) / 1000
    const answer = { backup: made.backupId, file: made.file, at: made.at.toISOString(), goesAt: made.goesAt.toISOString(), bytes: made.bytes, people: made.people, leaves: made.leaves, seconds }
    printAnswer(words.flags.has('json'), answer, [
      t(shellLanguage(), 'backups.made', { people: made.people, leaves: made.leaves, megabytes: made.bytes / 1e6, seconds }),
      `  ${made.file}`,
      t(shellLanguage(), 'backups.goes', { day: made.goesAt }),
    ])
    return true
  })
}

async function makeKey(words: Words, path: string): Promise<boolean> {
  const key = await newBackupKey()
  let file: number
  try {
    file = openSync(path, 'wx', 0o600)
  } catch (error) {
    throw new StartRefused(`${path} cannot be made (${(error as NodeJS.ErrnoException).code}).`)
  }
  writeSync(file, keyFileText(key, new Date()))
  fsyncSync(file)
  closeSync(file)
  printAnswer(words.flags.has('json'), { recipient: key.recipient, file: path }, [key.recipient, t(shellLanguage(), 'backups.key-made', { file: path })])
  return true
}
