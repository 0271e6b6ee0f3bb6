import { Problem } from '../plumbing/errors.ts'
import type { Tx } from '../plumbing/database.ts'
import { selectByNumber } from './companies.sql.ts'

/** The company that has this number already. */
export async function numberTaken(tx: Tx, country: string, number: string): Promise<Problem> {
  const known = await selectByNumber(tx, country, number)
  return new Problem('conflict', { text: 'companies.number-taken', field: 'number', parameters: { name: known?.name ?? '' } })
}
