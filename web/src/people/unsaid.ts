import type { RecordedChoices } from '@api/choices-resource.ts'
import type { Answers, Wide } from './answers.ts'

/** How we know what a person says. */
export const EVIDENCE = ['call-note', 'counter', 'slip', 'letter', 'mail'] as const
export type EvidenceKind = (typeof EVIDENCE)[number]

/** What somebody has begun to write down of what a person says, and what became of it when it was sent. */
export interface Saying {
  answers: Answers
  wide: Wide[]
  kind: EvidenceKind
  note: string
  error?: Error
  refused?: RecordedChoices['refused']
}

const NOTHING: Saying = { answers: {}, wide: [], kind: 'call-note', note: '' }

/** What was called off or refused, so that it can be taken up again: in the memory of this page alone. */
const kept = new Map<string, Saying>()

export const keepSaying = (personId: string, saying: Saying) => void kept.set(personId, saying)
export const sayingOf = (personId: string): Saying => kept.get(personId) ?? NOTHING
export const dropSaying = (personId: string) => void kept.delete(personId)
