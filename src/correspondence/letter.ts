import type { TextKind } from '../free-text/text-kind.ts'
import type { Channel } from '../law/channel.ts'
import type { Catalogue } from '../purposes/catalogue.ts'
import type { MessageState } from '../messages/message-state.ts'
import type { PersonId, StaffId } from '../values/ids.ts'
import type { Language } from '../values/text.ts'

export const SUBJECT_LENGTH = 200
export const WORDS_LENGTH = 10_000
/** Months that a mail stands, as long as claims on a consumer do (SE lag 1981:130 2 §). It goes sooner with the last ground for its purpose. */
export const LETTER_MONTHS = 36
/** Days back that count as lately, of who wrote. */
export const LATELY_DAYS = 30

/** A mail that a colleague wrote to somebody, or that went between the two and was kept. */
export interface Letter {
  personId: PersonId
  letterId: string
  direction: 'to' | 'from'
  /** `sent` by us; `logged` as it went elsewhere. */
  way: 'sent' | 'logged'
  purpose: string
  subject: string
  words: string
  language: Language
  about: string | null
  marks: TextKind[]
  /** Files that came with it and were not kept. */
  files: number
  writtenAt: Date
  staffId: StaffId
  until: Date
}

/** A mail with what became of it; one that was logged has gone. */
export interface LetterState extends Letter {
  state: MessageState
  /** The rule that left it out, or why it failed. */
  rule: string | null
  /** When it goes, while it can be taken back. */
  goesAt: Date | null
}

/** Kinds of purposes for which a colleague writes to one person: what they have with us, and marketing. Answers to requests have their own way. */
const WRITTEN_FOR = ['service', 'claim', 'marketing']

/** The purposes a colleague's own mail may be for, of all there are. */
export function letterPurposes({ purposes }: Pick<Catalogue, 'purposes'>): string[] {
  return purposes.filter(({ kind, channels }) => WRITTEN_FOR.includes(kind) && (channels as readonly Channel[]).includes('email')).map(({ key }) => key)
}
