import { CHOICE_VALUES, YES_NO_FACTS, type ChoiceFact, type Facts, type FoundFacts, type YesNoFact } from './facts.ts'

/** A condition as data, so that one table can be run, counted, tested and compiled to SQL. */
export type Expression =
  | { fact: YesNoFact }
  | { choice: ChoiceFact; among: readonly string[] }
  | { not: Expression }
  | { all: readonly Expression[] }
  | { any: readonly Expression[] }
  | { missing: true }

/** The fact is true. */
export const yes = (fact: YesNoFact): Expression => ({ fact })

/** The fact is false. */
export const no = (fact: YesNoFact): Expression => ({ not: { fact } })

/** The fact has one of these values. */
export const is = <Name extends ChoiceFact>(choice: Name, ...among: Facts[Name][]): Expression => ({ choice, among })

/** The fact has none of these values. */
export const isNot = <Name extends ChoiceFact>(choice: Name, ...among: Facts[Name][]): Expression => ({ not: { choice, among } })

export const all = (...conditions: Expression[]): Expression => ({ all: conditions })
export const any = (...conditions: Expression[]): Expression => ({ any: conditions })
export const not = (condition: Expression): Expression => ({ not: condition })

/** Some fact could not be found out, or has a value nobody knows. */
export const missing: Expression = { missing: true }

/** Whether the condition holds for these facts. A missing fact counts as neither true nor among the values. */
export function holds(condition: Expression, facts: FoundFacts): boolean {
  if ('fact' in condition) return facts[condition.fact] === true
  if ('choice' in condition) return condition.among.includes(String(facts[condition.choice]))
  if ('not' in condition) return !holds(condition.not, facts)
  if ('all' in condition) return condition.all.every((each) => holds(each, facts))
  if ('any' in condition) return condition.any.some((each) => holds(each, facts))
  const choices = Object.entries(CHOICE_VALUES) as [ChoiceFact, readonly string[]][]
  return YES_NO_FACTS.some((name) => typeof facts[name] !== 'boolean') || choices.some(([name, values]) => !values.includes(String(facts[name])))
}
