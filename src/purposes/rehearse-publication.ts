import type { Tx } from '../plumbing/database.ts'
import { checkCatalogue, type CatalogueProblem } from './catalogue.ts'
import { countHeldOnlyThrough, countPeoplePerPurpose, selectCatalogue } from './catalogue.sql.ts'
import { changed, type CatalogueChange } from './catalogue-change.ts'

export interface PublicationRehearsal {
  problems: CatalogueProblem[]
  /** Purposes that get a new version, and how many people have a living ground for each. */
  affected: { purpose: string; people: number }[]
  /** Fields that some purpose needs no longer, and how many people's values nothing else would hold. */
  noLongerHeld: { field: string; people: number }[]
}

/** What publishing this change would do to the people there are (rule M1). Changes nothing. */
export async function rehearsePublication(tx: Tx, change: CatalogueChange): Promise<PublicationRehearsal> {
  const before = await selectCatalogue(tx)
  const after = changed(before, change)
  const people = await countPeoplePerPurpose(tx)
  const touched = [...change.purposes.map((one) => one.key), ...change.retirePurposes]
  const noLongerHeld: PublicationRehearsal['noLongerHeld'] = []
  for (const field of before.fields) {
    const needing = (purposes: typeof after.purposes) => purposes.filter((one) => one.fields.includes(field.key)).map((one) => one.key)
    const remaining = needing(after.purposes)
    if (needing(before.purposes).every((purpose) => remaining.includes(purpose))) continue
    const losing = await countHeldOnlyThrough(tx, field.key, remaining)
    if (losing > 0) noLongerHeld.push({ field: field.key, people: losing })
  }
  return {
    problems: checkCatalogue(after, tx.now.toISOString().slice(0, 10)),
    affected: touched.map((purpose) => ({ purpose, people: people.get(purpose) ?? 0 })),
    noLongerHeld,
  }
}
