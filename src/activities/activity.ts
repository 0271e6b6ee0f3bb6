import { notePurposes } from '../notes/note.ts'
import type { Catalogue } from '../purposes/catalogue.ts'
import type { PersonId, StaffId } from '../values/ids.ts'
import type { Language } from '../values/text.ts'

export const ACTIVITY_KINDS = ['task', 'call', 'meeting'] as const
export type ActivityKind = (typeof ACTIVITY_KINDS)[number]

/** How a call went; `incoming` was theirs. */
export const CALL_OUTCOMES = ['answered', 'no-answer', 'call-back', 'do-not-call', 'incoming'] as const
export type CallOutcome = (typeof CALL_OUTCOMES)[number]

/** Whose what is about nobody is: no id that is ever given to a person. */
export const NOBODY = '00000000-0000-7000-8000-000000000000' as PersonId

export const TITLE_LENGTH = 200
export const TEXT_LENGTH = 4_000
/** Longer than a day is no meeting. */
export const MOST_MINUTES = 24 * 60
/** So long it is known that something was done; before that it goes with the last ground for its purpose. */
export const DONE_MONTHS = 12
/** So long what was taken away can be brought back. */
export const REMOVED_HOURS = 24

/** What a colleague means to do or has done: about a person for a purpose, or about nobody. */
export interface Activity {
  personId: PersonId
  activityId: string
  kind: ActivityKind
  /** Null where it is about nobody. */
  purpose: string | null
  dealId: string | null
  companyId: string | null
  title: string
  text: string | null
  language: Language
  owner: StaffId | null
  /** The first moment of the day where it is for the whole of one. */
  dueAt: Date | null
  wholeDay: boolean
  minutes: number | null
  createdAt: Date
  createdBy: { kind: string; id: string | null }
  changedAt: Date
  /** How often it was changed. */
  sequence: number
  doneAt: Date | null
  doneBy: string | null
  outcome: CallOutcome | null
  /** Since it is done: when it goes. */
  until: Date | null
}

/** The purposes that an activity may be for: those of notes, and for a call those that somebody may be called for. */
export function activityPurposes({ purposes }: Pick<Catalogue, 'purposes'>, kind?: ActivityKind): string[] {
  const noted = notePurposes({ purposes })
  return purposes.filter(({ key, channels }) => noted.includes(key) || (kind !== 'task' && kind !== 'meeting' && channels.includes('phone'))).map(({ key }) => key)
}

/** What one works with somebody for when nobody has said: who is a customer before who may become one. */
const USUAL: readonly string[] = ['contract', 'service', 'membership', 'trial', 'prospects', 'invoicing']

/** The purpose of a new activity among those there are: the usual ones first. */
export function usualPurpose(purposes: readonly string[]): string | undefined {
  return USUAL.find((one) => purposes.includes(one)) ?? purposes[0]
}
