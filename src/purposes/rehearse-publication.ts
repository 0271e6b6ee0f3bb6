import type { Tx } from '../plumbing/database.ts'
import type { Catalogue, CatalogueProblem } from './catalogue.ts'
import { countPeoplePerPurpose, selectCatalogue } from './catalogue.sql.ts'
import { changed, lostNeeds, newNeeds, withWhatFollows, type CatalogueChange } from './catalogue-change.ts'
import { countByPurposes, countHeldOnlyThrough, countKeptByHold } from './field-holders.sql.ts'
import { findChangeProblems } from './find-change-problems.ts'

export interface PublicationRehearsal {
  problems: CatalogueProblem[]
  /** Purposes that get a new version, and how many people have a living ground for each. */
  affected: { purpose: string; people: number }[]
  /** Fields that purposes newly need: of how many people they may be held, and for which of the purposes. */
  newlyNeeded: { field: string; asked: boolean; people: number; purposes: { purpose: string; people: number }[] }[]
  /** Fields that some purpose needs no longer, how many people's values nothing else would hold, and of how many a hold keeps it. */
  noLongerHeld: { field: string; people: number; kept: number }[]
  /** The catalogue as it is and as it would be. */
  before: Catalogue
  after: Catalogue
}

/** What publishing this change would do to the people there are (rule M1). Changes nothing. */
export async function rehearsePublication(tx: Tx, wish: CatalogueChange): Promise<PublicationRehearsal> {
  const before = await selectCatalogue(tx)
  const change = withWhatFollows(before, wish)
  const after = changed(before, change)
  const people = await countPeoplePerPurpose(tx)
  const touched = [...change.purposes.map((one) => one.key), ...change.retirePurposes]
  const noLongerHeld: PublicationRehearsal['noLongerHeld'] = []
  for (const [field, remaining] of lostNeeds(before, after)) {
    const losing = await countHeldOnlyThrough(tx, field, remaining)
    if (losing > 0) noLongerHeld.push({ field, people: losing, kept: await countKeptByHold(tx, field) })
  }
  const needs = newNeeds(before, after)
  const sets = needs.size > 0 ? await countByPurposes(tx) : []
  return {
    problems: await findChangeProblems(tx, before, change),
    affected: touched.map((purpose) => ({ purpose, people: people.get(purpose) ?? 0 })),
    newlyNeeded: [...needs].map(([field, purposes]) => ({
      field, asked: after.fields.find(({ key }) => key === field)?.asked ?? false,
      people: sets.filter((one) => one.purposes.some((purpose) => purposes.includes(purpose))).reduce((sum, one) => sum + one.people, 0),
      purposes: purposes.map((purpose) => ({ purpose, people: people.get(purpose) ?? 0 })),
    })),
    noLongerHeld, before, after,
  }
}
