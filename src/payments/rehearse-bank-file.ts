import type { Tx } from '../plumbing/database.ts'
import type { Bytes } from '../plumbing/spooled-file.ts'
import type { BankFormat } from './bank-line.ts'
import { selectFileByDigest, selectNewAccounts, type FileCounts, type TakenFile } from './payments.sql.ts'
import { digestOf, readApart } from './read-apart.ts'
import { settleLines } from './settle-lines.ts'
import { newSettling, type SettledLine } from './settling.ts'
import { strangeAccounts } from './strange-accounts.ts'

export interface BankFileRehearsal {
  format: BankFormat
  /** When the very same file was taken in before. */
  takenBefore: TakenFile | undefined
  /** Accounts that neither an invoice of ours names nor a file that was taken in. */
  strangeAccounts: string[]
  counts: FileCounts
  lines: SettledLine[]
}

/** Says what a bank's file would do, line by line (the first of each outcome); nothing is done. Throws `invalid` with row and fault. */
export async function rehearseBankFile(tx: Tx, bytes: Bytes, keep: number): Promise<BankFileRehearsal> {
  const takenBefore = await selectFileByDigest(tx, digestOf(bytes))
  return readApart(bytes, async (file) => {
    const settling = newSettling(keep)
    for await (const lines of file.pieces) await settleLines(tx, lines, file.format(), settling)
    const strange = await strangeAccounts(tx, await selectNewAccounts(tx, [...settling.accounts]))
    return { format: file.format(), takenBefore, strangeAccounts: strange, counts: { ...settling.counts, passedOver: file.passedOver() }, lines: settling.settled }
  })
}
