import type { Tx } from '../plumbing/database.ts'
import { selectCatalogue } from '../purposes/catalogue.sql.ts'
import type { PersonId } from '../values/ids.ts'
import { checkConditions, filterableFor, type Condition } from './audience.ts'
import { selectDecided, type AudienceRow } from './audience.sql.ts'
import type { EndingYes } from './condition.sql.ts'
import type { PersonDecision } from './decide-for.ts'
import { decisionOf, restsOn } from './decide.ts'
import type { Question } from './question.ts'

/**
 * The answer for everybody who matches, decided in SQL, one page in the order of ids: what a mailing is made of and
 * what leaves the others out; with `endings` only of those whose yes ends. Those who are sent to are asked for again under lock (`decideUnderLock`).
 */
export async function decideAudience(
  tx: Tx, question: Question, conditions: readonly Condition[], page: { after?: PersonId; limit: number }, endings?: EndingYes,
): Promise<PersonDecision[]> {
  const checked = checkConditions(conditions, filterableFor(question.purpose, await selectCatalogue(tx)))
  return (await selectDecided(tx, question, checked, page, endings)).map((row) => answerOf(row, question))
}

function answerOf(row: AudienceRow, question: Question): PersonDecision {
  const decision = { ...decisionOf(row.rule, { channel: question.channel, use: row.use, basis: row.basis }), obligations: row.obligations }
  return { ...decision, personId: row.personId, question, ...restsOn(decision, row), contactPointId: row.contactPointId, language: row.language }
}
