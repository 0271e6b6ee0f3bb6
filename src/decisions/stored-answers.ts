import { createHash } from 'node:crypto'
import type { Database } from '../plumbing/database.ts'
import { selectCatalogue } from '../purposes/catalogue.sql.ts'
import { newId, type PersonId } from '../values/ids.ts'
import { AnswerColumns } from './answer-columns.ts'
import { cellAllows, cellDecision, cellRule, layoutOf, type Layout } from './cell.ts'
import type { Head } from './change-follower.ts'
import { selectLogEnds } from './change-log.sql.ts'
import type { Decision } from './decide.ts'
import type { PersonCells } from './decide-cells.ts'
import { copyDecisionRows, selectMark, selectNumbersUsed } from './decision-rows.sql.ts'
import type { PersonNumbers } from './person-numbers.ts'
import { OBLIGATIONS, RULES } from './rules.ts'
import { MOST_PURPOSES } from './visible-purposes.ts'

/** The bits of a cell that name the rule. */
export const RULE_BITS = 0b11_1111

/** After the answers come the purposes a person is visible for, 16 to a cell. */
const CELL_BITS = 16
const VISIBLE_CELLS = MOST_PURPOSES / CELL_BITS

/** What is kept of one person. */
export function keptCells({ cells, visible }: Pick<PersonCells, 'cells' | 'visible'>): Uint16Array {
  const kept = new Uint16Array(cells.length + VISIBLE_CELLS)
  kept.set(cells)
  kept[cells.length] = visible & 0xffff
  kept[cells.length + 1] = visible >>> CELL_BITS
  return kept
}

/** The answers of one layout, as far as they are known. */
export interface KnownAnswers {
  layout: Layout
  /** Names what the cells mean, and this series of stored answers: those of another name are not read. */
  name: string
  columns: AnswerColumns
  /** Answers in words by place and cell, as they were asked for. */
  decisions: Map<number, Decision>
  /** Every change up to this number stands in the answers. */
  after: number
}

/** The answer a cell holds; made once and kept, since there are few. */
export function decisionIn({ layout, decisions }: KnownAnswers, place: number, cell: number): Decision | 'ask-database' {
  const key = (place << CELL_BITS) | cell
  const kept = decisions.get(key)
  if (kept) return kept
  const made = cellDecision(cell, layout.cells[place]!)
  if (made) decisions.set(key, made)
  return made ?? 'ask-database'
}

/** How many people a rule answers. */
export interface RuleCount {
  rule: string
  allowed: boolean
  count: number
}

/** What everybody is answered to one question, by their numbers. */
export interface EverybodysAnswers {
  head: Head
  counts: RuleCount[]
  /** Every number is below this. */
  end: number
  /** The cell of a person, or NOT_KNOWN for a number that is nobody's. */
  cell(no: number): number
  personId(no: number): PersonId
}

/** How many people each rule answers in a cell, the commonest first. */
export function countsIn({ columns }: KnownAnswers, place: number): RuleCount[] {
  return countedRules(columns.counts(place))
}

/** Counts by the number that a cell has for its rule. */
export function countedRules(counts: Int32Array): RuleCount[] {
  return [...counts].flatMap((count, cell) => {
    const rule = cellRule(cell)
    return count === 0 || rule === null ? [] : [{ rule, allowed: cellAllows(cell), count }]
  }).toSorted((a, b) => b.count - a.count || (a.rule < b.rule ? -1 : 1))
}

/** Whether the person is visible for one of these purposes. */
export function visibleIn({ layout, columns }: KnownAnswers, no: number, purposes: readonly string[]): boolean | 'ask-database' {
  const places = purposes.map((purpose) => layout.purposes.findIndex((one) => one.key === purpose))
  if (places.some((place) => place < 0 || place >= MOST_PURPOSES)) return 'ask-database'
  const [low, high] = [columns.column(layout.cells.length)[no]!, columns.column(layout.cells.length + 1)[no]!]
  const bits = low | (high << CELL_BITS)
  return places.some((place) => (bits & (1 << place)) !== 0)
}

/**
 * The catalogue in force with the answers that were stored for it; with none when there are none, or when the log does
 * not reach back to them. `version` names the program that decides.
 */
export async function loadAnswers(database: Database, version: string, numbers: PersonNumbers): Promise<KnownAnswers> {
  const { layout, meaning, mark, ends, numbersUsed } = await database.read(async (tx) => {
    const inForce = layoutOf(await selectCatalogue(tx))
    const means = meaningOf(inForce, version)
    return { layout: inForce, meaning: means, mark: await selectMark(tx, means), ends: await selectLogEnds(tx), numbersUsed: await selectNumbersUsed(tx) }
  })
  const columns = new AnswerColumns(layout.cells.length + VISIBLE_CELLS, RULE_BITS, numbersUsed)
  numbers.reserve(numbersUsed)
  if (!mark || (ends.last > mark.changeNo && ends.oldest > mark.changeNo + 1)) return { layout, name: `${meaning}.${newId(database.clock())}`, columns, decisions: new Map(), after: ends.last }
  await copyDecisionRows(database, mark.layout, ({ personNo, bytes, idAt, cellsAt, cellsEnd, until }) => {
    if (cellsEnd - cellsAt === 2 * columns.width && numbers.addBytes(bytes, idAt, personNo)) columns.fill(personNo, bytes, cellsAt, until)
  })
  columns.fillUp()
  return { layout, name: mark.layout, columns, decisions: new Map(), after: mark.changeNo }
}

/** Which questions, by which rules, of which program. */
function meaningOf(layout: Layout, version: string): string {
  return createHash('sha256').update(JSON.stringify([version, layout.catalogueVersion, layout.cells, RULES, OBLIGATIONS])).digest('hex').slice(0, 32)
}
