import type { TextParameters } from '../values/text.ts'

/** How many a rule leaves out, and the key of its sentence. */
export interface LeftOutReason {
  rule: string
  text: string
  parameters: TextParameters
  count: number
}

/** What stands in `message.rule` when no rule of the gate did it. */
export const OWN_RULES = ['stopped', 'address-unfit'] as const

/** Key and parameters of the sentence for a rule that left somebody out. */
export function sentenceOf(rule: string, channel: string): { text: string; parameters: TextParameters } {
  const own = (OWN_RULES as readonly string[]).includes(rule)
  return { text: own ? `messages.rule.${rule}` : `decisions.${rule}`, parameters: { channel } }
}

/** The reasons with their counts, the commonest first. */
export function reasonsFor(counts: ReadonlyMap<string, number>, channel: string): LeftOutReason[] {
  return [...counts].map(([rule, count]) => ({ rule, ...sentenceOf(rule, channel), count }))
    .toSorted((a, b) => b.count - a.count || a.rule.localeCompare(b.rule))
}
