import type { Actor } from '../invoices/invoices.sql.ts'
import { Problem } from '../plumbing/errors.ts'
import type { Tx } from '../plumbing/database.ts'
import type { Bytes } from '../plumbing/spooled-file.ts'
import { newId } from '../values/ids.ts'
import { insertFile, lockPayments, selectFileByDigest, selectNewAccounts, type TakenFile } from './payments.sql.ts'
import { digestOf, readApart } from './read-apart.ts'
import { settleLines } from './settle-lines.ts'
import { newSettling } from './settling.ts'
import { strangeAccounts } from './strange-accounts.ts'

/**
 * Takes in a bank's file, all of it or nothing: payments go on the invoices that their references lead to, everything else
 * stands open. The same file again does nothing and answers as the first time; a transaction that another file told of
 * counts once. Throws `invalid` with row and fault, and `conflict` for an account that nobody has said is the company's.
 */
export async function takeBankFile(tx: Tx, bytes: Bytes, by: Actor, { accountsAreOurs }: { accountsAreOurs: boolean }): Promise<TakenFile & { isAgain: boolean }> {
  await lockPayments(tx)
  const digest = digestOf(bytes)
  const before = await selectFileByDigest(tx, digest)
  if (before) return { ...before, isAgain: true }
  const fileId = newId(tx.now)
  return readApart(bytes, async (file) => {
    const settling = newSettling(0, { fileId, by })
    for await (const lines of file.pieces) await settleLines(tx, lines, file.format(), settling)
    const accounts = [...settling.accounts]
    const strange = accountsAreOurs ? [] : await strangeAccounts(tx, await selectNewAccounts(tx, accounts))
    if (strange.length > 0) throw new Problem('conflict', { text: 'payments.strange-account', field: 'account', parameters: { count: strange.length } })
    const taken: TakenFile = { fileId, format: file.format(), accounts, takenAt: tx.now, takenBy: by, counts: { ...settling.counts, passedOver: file.passedOver() } }
    await insertFile(tx, taken, digest)
    return { ...taken, isAgain: false }
  })
}
