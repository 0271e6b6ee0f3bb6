import { createReadStream } from 'node:fs'
import { rehearseBankFile } from '../../payments/rehearse-bank-file.ts'
import { takeBankFile } from '../../payments/take-bank-file.ts'
import type { Settings } from '../../plumbing/config.ts'
import { SpooledFile } from '../../plumbing/spooled-file.ts'
import { StartRefused } from '../../plumbing/start-refused.ts'
import { moneyInWords } from '../../values/money.ts'
import { t } from '../../values/text.ts'
import type { House } from '../house.ts'
import { printAnswer, shellLanguage } from './shell-output.ts'
import { withHouse } from './with-house.ts'
import type { Words } from './words.ts'

const BY = { kind: 'system', id: null }
/** Lines without an invoice that are listed. */
const LISTED = 200

/** Takes in a bank's file of payments, or says only what it would do. */
export async function takePayments(settings: Settings, words: Words): Promise<boolean> {
  const [path] = words.plain
  if (!path) throw new StartRefused('payments takes the path of a file.')
  const bytes = await SpooledFile.of(createReadStream(path)).catch((error: NodeJS.ErrnoException) => {
    throw new StartRefused(`${path} cannot be read (${error.code}).`)
  })
  return withHouse(settings, async (house) => {
    if (words.flags.has('rehearse')) await rehearse(house, bytes, words)
    else await take(house, bytes, words)
    return true
  })
}

async function rehearse(house: House, bytes: SpooledFile, words: Words): Promise<void> {
  const language = shellLanguage()
  const found = await house.database.report((tx) => rehearseBankFile(tx, bytes, LISTED))
  const open = found.lines.flatMap(({ line, matched }) => (matched.outcome === 'unmatched' ? [{ row: line.row, amount: line.amount, currency: line.currency, reason: matched.reason }] : []))
  printAnswer(words.flags.has('json'),
    { rehearsal: true, format: found.format, takenBefore: found.takenBefore?.takenAt ?? null, strangeAccounts: found.strangeAccounts, counts: found.counts, unmatched: open.map((one) => ({ row: one.row, reason: one.reason })) },
    [
      t(language, 'payments.shell.counts', { ...found.counts }),
      ...open.map((one) => t(language, 'payments.shell.open', { row: one.row, amount: moneyInWords(language, one.amount), currency: one.currency, why: t(language, `payments.reason.${one.reason}`) })),
      ...(found.strangeAccounts.length > 0 ? [t(language, 'payments.shell.strange', { count: found.strangeAccounts.length })] : []),
      t(language, found.takenBefore ? 'payments.shell.again' : 'payments.shell.rehearsed'),
    ])
}

async function take(house: House, bytes: SpooledFile, words: Words): Promise<void> {
  const language = shellLanguage()
  const { isAgain, fileId, format, counts } = await house.database.write((tx) => takeBankFile(tx, bytes, BY, { accountsAreOurs: words.flags.has('accounts-are-ours') }))
  printAnswer(words.flags.has('json'), { rehearsal: false, file: fileId, format, again: isAgain, counts }, [t(language, 'payments.shell.counts', { ...counts }), ...(isAgain ? [t(language, 'payments.shell.again')] : [])])
}
