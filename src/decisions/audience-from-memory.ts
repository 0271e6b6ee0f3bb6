import { Problem } from '../plumbing/errors.ts'
import type { Tx } from '../plumbing/database.ts'
import { selectCatalogue } from '../purposes/catalogue.sql.ts'
import type { PersonId } from '../values/ids.ts'
import { checkConditions, filterableFor, type Condition } from './audience.ts'
import { personExists, selectInNameOrder, selectMatchingNumbers, selectNamesOf, selectNextByName, type NamedRow } from './audience.sql.ts'
import { cellAllows, cellRule, NOT_KNOWN } from './cell.ts'
import { decideFor } from './decide-for.ts'
import type { DecisionMemory } from './decision-memory.ts'
import type { Audience } from './find-audience.ts'
import type { Question } from './question.ts'
import { countedRules, RULE_BITS, type EverybodysAnswers } from './stored-answers.ts'

/** Wanted people up to so many are looked up by id; more are met soon enough in the order of names. */
const FEW = 1_000
/** People read at a time in the order of names. */
const MOST_READ = 20_000

/**
 * The same as `findAudience`, with the permission from memory: the database filters and names, memory says who may be
 * reached. Undefined when memory cannot say it of everybody: let it `settle` before counts alone. Up to `few` wanted people are looked up by id. Throws as
 * `findAudience`.
 */
export async function audienceFromMemory(
  tx: Tx, memory: DecisionMemory, question: Question, conditions: readonly Condition[], page: { rule?: string; after?: PersonId; limit: number }, few = FEW,
): Promise<Audience | undefined> {
  const checked = conditions.length > 0 ? checkConditions(conditions, filterableFor(question.purpose, await selectCatalogue(tx))) : []
  if (page.after !== undefined && !(await personExists(tx, page.after))) throw new Problem('invalid', { text: 'decisions.filter.page-gone', field: 'after' })
  const numbers = checked.length > 0 ? await selectMatchingNumbers(tx, checked) : undefined
  // Somebody may have been changed while the database filtered, or while this waited for its turn among the reports. For
  // counts alone, of which there may be many at a time, nothing is waited for with a connection in hand.
  if (numbers || page.limit > 0) await memory.settle()
  const answers = memory.everybody(question)
  if (!answers) return undefined
  const counts = numbers ? countAmong(answers, numbers) : answers.counts
  if (!counts) return undefined
  const wanted = (cell: number) => cell !== NOT_KNOWN && (page.rule === undefined ? cellAllows(cell) : cellRule(cell) === page.rule)
  const many = counts.filter((one) => (page.rule === undefined ? one.allowed : one.rule === page.rule)).reduce((sum, one) => sum + one.count, 0)
  const matching = counts.reduce((sum, one) => sum + one.count, 0)
  const people = many === 0 || page.limit === 0 ? [] : await pageOf(tx, question, answers, { numbers, wanted, many, few }, { ...page, limit: page.limit + 1 })
  return {
    matching,
    permitted: counts.filter((one) => one.allowed).reduce((sum, one) => sum + one.count, 0),
    reasons: counts.filter((one) => !one.allowed).map(({ rule, count }) => ({ rule, text: `decisions.${rule}`, count })),
    people: people.slice(0, page.limit),
    next: people.length > page.limit ? people[page.limit - 1]?.personId ?? null : null,
    head: answers.head,
  }
}

/** Undefined when somebody matches whom memory does not know yet. */
function countAmong({ cell }: EverybodysAnswers, numbers: Int32Array) {
  const counts = new Int32Array(RULE_BITS + 1)
  for (const no of numbers) counts[cell(no) & RULE_BITS]! += 1
  return counts[NOT_KNOWN] === 0 ? countedRules(counts) : undefined
}

interface Wanted {
  numbers: Int32Array | undefined
  wanted: (cell: number) => boolean
  /** How many there are. */
  many: number
  few: number
}

/** One page of names. What memory says is asked again for those on it, for the contact point that would be used. */
async function pageOf(tx: Tx, question: Question, answers: EverybodysAnswers, which: Wanted, page: { after?: PersonId; limit: number }): Promise<NamedRow[]> {
  const found = which.many <= which.few ? await lookUp(tx, answers, which, page) : await leafThrough(tx, answers, which, page)
  const points = (await decideFor(tx, found, [question])).map(({ personId, contactPointId }) => ({ personId, contactPointId }))
  return selectNamesOf(tx, points)
}

async function lookUp(tx: Tx, answers: EverybodysAnswers, { numbers, wanted }: Wanted, page: { after?: PersonId; limit: number }): Promise<PersonId[]> {
  const few: PersonId[] = []
  const consider = (no: number) => wanted(answers.cell(no)) && few.push(answers.personId(no))
  if (numbers) numbers.forEach(consider)
  else for (let no = 0; no < answers.end; no++) consider(no)
  return selectInNameOrder(tx, few, page)
}

/** Names in the order of their index until there are enough wanted ones; who matches is known already. */
async function leafThrough(tx: Tx, answers: EverybodysAnswers, { numbers, wanted, many }: Wanted, page: { after?: PersonId; limit: number }): Promise<PersonId[]> {
  const among = numbers && membership(numbers, answers.end)
  const found: PersonId[] = []
  let { after } = page
  for (let limit = Math.min(Math.ceil((2 * page.limit * answers.end) / many), MOST_READ); found.length < page.limit; limit = MOST_READ) {
    const next = await selectNextByName(tx, { limit, ...(after === undefined ? {} : { after }) })
    for (const { personId, personNo } of next) if ((!among || among[personNo] === 1) && wanted(answers.cell(personNo))) found.push(personId)
    if (next.length < limit) break
    after = next.at(-1)!.personId
  }
  return found.slice(0, page.limit)
}

/** A byte a number: 1 for those among these. Whoever came after `end` is not. */
function membership(numbers: Int32Array, end: number): Uint8Array {
  const among = new Uint8Array(end)
  for (const no of numbers) among[no] = 1
  return among
}
