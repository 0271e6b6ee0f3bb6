import type { Channel } from '../law/channel.ts'
import type { ContactPointId, PersonId } from '../values/ids.ts'
import type { Language } from '../values/text.ts'
import type { SlipLayout } from './slip-layout.ts'

/** Days that a printed sheet is kept: long enough to answer who calls about it. */
export const SHEET_DAYS = 90
/** Days after which a question on a slip counts as not answered: twice those of a mail, for it goes by post and lies with the bills. */
export const PAPER_ANSWER_DAYS = 60
/** Months after which a slip that never came back is forgotten; its code goes on saying no, as every such link does. */
export const SLIP_MONTHS = 12
/** Months that the picture of a slip is kept after nothing that stands rests on it any more (as the kept proof of the erased). */
export const PICTURE_MONTHS = 24
/** Lines about purposes on one slip; what does not fit can be said by phone or on the page. */
export const MOST_ROWS = 12

/** What a sheet lies beside, or that it was ordered. */
export const GOES_WITH = ['invoice', 'reminder', 'credit-note', 'order'] as const
export type GoesWith = (typeof GOES_WITH)[number]

/** What can be ticked beside the purposes: a no to all marketing, no more questions, a copy of everything, to be forgotten. */
export const WIDE_ROWS = ['no-to-all', 'stop-asking', 'access', 'erasure'] as const
export type WideRow = (typeof WIDE_ROWS)[number]

/** One line of a slip. `ask` has a box for yes and one for no; `on` is in use now and has a box for no; the others have one box. */
export interface SlipRow {
  /** Names the line within its slip. */
  key: string
  kind: 'ask' | 'on' | WideRow
  purpose: string | null
  channel: Channel | null
  /** What a yes would be for. */
  contactPointId: ContactPointId | null
  /** What stands beside the boxes. */
  label: string
  /** Every word that was printed about it, and its name in the ledger (hex). */
  words: string
  wordingId: string
}

/** A slip as it was printed. */
export interface Slip {
  personId: PersonId
  slipId: string
  madeAt: Date
  goesWith: GoesWith
  invoiceId: string | null
  language: Language
  tokenHash: Buffer
  number: string
  afterSeq: number
  rows: readonly SlipRow[]
  layout: SlipLayout
}

/** Which boxes a line has. */
export function boxesOf({ kind }: Pick<SlipRow, 'kind'>): readonly ('yes' | 'no' | 'tick')[] {
  return kind === 'ask' ? ['yes', 'no'] : kind === 'on' ? ['no'] : ['tick']
}

/** What a line can be taken for: nothing, or one of its boxes. */
export type RowAnswer = 'yes' | 'no' | 'tick' | 'none'
