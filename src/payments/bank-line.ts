import { createHash } from 'node:crypto'
import { Problem } from '../plumbing/errors.ts'
import type { TextParameters } from '../values/text.ts'
import type { LocalDate } from '../values/calendar.ts'

export const BANK_FORMATS = ['bgmax', 'camt.053', 'camt.054'] as const
export type BankFormat = (typeof BANK_FORMATS)[number]

export const LINE_KINDS = ['payment', 'deduction', 'reversal'] as const
export type LineKind = (typeof LINE_KINDS)[number]

/** One thing that a bank says came to an account of the company, or went back from it. */
export interface BankLine {
  /** Where it stands: the line of a text file, or the number of the transaction in XML. */
  row: number
  kind: LineKind
  bookedOn: LocalDate
  /** In hundredths; below zero for what went back. */
  amount: bigint
  /** ISO 4217. */
  currency: string
  /** References of the payee's own, as they were written. */
  references: string[]
  /** What the payer wrote beside them; empty where nothing. */
  text: string
  payerName: string | null
  payerAccount: string | null
  /** The company's own account. */
  account: string
  /** What the bank knows this one by, whatever file it stands in. */
  mark: string
  /** What the bank knows by that which it was booked in: one sum for many. */
  entryMark: string | null
  /** True for an entry of which nothing more is told: it may stand for one transaction or for many. */
  isWhole: boolean
}

/** Longer than this nothing is kept; banks write less. */
export const BOUNDS = { name: 140, account: 40, reference: 40, text: 500, references: 50 } as const

/** One mark of several facts, from which none of them can be read. */
export function markOf(...facts: (string | number)[]): string {
  return createHash('sha256').update(JSON.stringify(facts)).digest('hex')
}

/** A fault of the file, named by its row and what is wrong; nothing of what stands there is repeated. */
export function badRow(why: string, row: number, more: TextParameters = {}): Problem {
  return new Problem('invalid', { text: `payments.file.${why}`, field: `row ${row}`, parameters: { row, ...more } })
}

/** A fault of the file as a whole. */
export function badFile(why: string, more: TextParameters = {}): Problem {
  return new Problem('invalid', { text: `payments.file.${why}`, field: 'file', parameters: more })
}
