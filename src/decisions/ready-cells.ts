import { packCell, type Layout } from './cell.ts'
import { compiledFor, compileRules, obligationBits, ruleFor, RULES_IN_ORDER, type CompiledRules } from './compiled-rules.ts'
import { basisUsed } from './decide.ts'
import { basisOf, findFacts, readyQuestion, settledBy, type Circumstances, type ReadyPerson, type ReadyQuestion } from './facts-in-process.ts'
import { RULES } from './rules.ts'

/** One cell's question, with the lines of the rule table that can answer it. */
export interface ReadyCell {
  ready: ReadyQuestion
  rules: CompiledRules
}

const COMPILED = compileRules(RULES)

const remembered = new WeakMap<Layout, { day: string; cells: ReadyCell[] }>()

/** Every cell of a layout made ready for a day; remembered until another day is asked for. */
export function readyCells(layout: Layout, around: Circumstances): ReadyCell[] {
  const known = remembered.get(layout)
  if (known?.day === around.law.day) return known.cells
  const cells = layout.cells.map((question) => {
    const ready = readyQuestion(question, around)
    const { always, never } = settledBy(ready)
    return { ready, rules: compiledFor(COMPILED, ready.asked, always, never) }
  })
  remembered.set(layout, { day: around.law.day, cells })
  return cells
}

/** The answer for one person in one cell. */
export function answerCell(person: ReadyPerson, { ready, rules }: ReadyCell, around: Circumstances): number {
  const found = findFacts(person, ready, around)
  const place = ruleFor(rules, found.yes, found.asked, found.state)
  const rule = RULES_IN_ORDER[place]!
  if (rule.outcome === 'refuse') return packCell(place, null, 0)
  return packCell(place, basisUsed(rule, { use: ready.question.use, basis: basisOf(found.state) }), obligationBits(found))
}
