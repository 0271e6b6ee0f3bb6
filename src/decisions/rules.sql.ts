import { sql, type RawBuilder } from 'kysely'
import type { Expression } from './expression.ts'
import { CHOICE_VALUES, YES_NO_FACTS, factColumn, type ChoiceFact, type Facts } from './facts.ts'
import { DEFAULT_DENY, OBLIGATIONS, RULES, type Rule } from './rules.ts'

/** The rule table as SQL: a CASE that names the rule for a row whose columns are named as the facts, in the relation `alias`. */
export function ruleCase(alias: string, rules: readonly Rule[] = RULES): RawBuilder<string> {
  const lines = rules.map((rule) => sql`when ${condition(rule.when, alias)} then ${sql.lit(rule.number)}`)
  return sql<string>`case ${sql.join(lines, sql` `)} else ${sql.lit(DEFAULT_DENY.number)} end`
}

/** Whether a rule number allows, as SQL. */
export function allows(rule: RawBuilder<string>): RawBuilder<boolean> {
  const numbers = RULES.filter((each) => each.outcome === 'allow').map((each) => sql.lit(each.number))
  return sql<boolean>`(${rule} in (${sql.join(numbers)}))`
}

/** What goes with a yes, as SQL: an array of obligation names. */
export function obligationsCase(alias: string): RawBuilder<string[]> {
  const lines = OBLIGATIONS.map((each) => sql`case when ${condition(each.when, alias)} then ${sql.lit(each.obligation)} end`)
  return sql<string[]>`array_remove(array[${sql.join(lines)}]::text[], null)`
}

function condition(expression: Expression, alias: string): RawBuilder<boolean> {
  // A missing fact is neither true nor among the values, as in holds(): coalesce keeps SQL's third value out.
  if ('fact' in expression) return sql`coalesce(${column(expression.fact, alias)}, false)`
  if ('choice' in expression) return among(expression.choice, expression.among, alias)
  if ('not' in expression) return sql`(not ${condition(expression.not, alias)})`
  if ('all' in expression) return joined(expression.all, sql` and `, alias, 'true')
  if ('any' in expression) return joined(expression.any, sql` or `, alias, 'false')
  const known = Object.entries(CHOICE_VALUES).map(([name, values]) => among(name as ChoiceFact, values, alias))
  return sql`(num_nulls(${sql.join(YES_NO_FACTS.map((name) => column(name, alias)))}) > 0 or not (${sql.join(known, sql` and `)}))`
}

function among(choice: ChoiceFact, values: readonly string[], alias: string): RawBuilder<boolean> {
  return sql`coalesce(${column(choice, alias)} in (${sql.join(values.map((value) => sql.lit(value)))}), false)`
}

function joined(expressions: readonly Expression[], by: RawBuilder<unknown>, alias: string, empty: 'true' | 'false'): RawBuilder<boolean> {
  if (expressions.length === 0) return empty === 'true' ? sql`true` : sql`false`
  return sql`(${sql.join(expressions.map((each) => condition(each, alias)), by)})`
}

function column(name: keyof Facts, alias: string): RawBuilder<unknown> {
  return sql.ref(`${alias}.${factColumn(name)}`)
}
