import type { FiscalYearRule } from '../law/fiscal-year.ts'
import type { Tx } from '../plumbing/database.ts'
import { selectInstallation } from '../plumbing/installation.sql.ts'
import type { Purpose } from './purpose.ts'

/** With which months the company's fiscal years end, asked for only where a rule of these purposes counts from them. */
export async function readFiscalYears(tx: Tx, purposes: readonly Pick<Purpose, 'retention'>[]): Promise<readonly FiscalYearRule[]> {
  if (!purposes.some(({ retention }) => retention.from === 'fiscal-year-end')) return []
  return (await selectInstallation(tx))?.controller.fiscalYears ?? []
}
