import { RETENTION_ZONE } from '../people/start-grounds.ts'
import type { Tx } from '../plumbing/database.ts'
import { selectCatalogue } from '../purposes/catalogue.sql.ts'
import { countByPurposes } from '../purposes/field-holders.sql.ts'
import { monthsLater } from '../values/moment.ts'
import { countHolders, selectFieldUses, selectLastSeen, selectLastWritten, type FieldUse } from './field-use.sql.ts'
import { selectFirstPublished } from './minimisation.sql.ts'
import { UNUSED_MONTHS } from './minimise.ts'

/** A field that nobody has filled in for so long is looked at. */
export const EMPTY_MONTHS = 3

/** How a field is used, told of nobody by name. */
export interface FieldUsage {
  field: string
  /** How many have a value, and how many could: those with a living ground that needs it. */
  people: number
  reach: number
  addedAt: Date
  writtenAt: Date | null
  seenAt: Date | null
  uses: FieldUse[]
  /** Nobody has seen a value or chosen by it for a year, or nobody has one after months. */
  finding: 'unused' | 'empty' | null
}

/** How each field in force is used. Changes nothing. */
export async function readFieldUsage(tx: Tx): Promise<FieldUsage[]> {
  const { fields, purposes } = await selectCatalogue(tx)
  const [held, sets, added] = [await countHolders(tx), await countByPurposes(tx), await selectFirstPublished(tx)]
  const [written, seen, uses] = [await selectLastWritten(tx), await selectLastSeen(tx), Map.groupBy(await selectFieldUses(tx), (one) => one.field)]
  return fields.map(({ key }) => {
    const needing = purposes.filter((one) => one.fields.includes(key)).map((one) => one.key)
    const usage = {
      field: key, people: held.get(key) ?? 0, addedAt: added.get(key) ?? tx.now, writtenAt: written.get(key) ?? null, seenAt: seen.get(key) ?? null, uses: uses.get(key) ?? [],
      reach: sets.filter((one) => one.purposes.some((purpose) => needing.includes(purpose))).reduce((sum, one) => sum + one.people, 0),
    }
    return { ...usage, finding: findingOf(usage, tx.now) }
  })
}

function findingOf({ people, addedAt, seenAt, uses }: Omit<FieldUsage, 'finding'>, now: Date): FieldUsage['finding'] {
  if (people === 0) return addedAt <= monthsLater(now, -EMPTY_MONTHS, RETENTION_ZONE) ? 'empty' : null
  const used = Math.max(addedAt.getTime(), seenAt?.getTime() ?? 0, ...uses.map((one) => one.lastAt.getTime()))
  return used <= monthsLater(now, -UNUSED_MONTHS, RETENTION_ZONE).getTime() ? 'unused' : null
}
