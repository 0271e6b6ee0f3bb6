import type { Expression } from './expression.ts'
import { COMPLETE, GROUPS, MISSING, YES, type FactWords } from './fact-words.ts'
import { DEFAULT_DENY, OBLIGATIONS, RULES, type Obligation, type Rule } from './rules.ts'

/** One way for a condition to hold: these bits set, those not, and none of the choices that it rules out. */
interface Term {
  need: number
  forbid: number
  asked: number
  state: number
}

/** Every case. */
const ANYTHING: Term = { need: 0, forbid: 0, asked: 0, state: 0 }

/** The rule table as masks, in its order. A rule is one or more lines; the first line that fits answers. */
export interface CompiledRules {
  /** Place of the rule each line belongs to, in `rules`. */
  rule: readonly number[]
  terms: readonly Term[]
  rules: readonly Rule[]
}

/** Every rule with its place; the last one is what no line allows. */
export const RULES_IN_ORDER: readonly Rule[] = [...RULES, DEFAULT_DENY]

/** The same table in another form: each condition as the masks of the cases in which it holds. */
export function compileRules(rules: readonly Rule[]): CompiledRules {
  const lines = rules.flatMap((rule, place) => termsOf(rule.when, true).map((term) => ({ place, term })))
  return { rule: lines.map((line) => line.place), terms: lines.map((line) => line.term), rules }
}

/** Without the lines that cannot hold for this question, where these yes-or-no facts are known beforehand. */
export function compiledFor(compiled: CompiledRules, asked: number, always: number, never: number): CompiledRules {
  const lines = compiled.terms.map((term, line) => ({ term, rule: compiled.rule[line]! }))
    .filter(({ term }) => (term.asked & asked) === 0 && (term.need & never) === 0 && (term.forbid & always) === 0)
  return { rule: lines.map((line) => line.rule), terms: lines.map((line) => line.term), rules: compiled.rules }
}

/** Place of the rule that answers; as many as there are rules when none does (D1). */
export function ruleFor(compiled: CompiledRules, yes: number, asked: number, state: number): number {
  const { terms, rule } = compiled
  for (let line = 0; line < terms.length; line++) {
    const term = terms[line]!
    if (((~yes & term.need) | (yes & term.forbid) | (asked & term.asked) | (state & term.state)) === 0) return rule[line]!
  }
  return compiled.rules.length
}

const COMPILED_OBLIGATIONS = OBLIGATIONS.map(({ obligation, when }) => ({ obligation, terms: termsOf(when, true) }))

/** What goes with a yes, as bits in the order of the table. */
export function obligationBits({ yes, asked, state }: FactWords): number {
  return COMPILED_OBLIGATIONS.reduce((bits, { terms }, place) => (terms.some((term) => fits(term, yes, asked, state)) ? bits | (1 << place) : bits), 0)
}

/** The obligations behind the bits. */
export function obligationsOf(bits: number): Obligation[] {
  return OBLIGATIONS.filter((_, place) => (bits & (1 << place)) !== 0).map((each) => each.obligation)
}

function fits(term: Term, yes: number, asked: number, state: number): boolean {
  return ((~yes & term.need) | (yes & term.forbid) | (asked & term.asked) | (state & term.state)) === 0
}

/** The cases in which a condition holds, or in which it does not. */
function termsOf(condition: Expression, holds: boolean): Term[] {
  if ('fact' in condition) return [holds ? { ...ANYTHING, need: YES[condition.fact] } : { ...ANYTHING, forbid: YES[condition.fact] }]
  if ('choice' in condition) {
    const { word, bits, all } = GROUPS[condition.choice]
    const among = condition.among.reduce((sum, value) => sum | (bits[value] ?? 0), 0)
    return [{ ...ANYTHING, [word]: holds ? all & ~among : among }]
  }
  if ('not' in condition) return termsOf(condition.not, !holds)
  if ('missing' in condition) return [{ ...ANYTHING, state: holds ? COMPLETE : MISSING }]
  const parts = 'all' in condition ? condition.all : condition.any
  const each = parts.map((part) => termsOf(part, holds))
  return 'all' in condition === holds ? each.reduce((sum, terms) => sum.flatMap((one) => terms.map((other) => both(one, other))), [ANYTHING]).filter(possible) : each.flat()
}

function both(one: Term, other: Term): Term {
  return { need: one.need | other.need, forbid: one.forbid | other.forbid, asked: one.asked | other.asked, state: one.state | other.state }
}

/** Not so when a bit must be set and must not, or when a choice has no value left. */
function possible(term: Term): boolean {
  return (term.need & term.forbid) === 0 && Object.values(GROUPS).every(({ word, all }) => (term[word] & all) !== all)
}
