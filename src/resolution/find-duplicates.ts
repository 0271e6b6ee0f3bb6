import { lockFreePeople } from '../people/people.sql.ts'
import type { Database } from '../plumbing/database.ts'
import { compareKnown, type Likely } from './compare-known.ts'
import { beginPass, deleteUnseen, endPass, selectPass, upsertDuplicates, type Duplicate } from './duplicates.sql.ts'
import { allowPass, gatherKnown, selectPersonIds } from './likeness.sql.ts'

const MINUTE_MS = 60_000
/** A pass rests so many times as long as the last one took, so that it costs a register of millions half a percent of one core. */
const RESTS = 200
const KEPT_AT_ONCE = 500

/**
 * Compares everybody with whoever shares something with them, once it is time again, and keeps who may be one human. People who are
 * erased, restricted or protected while it runs do not come in: whoever is kept is looked at anew under a lock. Returns the number
 * of pairs found; undefined where it was not time yet.
 */
export async function findDuplicates(database: Pick<Database, 'read' | 'write' | 'reportAndRecord'>): Promise<number | undefined> {
  const last = await database.read(selectPass)
  const rest = Math.max(10 * MINUTE_MS, RESTS * (last?.tookMs ?? 0))
  const beganAt = await database.write(async (tx) => ((await beginPass(tx, new Date(tx.now.getTime() - rest))) ? tx.now : undefined))
  if (!beganAt) return undefined
  const { found, people } = await database.reportAndRecord(async (tx) => {
    await allowPass(tx)
    const gathered = await gatherKnown(tx)
    const { likely } = await compareKnown(tx, gathered)
    const ids = await selectPersonIds(tx, likely.flatMap((one) => [one.a, one.b]))
    return { people: gathered, found: likely.map((one) => duplicateOf(one, ids)) }
  })
  for (let from = 0; from < found.length; from += KEPT_AT_ONCE) {
    const some = found.slice(from, from + KEPT_AT_ONCE)
    await database.write(async (tx) => {
      const there = new Set((await lockFreePeople(tx, some.flatMap((one) => [one.personId, one.otherPersonId]))).locked)
      await upsertDuplicates(tx, some.filter((one) => there.has(one.personId) && there.has(one.otherPersonId)), beganAt)
    })
  }
  await database.write(async (tx) => {
    await deleteUnseen(tx, beganAt)
    await endPass(tx, { tookMs: tx.now.getTime() - beganAt.getTime(), people, pairs: found.length })
  })
  return found.length
}

function duplicateOf({ a, b, grade, odds, levels }: Likely, ids: Awaited<ReturnType<typeof selectPersonIds>>): Duplicate {
  const [personId, otherPersonId] = [ids.get(a)!, ids.get(b)!].toSorted()
  return { personId: personId!, otherPersonId: otherPersonId!, grade, odds: Math.round(odds * 100), levels }
}
