import { selectCatalogue } from '../purposes/catalogue.sql.ts'
import { readFiscalYears } from '../purposes/read-fiscal-years.ts'
import type { Tx } from '../plumbing/database.ts'
import type { Ground } from './ground.ts'
import { insertGrounds } from './grounds.sql.ts'
import { begunGrounds, type NewGround } from './new-ground.ts'

/** Zone in which months of retention are counted. */
export const RETENTION_ZONE = 'Europe/Stockholm'

/** Starts grounds from now, or from the day given; an end already known gives the day their values may be held until. */
export async function startGrounds(tx: Tx, grounds: readonly NewGround[]): Promise<Ground[]> {
  if (grounds.length === 0) return []
  const { purposes } = await selectCatalogue(tx)
  const begun = begunGrounds(grounds, purposes, RETENTION_ZONE, tx.now, await readFiscalYears(tx, purposes))
  await insertGrounds(tx, begun)
  return begun
}
