import type { Tx } from '../plumbing/database.ts'
import type { Scope } from '../people/scope.ts'
import { selectInScope } from '../people/scope.sql.ts'
import { Problem } from '../plumbing/errors.ts'
import { selectCatalogue } from '../purposes/catalogue.sql.ts'
import type { PersonId } from '../values/ids.ts'
import { checkConditions, filterableFor, type Condition } from './audience.ts'
import { countByRule, personExists, selectNamed, selectNamedInScope, type NamedRow } from './audience.sql.ts'
import type { Head } from './change-follower.ts'
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
  /** Up to which change it stands; null when it was asked of the database. */
  head: Head | null
}

/**
 * Who may be reached for this question among those who match, how many, and why the others not.
 * With a scope, only those in it match. `page.rule` lists those a rule leaves out instead. Throws `invalid` or `refused` for a filter that may not be used.
 */
export async function findAudience(
  tx: Tx, question: Question, conditions: readonly Condition[], page: { rule?: string; after?: PersonId; limit: number; scope?: Scope },
): Promise<Audience> {
  const checked = checkConditions(conditions, filterableFor(question.purpose, await selectCatalogue(tx), page.scope))
  const { scope } = page
  if (page.after !== undefined && !(scope ? (await selectInScope(tx, scope, [page.after])).has(page.after) : await personExists(tx, page.after))) throw new Problem('invalid', { text: 'decisions.filter.page-gone', field: 'after' })
  const counts = await countByRule(tx, question, checked, scope)
  const onePage = { ...page, limit: page.limit + 1 }
  const people = page.limit === 0 ? [] : scope ? await selectNamedInScope(tx, question, checked, onePage, scope) : await selectNamed(tx, question, checked, onePage)
  const sum = (rows: typeof counts) => rows.reduce((total, row) => total + row.count, 0)
  return {
    matching: sum(counts),
    permitted: sum(counts.filter((row) => row.allowed)),
    reasons: counts.filter((row) => !row.allowed).map(({ rule, count }) => ({ rule, text: `decisions.${rule}`, count })),
    people: people.slice(0, page.limit),
    next: people.length > page.limit ? people[page.limit - 1]!.personId : null,
    head: null,
  }
}
