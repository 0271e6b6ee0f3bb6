import { selectInvoicing } from '../invoices/invoices.sql.ts'
import type { Tx } from '../plumbing/database.ts'

/** Those of these accounts that the company's invoices do not name, as banks write them. */
export async function strangeAccounts(tx: Tx, accounts: readonly string[]): Promise<string[]> {
  const own = new Set((await selectInvoicing(tx))?.accounts.map(({ number }) => plain(number)))
  return accounts.filter((one) => !own.has(plain(one)))
}

function plain(account: string): string {
  return account.replaceAll(/[^A-Za-z\d]/g, '').toUpperCase().replace(/^0+/, '')
}
