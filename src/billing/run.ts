import type { LocalDate } from '../values/calendar.ts'
import type { PersonId, StaffId } from '../values/ids.ts'
import type { ListFault } from './list.ts'

/** `due`: an invoice for each period that begins until a day; `listed`: one for each of a list that was brought; `undo`: a credit note for each invoice of another run. */
export const RUN_KINDS = ['due', 'undo', 'listed'] as const
export type RunKind = (typeof RUN_KINDS)[number]

/** What is rehearsed changes nothing; somebody looks at it, and lets it run. */
export const RUN_STATES = ['rehearsing', 'rehearsed', 'waiting', 'running', 'done', 'failed', 'cancelled'] as const
export type RunState = (typeof RUN_STATES)[number]

/** Many invoices, or their credit notes, as one piece of work. */
export interface Run {
  runId: string
  kind: RunKind
  /** Of `due`: periods that begin on this day or before. */
  upTo: LocalDate | null
  /** Of `undo`: the run that is taken back. */
  undoes: string | null
  /** Of `listed`: what was brought. */
  list: RunList | null
  state: RunState
  /** How many were gone through, and of how many. */
  done: number
  total: number | null
  /** The last one that was gone through. */
  after: { personId: PersonId; id: string } | null
  counts: RunCounts
  /** Each invoice is put on its way to the customer as it is issued. */
  deliver: boolean
  failure: string | null
  createdAt: Date
  /** Who asked for it, or let it go; a system's list has nobody before that. */
  createdBy: StaffId | null
  /** The key that brought a list. */
  createdByKey: string | null
  startedAt: Date | null
  finishedAt: Date | null
}

/** A list that was brought, and what of it came to nothing; by row, never what stood there (rule H1). */
export interface RunList {
  name: string
  /** SHA-256 in hex. */
  digest: string
  rows: number
  /** Columns that nobody reads here. */
  unread: string[]
  /** The first of what is wrong, and how much is. */
  faults: ListFault[]
  wrong: number
  /** How many for each reason, by its text. */
  reasons: Record<string, number>
}

/** What came of it, or would. The amount is in hundredths, as text: it may be longer than a number holds. */
export interface RunCounts {
  invoices: number
  leftOut: number
  amount: string
  currency?: string
  /** Of what was left out: how many for each reason, by its text and rule. */
  reasons: Record<string, number>
  /** How many of the invoices carry a question, by purpose. */
  questions: Record<string, number>
}

export const NOTHING_YET: RunCounts = { invoices: 0, leftOut: 0, amount: '0', reasons: {}, questions: {} }

/** What is counted before anything is gone through: of a list, what came to nothing when it was read. */
export function countsAtStart(list: RunList | null): RunCounts {
  return list ? { ...NOTHING_YET, leftOut: list.wrong, reasons: list.reasons } : NOTHING_YET
}

/** How many there are for each reason. */
export function countsOfList(faults: readonly Pick<ListFault, 'text'>[]): Record<string, number> {
  return tallied({}, faults.map((one) => one.text))
}

/** What became, or would become, of one of them. */
export interface RunItem {
  personId: PersonId
  itemId: string
  subscriptionId: string | null
  periodFrom: LocalDate | null
  /** Of a list, where it begins. */
  row: number | null
  invoiceId: string | null
  /** In hundredths. */
  amount: bigint | null
  /** Text key of why it was left out, and the rule. */
  reason: string | null
  rule: string | null
}

/** What a batch comes to beside those before it. */
export function counted(before: RunCounts, items: readonly Pick<RunItem, 'amount' | 'reason'>[], questions: readonly string[], currency: string | undefined): RunCounts {
  const made = items.filter((one) => one.reason === null)
  return {
    ...before, ...(currency && { currency }),
    invoices: before.invoices + made.length,
    leftOut: before.leftOut + items.length - made.length,
    amount: String(made.reduce((sum, one) => sum + (one.amount ?? 0n), BigInt(before.amount))),
    reasons: tallied(before.reasons, items.flatMap((one) => one.reason ?? [])),
    questions: tallied(before.questions, questions),
  }
}

/** Nothing more happens to it, unless somebody lets it run. */
export function hasEnded(state: RunState): boolean {
  return state === 'done' || state === 'failed' || state === 'cancelled'
}

function tallied(before: Readonly<Record<string, number>>, words: readonly string[]): Record<string, number> {
  const counts = { ...before }
  for (const word of words) counts[word] = (counts[word] ?? 0) + 1
  return counts
}
