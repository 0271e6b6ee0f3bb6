import { type ReactNode } from 'react'

export type Tone = 'plain' | 'good' | 'bad' | 'wait'

const TONE: Record<Tone, string> = {
  plain: 'bg-sunken text-soft',
  good: 'bg-accent-wash text-accent-deep',
  bad: 'bg-brick-wash text-brick',
  wait: 'bg-ochre-wash text-ochre',
}

/** A word that states something about the thing beside it. */
export function Tag({ tone = 'plain', children }: { tone?: Tone; children: ReactNode }) {
  return <span className={`inline-flex items-center gap-1 rounded-small px-1.5 py-px text-fine whitespace-nowrap ${TONE[tone]}`}>{children}</span>
}

/** The number of a rule, as it stands in every refusal. */
export function RuleNumber({ rule }: { rule: string }) {
  return <span className="rounded-small border border-line px-1 font-mono text-[0.75rem] text-soft">{rule}</span>
}
