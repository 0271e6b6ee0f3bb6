import { saidFiscalYear } from '../law/fiscal-year.ts'
import { RETENTION_ZONE } from '../people/start-grounds.ts'
import type { Tx } from '../plumbing/database.ts'
import { Problem } from '../plumbing/errors.ts'
import { selectInstallation, updateController, type Controller } from '../plumbing/installation.sql.ts'
import { localDateIn } from '../values/calendar.ts'
import { parseEmail } from '../values/email.ts'
import { isFault } from '../values/fault.ts'

export type ControllerWords = Required<Pick<Controller, 'organisationNumber' | 'address' | 'email' | 'phone' | 'officer' | 'representative'>>

/** With which month fiscal years end, 1 to 12: from the next one on, or because it was never otherwise. */
export interface FiscalYearSaid {
  lastMonth: number
  counts: 'next-year' | 'always'
}

/**
 * Says how the company is reached (art. 13(1)(a) and (b), 30(1)(a)), and with which month its fiscal years end where that is
 * said too; an empty text takes the line away. What was filed and counted before keeps its day. Throws invalid for an address
 * nobody can write to.
 */
export async function describeController(tx: Tx, said: ControllerWords, year?: FiscalYearSaid): Promise<void> {
  if (said.email !== '' && isFault(parseEmail(said.email))) throw new Problem('invalid', { text: 'record.email-invalid', field: 'email' })
  const before = (await selectInstallation(tx))!.controller
  const fiscalYears = year && saidFiscalYear(before.fiscalYears ?? [], year.lastMonth, year.counts, localDateIn(RETENTION_ZONE, tx.now))
  // What it does not say, such as the name and the brands, stays as it was.
  const after = { ...before, ...said, ...(fiscalYears && { fiscalYears }) }
  await updateController(tx, Object.fromEntries(Object.entries(after).filter(([, value]) => value !== '')) as unknown as Controller)
}
