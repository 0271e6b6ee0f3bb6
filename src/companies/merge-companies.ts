import { Problem } from '../plumbing/errors.ts'
import type { Tx } from '../plumbing/database.ts'
import { takenOver, type Actor } from './company-change.ts'
import { lockCompany, selectSame, updateMergedInto } from './companies.sql.ts'
import { openCompany } from './open-company.ts'
import { writeFacts } from './write-facts.ts'

/**
 * One company turned out to be another: its rows keep their ids and are read with those of the one that stays, which takes
 * over what it had not itself (rule L4). Throws `refused` for two that have different numbers: those are two companies.
 */
export async function mergeCompanies(tx: Tx, staysId: string, goesId: string, version: number, by: Actor): Promise<void> {
  if (staysId === goesId) throw new Problem('invalid', { text: 'companies.same', field: 'other' })
  const stays = await openCompany(tx, staysId, version)
  const goes = await lockCompany(tx, goesId)
  if (!goes) throw new Problem('not-found', { text: 'companies.unknown', field: 'other' })
  if (goes.mergedInto !== null || (await selectSame(tx, goesId)).length > 1) throw new Problem('conflict', { text: 'companies.is-another', field: 'other' })
  if (goes.country !== stays.country || (stays.number !== null && goes.number !== null)) throw new Problem('refused', { text: 'companies.two-numbers', field: 'other', rule: 'L4' })
  // First, so that the number is free.
  await updateMergedInto(tx, goesId, staysId)
  await writeFacts(tx, stays, takenOver(stays, goes), 'merged', by, goesId)
}
