import type { Basis } from '../law/basis.ts'
import type { GroundId } from '../values/ids.ts'
import type { FoundFacts } from './facts.ts'
import { holds } from './expression.ts'
import { DEFAULT_DENY, OBLIGATIONS, RULES, type Obligation, type Rule } from './rules.ts'

export interface Decision {
  allowed: boolean
  /** Number of the rule that answered, e.g. `D2b`. */
  rule: string
  /** Where the rule stands in law. */
  article: string
  /** Key of the sentence that says why; its parameters are `{ channel }`. */
  text: string
  parameters: { channel: string }
  /** What the use rests on; null when it rests on nothing. */
  basis: Basis | null
  /** Key of the sentence that says what would change a no. */
  wouldChange?: string
  /** What goes with a yes. */
  obligations: Obligation[]
}

/** The answer for these facts: the first rule that holds, and no when none does (D1). Pure; never throws. */
export function decide(facts: FoundFacts, rules: readonly Rule[] = RULES): Decision {
  const rule = rules.find((each) => holds(each.when, facts)) ?? DEFAULT_DENY
  return answer(rule, facts)
}

/** The answer of the rule with this number; how the SQL form, which returns only numbers, is turned into words. */
export function decisionOf(number: string, facts: FoundFacts): Decision {
  return answer(RULES.find((each) => each.number === number) ?? DEFAULT_DENY, facts)
}

/** What was found that an answer may rest on: the living ground, the sale, the entry that says yes and the one that says no. */
export interface Foundation {
  groundId: GroundId | null
  saleGroundId: GroundId | null
  yesSeq: number | null
  noSeq: number | null
}

/** Rules that answer with what the person has said. */
const NO_RULES: readonly string[] = ['D2b', 'D2c', 'D10a', 'D10b']

/** The ground and the ledger entry behind an answer. */
export function restsOn({ allowed, rule, basis }: Pick<Decision, 'allowed' | 'rule' | 'basis'>, found: Foundation): { groundId: GroundId | null; entrySeq: number | null } {
  if (!allowed) return { groundId: null, entrySeq: NO_RULES.includes(rule) ? found.noSeq : null }
  if (basis === null) return { groundId: null, entrySeq: null }
  return basis === 'soft-opt-in' ? { groundId: found.saleGroundId, entrySeq: null } : { groundId: found.groundId, entrySeq: basis === 'consent' ? found.yesSeq : null }
}

function answer(rule: Rule, facts: FoundFacts): Decision {
  const allowed = rule.outcome === 'allow'
  return {
    allowed,
    rule: rule.number,
    article: rule.article,
    text: `decisions.${rule.number}`,
    parameters: { channel: facts.channel ?? 'none' },
    basis: allowed ? basisUsed(rule, facts) : null,
    ...(rule.change ? { wouldChange: `decisions.change.${rule.change}` } : {}),
    obligations: allowed ? OBLIGATIONS.filter((each) => holds(each.when, facts)).map((each) => each.obligation) : [],
  }
}

/** A question rests on no basis of its own; the soft opt-in stands in for the consent that would otherwise be needed. */
export function basisUsed(rule: Rule, facts: Pick<FoundFacts, 'use' | 'basis'>): Basis | null {
  if (facts.use === 'ask') return null
  if (rule.number === 'D4b') return 'soft-opt-in'
  return facts.basis && facts.basis !== 'none' ? facts.basis : null
}
