import type { Tx } from '../plumbing/database.ts'
import { Problem } from '../plumbing/errors.ts'
import type { PersonId } from '../values/ids.ts'
import { checkConditions, type Condition } from './audience.ts'
import { countByRule, personExists, selectFilterFields, selectNamed, type NamedRow } from './audience.sql.ts'
import type { Question } from './question.ts'

export interface Audience {
  /** Everybody who matches the filters. */
  matching: number
  permitted: number
  /** Why the others not: one line per rule, the commonest first; `text` is the key of the sentence. */
  reasons: { rule: string; text: string; count: number }[]
  people: NamedRow[]
  /** Hand it back as `after` for the next page; null on the last. */
  next: PersonId | null
}

/**
 * Who may be reached for this question among those who match, how many, and why the others not.
 * `page.rule` lists those a rule leaves out instead. Throws `invalid` or `refused` for a filter that may not be used.
 */
export async function findAudience(
  tx: Tx, question: Question, conditions: readonly Condition[], page: { rule?: string; after?: PersonId; limit: number },
): Promise<Audience> {
  const checked = checkConditions(conditions, await selectFilterFields(tx, question.purpose))
  if (page.after !== undefined && !(await personExists(tx, page.after))) throw new Problem('invalid', { text: 'decisions.filter.page-gone', field: 'after' })
  const counts = await countByRule(tx, question, checked)
  const people = await selectNamed(tx, question, checked, { ...page, limit: page.limit + 1 })
  const sum = (rows: typeof counts) => rows.reduce((total, row) => total + row.count, 0)
  return {
    matching: sum(counts),
    permitted: sum(counts.filter((row) => row.allowed)),
    reasons: counts.filter((row) => !row.allowed).map(({ rule, count }) => ({ rule, text: `decisions.${rule}`, count })),
    people: people.slice(0, page.limit),
    next: people.length > page.limit ? people[page.limit - 1]!.personId : null,
  }
}
