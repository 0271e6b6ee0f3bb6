import type { Tx } from '../plumbing/database.ts'
import { countPeoplePerPurpose, selectCatalogue } from '../purposes/catalogue.sql.ts'
import { countHeldOnlyThrough } from '../purposes/field-holders.sql.ts'
import { RETENTION_ZONE } from '../people/start-grounds.ts'
import { monthsLater } from '../values/moment.ts'
import { countWithoutPurpose, selectFirstPublished, selectUsedPurposes, selectViewedFields } from './minimisation.sql.ts'

/** What nobody has used for so long is looked at. */
export const UNUSED_MONTHS = 12

/** What the company holds or offers and does not seem to need (art. 5(1)(c)); `people` have it. */
export type Finding =
  | { kind: 'unused-field'; key: string; people: number }
  | { kind: 'purpose-without-people'; key: string; people: 0 }
  | { kind: 'people-without-purpose'; key: null; people: number }

/**
 * What could be held less: fields of which nobody has seen a value and that no purpose in use needs, for a year; purposes
 * that nobody has a ground for; people with no living ground, held only by a time that runs on. Changes nothing.
 */
export async function minimise(tx: Tx): Promise<Finding[]> {
  const since = monthsLater(tx.now, -UNUSED_MONTHS, RETENTION_ZONE)
  const catalogue = await selectCatalogue(tx)
  const [people, used, viewed, published] = [await countPeoplePerPurpose(tx), await selectUsedPurposes(tx, since), await selectViewedFields(tx, since), await selectFirstPublished(tx)]
  // Duties of law are there whether somebody has asked for them yet or not.
  const idle = catalogue.purposes.filter((one) => one.kind !== 'legal' && (people.get(one.key) ?? 0) === 0)
  const needed = new Set(catalogue.purposes.filter((one) => used.has(one.key)).flatMap((one) => one.fields))
  const old = catalogue.fields.filter((one) => (published.get(one.key) ?? tx.now) <= since && !needed.has(one.key) && !viewed.has(one.key) && !one.sensitive)
  const unused: Finding[] = []
  for (const field of old) {
    const held = await countHeldOnlyThrough(tx, field.key, [])
    if (held > 0) unused.push({ kind: 'unused-field', key: field.key, people: held })
  }
  const without = await countWithoutPurpose(tx)
  return [
    ...unused,
    ...idle.map((one): Finding => ({ kind: 'purpose-without-people', key: one.key, people: 0 })),
    ...(without > 0 ? [{ kind: 'people-without-purpose' as const, key: null, people: without }] : []),
  ]
}
