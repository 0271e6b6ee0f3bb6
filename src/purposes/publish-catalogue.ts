import { Problem } from '../plumbing/errors.ts'
import type { Tx } from '../plumbing/database.ts'
import { withWhatFollows, type CatalogueChange } from './catalogue-change.ts'
import type { CatalogueProblem } from './catalogue.ts'
import { insertCatalogueVersion, insertFieldVersion, insertPurposeVersion, selectCatalogue } from './catalogue.sql.ts'
import { findChangeProblems } from './find-change-problems.ts'

/**
 * Publishes a change as a new version of the catalogue; versions before it are kept as they were.
 * Throws `refused` with the first problem when the catalogue that would result breaks a rule. Returns the version.
 */
export async function publishCatalogue(tx: Tx, wish: CatalogueChange, publishedBy: string, note: string): Promise<number> {
  const before = await selectCatalogue(tx)
  const change = withWhatFollows(before, wish)
  const [problem] = await findChangeProblems(tx, before, change)
  if (problem) throw refusal(problem)
  const version = await insertCatalogueVersion(tx, publishedBy, note)
  for (const field of change.fields) await insertFieldVersion(tx, field, version, false)
  for (const purpose of change.purposes) await insertPurposeVersion(tx, purpose, version, false)
  for (const purpose of before.purposes) if (change.retirePurposes.includes(purpose.key)) await insertPurposeVersion(tx, purpose, version, true)
  for (const field of before.fields) if (change.retireFields.includes(field.key)) await insertFieldVersion(tx, field, version, true)
  return version
}

function refusal(problem: CatalogueProblem): Problem {
  return new Problem('refused', {
    rule: problem.rule,
    text: problem.text,
    parameters: { purpose: problem.purpose ?? '', field: problem.field ?? '' },
    ...((problem.field ?? problem.purpose) && { field: problem.field ?? problem.purpose! }),
  })
}
