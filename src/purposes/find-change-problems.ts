import type { Tx } from '../plumbing/database.ts'
import { changed, fieldFaults, lostOptions, type CatalogueChange } from './catalogue-change.ts'
import { checkCatalogue, type Catalogue, type CatalogueProblem } from './catalogue.ts'
import { countWithValues } from './field-holders.sql.ts'

/** Every reason why a change cannot be published: the catalogue it leaves, and the values there are. */
export async function findChangeProblems(tx: Tx, before: Catalogue, change: CatalogueChange): Promise<CatalogueProblem[]> {
  const problems = [...checkCatalogue(changed(before, change), tx.now.toISOString().slice(0, 10)), ...fieldFaults(before, change)]
  for (const [field, options] of lostOptions(before, change)) {
    if ((await countWithValues(tx, field, options)) > 0) problems.push({ rule: 'H1', text: 'purposes.problem.option-in-use', field })
  }
  return problems
}
