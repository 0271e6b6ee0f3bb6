import type { Actor } from '../invoices/invoices.sql.ts'
import type { LocalDate } from '../values/calendar.ts'
import type { BankLine } from './bank-line.ts'
import type { Matched, Owed } from './match-line.ts'
import type { FileCounts } from './payments.sql.ts'

/** What becomes of one line, for whoever looks at it before it is done. */
export interface SettledLine { line: BankLine; matched: Matched }

/** What is known while one file is gone through, from its first piece to its last. */
export interface Settling {
  /** Undefined: nothing is written. */
  write?: { fileId: string; by: Actor } | undefined
  counts: FileCounts
  accounts: Set<string>
  /** What was settled, as far as `keep` wants it. */
  settled: SettledLine[]
  keep: number
  owed: Map<string, Owed[]>
  marks: Set<string>
  twins: Set<string>
  days: Map<LocalDate, LocalDate>
}

/** Nothing settled yet; `keep` lines of each outcome are remembered. */
export function newSettling(keep: number, write?: Settling['write']): Settling {
  return {
    write, keep, counts: { lines: 0, paid: 0, partPaid: 0, overpaid: 0, takenBack: 0, unmatched: 0, known: 0, passedOver: 0 },
    accounts: new Set(), settled: [], owed: new Map(), marks: new Set(), twins: new Set(), days: new Map(),
  }
}
