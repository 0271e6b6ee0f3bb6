import type { PersonId } from '../values/ids.ts'
import { parseKid, parseOcr } from '../values/payment-reference.ts'
import type { BankLine } from './bank-line.ts'

export const OUTCOMES = ['paid', 'part-paid', 'overpaid', 'taken-back', 'unmatched'] as const
export type Outcome = (typeof OUTCOMES)[number]

/** Why something is put on no invoice by itself. */
export const UNMATCHED_REASONS = [
  'no-reference', 'wrong-reference', 'unknown-reference', 'several-invoices', 'several-references', 'other-currency', 'paid-already', 'credited', 'deduction', 'reversal', 'deposit',
] as const
export type UnmatchedReason = (typeof UNMATCHED_REASONS)[number]

/** An invoice that a reference leads to, as it stands while a file is gone through. */
export interface Owed {
  personId: PersonId
  invoiceId: string
  number: string
  /** As it stands on the invoice. */
  buyer: string
  currency: string
  /** Of the invoice itself, in hundredths; below zero for what came beyond it. */
  outstanding: bigint
  /** For reminding of it: what comes beyond the invoice pays them first. */
  fees: bigint
  isCredited: boolean
  /** What banks told of that is on it, each as it came: what may be taken back. */
  fromBanks: bigint[]
}

export interface Share { invoice: Owed; amount: bigint }
export type Matched = { outcome: Exclude<Outcome, 'unmatched'>; shares: Share[] } | { outcome: 'unmatched'; reason: UnmatchedReason }

/**
 * A reference as banks and invoices both may write it: without blanks, hyphens and zeros in front, which banks add and drop.
 * A dash at the end is a check digit of the KID. Undefined for what holds letters.
 */
export function referenceKey(written: string): string | undefined {
  const plain = written.replaceAll(/[\s.]/g, '')
  if (!/^[\d-]*\d-?$/.test(plain)) return undefined
  return (plain.slice(0, -1).replaceAll('-', '') + plain.at(-1)!).replace(/^0+(?=.)/, '')
}

/**
 * What becomes of a line: by its references alone, never by a name or an amount that happens to fit. `owed` gives the
 * invoices of a reference. What fits is put on the invoice, less or more than it asked too; everything else is for a person to judge.
 */
export function matchLine(line: Pick<BankLine, 'kind' | 'amount' | 'currency' | 'references' | 'isWhole'>, owed: (key: string) => readonly Owed[]): Matched {
  const keys = [...new Set(line.references.map(referenceKey))]
  if (line.kind === 'deduction') return unmatched('deduction')
  if (keys.length === 0) return unmatched(line.kind === 'reversal' ? 'reversal' : 'no-reference')
  if (keys.length > 1) return line.kind === 'payment' ? matchSeveral(line, keys, owed) : unmatched('reversal')
  const key = keys[0]
  const invoices = key === undefined ? [] : owed(key)
  if (invoices.length === 0) return unmatched(line.kind === 'reversal' ? 'reversal' : key === undefined || isMistyped(key) ? 'wrong-reference' : 'unknown-reference')
  const [invoice] = invoices
  if (!invoice || invoices.length > 1) return unmatched('several-invoices')
  if (invoice.currency !== line.currency) return unmatched('other-currency')
  if (line.kind === 'reversal') return invoice.fromBanks.includes(-line.amount) ? { outcome: 'taken-back', shares: [{ invoice, amount: line.amount }] } : unmatched('reversal')
  const due = invoice.outstanding + invoice.fees
  // A fee that was left may come after the invoice itself.
  if (due <= 0n || (invoice.outstanding <= 0n && line.amount > due)) return unmatched(invoice.isCredited ? 'credited' : 'paid-already')
  const outcome = line.amount < invoice.outstanding ? 'part-paid' : line.amount <= due ? 'paid' : 'overpaid'
  return { outcome, shares: [{ invoice, amount: line.amount }] }
}

/** One sum for several invoices is shared out only where it is exactly what they ask for, all with their fees or all without. */
function matchSeveral(line: Pick<BankLine, 'amount' | 'currency'>, keys: readonly (string | undefined)[], owed: (key: string) => readonly Owed[]): Matched {
  const found = keys.map((key) => (key === undefined ? [] : owed(key)))
  const invoices = found.flatMap((many) => (many.length === 1 ? many : []))
  const all = invoices.length === keys.length && invoices.every((one) => one.currency === line.currency && one.outstanding > 0n)
  const shares = [(one: Owed) => one.outstanding, (one: Owed) => one.outstanding + one.fees].map((asked) => invoices.map((invoice) => ({ invoice, amount: asked(invoice) })))
  const fits = all ? shares.find((each) => each.reduce((sum, { amount }) => sum + amount, 0n) === line.amount) : undefined
  return fits ? { outcome: 'paid', shares: fits } : unmatched('several-references')
}

/** The invoice as it stands once a share is on it. */
export function settle({ invoice, amount }: Share): void {
  invoice.outstanding -= amount
  if (amount > 0n) invoice.fromBanks.push(amount)
  else invoice.fromBanks.splice(invoice.fromBanks.indexOf(-amount), 1)
}

function unmatched(reason: UnmatchedReason): Matched {
  return { outcome: 'unmatched', reason }
}

/** Fits neither the check digit of a Bankgiro reference nor one of a KID. */
function isMistyped(key: string): boolean {
  return typeof parseOcr(key) !== 'string' && typeof parseKid(key) !== 'string'
}
