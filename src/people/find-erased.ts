import type { KeyObject } from 'node:crypto'
import type { Tx } from '../plumbing/database.ts'
import type { HashedIdentifier } from './identifier.ts'
import { LOOK_ALIKE, lookAlikesOf, SUPPRESSED_KINDS, suppressionMark, type Looks } from './suppression.ts'
import { hasSuppressions, selectSuppressions } from './suppressions.sql.ts'

/** Somebody who comes, as far as it tells whether they were forgotten. */
export interface Comer extends Looks {
  identifiers: readonly Pick<HashedIdentifier, 'kind' | 'keyHash'>[]
}

/** How somebody who comes was recognised, and when they were forgotten. */
export interface ErasedBefore {
  /** False: a name and an address are alike, and somebody has to look. */
  certain: boolean
  since: Date
}

/** Which of these have been forgotten before (rule E4); undefined for the others. Few statements for any number. */
export async function findErased(tx: Tx, key: KeyObject, comers: readonly Comer[]): Promise<(ErasedBefore | undefined)[]> {
  if (comers.length === 0 || !(await hasSuppressions(tx))) return comers.map(() => undefined)
  const marks = comers.map((one) => [
    ...one.identifiers.filter(({ kind }) => SUPPRESSED_KINDS.includes(kind)).map((each) => suppressionMark(key, each)), ...lookAlikesOf(key, one),
  ])
  const standing = await selectSuppressions(tx, marks.flat())
  return marks.map((own) => {
    const found = own.flatMap(({ kind, keyHash }) => {
      const since = standing.get(`${kind} ${keyHash}`)
      return since ? [{ certain: kind !== LOOK_ALIKE, since }] : []
    })
    const certain = found.filter((one) => one.certain)
    return latest(certain) ?? latest(found)
  })
}

function latest(found: readonly ErasedBefore[]): ErasedBefore | undefined {
  return found.toSorted((a, b) => b.since.getTime() - a.since.getTime())[0]
}
