import type { Tx } from '../plumbing/database.ts'
import type { PersonId } from '../values/ids.ts'
import { findRole } from './find-role.ts'

/** What is somebody's own, and what is a company's that they speak for today: the rest is no longer theirs to see. */
export async function keepSpokenFor<One extends { companyId: string | null }>(tx: Tx, personId: PersonId, all: readonly One[]): Promise<One[]> {
  const speaks = new Map<string, boolean>()
  for (const id of new Set(all.flatMap((one) => one.companyId ?? []))) speaks.set(id, (await findRole(tx, personId, id)) !== undefined)
  return all.filter((one) => one.companyId === null || speaks.get(one.companyId) === true)
}
