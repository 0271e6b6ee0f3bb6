import { Problem } from '../plumbing/errors.ts'
import { divideRounded, productInHundredths, type Decimal } from '../values/decimal.ts'
import { totalsOf, type InvoiceLine, type InvoiceTotals } from './invoice.ts'
import type { IssuedInvoice } from './issued-invoice.ts'

/** What is to be taken back of a line, counted from 0: so much of it, or so much money without VAT; neither: all that is left. */
export interface CreditPart {
  line: number
  quantity?: Decimal | undefined
  /** In hundredths. */
  amount?: bigint | undefined
}

/** What no credit note has taken back yet. */
export interface LeftOfLine {
  quantity: Decimal
  /** In hundredths, without VAT. */
  amount: bigint
}

/** Whole units, and the hundredths of VAT by rate, may part a credit note from what is left by so much. */
const ROUNDING = 100n
const ONE: Decimal = 1_000_000n
/** A price in millionths from an amount in hundredths. */
const IN_MILLIONTHS = 10_000n

/** Line by line, what is left of an invoice after its credit notes. */
export function leftOf(invoice: Pick<IssuedInvoice, 'lines'>, notes: readonly Pick<IssuedInvoice, 'lines'>[]): LeftOfLine[] {
  const left = invoice.lines.map((line, place) => ({ quantity: line.quantity, amount: totalsOf(invoice.lines).lines[place]! }))
  for (const { lines } of notes) {
    const amounts = totalsOf(lines).lines
    for (const [place, line] of lines.entries()) {
      // A note in full says its lines as the invoice did.
      const { line: of, quantity } = line.takesBack ?? { line: place, quantity: -line.quantity }
      const before = left[of]!
      left[of] = { quantity: before.quantity - quantity, amount: before.amount + amounts[place]! }
    }
  }
  return left
}

export interface CreditOf {
  invoice: IssuedInvoice
  /** What it asked for, and what its credit notes have taken back of that, above zero; in hundredths. */
  payable: bigint
  credited: bigint
  notes: readonly Pick<IssuedInvoice, 'lines'>[]
}

export interface CreditNote {
  lines: InvoiceLine[]
  /** So that several credit notes come to the invoice and never to more (BT-114). */
  rounding: bigint
  totals: InvoiceTotals
  /** Nothing is left after it. */
  inFull: boolean
}

/**
 * The lines of a credit note, and what it comes to (below zero). Each line takes back at most what is left of it; its VAT follows its own
 * lines, rate by rate (BR-CO-17); the last one comes to exactly what is left of the invoice. Throws `conflict` where nothing is left,
 * `invalid` that names the member where somebody asks for more.
 */
export function creditNote({ invoice, payable, credited, notes }: CreditOf, parts: readonly CreditPart[] | undefined): CreditNote {
  const left = leftOf(invoice, notes)
  if (left.every(isTaken)) throw new Problem('conflict', { text: 'invoices.credited-already', parameters: { number: invoice.number } })
  const asked = parts ?? left.flatMap((one, line) => (isTaken(one) ? [] : [{ line }]))
  if (asked.length === 0) throw new Problem('invalid', { text: 'invoices.credit-nothing', field: 'lines' })
  const lines = asked.map((part, place) => creditLine(invoice, left, part, `lines.${place}`, asked.findIndex((one) => one.line === part.line) !== place))
  const inFull = leftOf(invoice, [...notes, { lines }]).every(isTaken)
  const { gross } = totalsOf(lines)
  const most = payable - credited
  if (gross >= 0n && !inFull) throw new Problem('invalid', { text: 'invoices.credit-nothing', field: 'lines' })
  if (-gross - most > ROUNDING) throw new Problem('invalid', { text: 'invoices.credit-too-much', field: 'lines' })
  const rounding = inFull || -gross > most ? -most - gross : 0n
  return { lines, rounding, totals: totalsOf(lines, { rounding }), inFull }
}

function creditLine(invoice: IssuedInvoice, left: readonly LeftOfLine[], { line: of, quantity, amount }: CreditPart, field: string, twice: boolean): InvoiceLine {
  const [line, rest] = [invoice.lines[of], left[of]]
  if (!line || !rest || twice) throw new Problem('invalid', { text: twice ? 'invoices.credit-line-twice' : 'invoices.credit-line-unknown', field: `${field}.line` })
  if (amount !== undefined) return byAmount(line, of, within(amount, rest.amount, `${field}.amount`), 0n)
  const taken = quantity === undefined ? rest.quantity : within(quantity, rest.quantity, `${field}.quantity`)
  // After amounts were taken back, the last of the quantity is worth what is left.
  if (taken === rest.quantity) return natural(line, of, taken).amount === rest.amount ? natural(line, of, taken).line : byAmount(line, of, rest.amount, taken)
  const one = natural(line, of, taken)
  within(one.amount, rest.amount, `${field}.quantity`)
  return one.line
}

/** So much of a line at its price, with its share of what was taken off. */
function natural(line: InvoiceLine, of: number, quantity: Decimal): { line: InvoiceLine; amount: bigint } {
  const allowance = line.quantity === 0n ? 0n : divideRounded((line.allowance ?? 0n) * quantity, line.quantity)
  const { allowance: _, ...given } = line
  return {
    line: { ...given, quantity: -quantity, ...(allowance !== 0n && { allowance: -allowance }), takesBack: { line: of, quantity } },
    amount: productInHundredths(quantity, line.unitPrice) - allowance,
  }
}

/** So much money of a line: one piece at that price, since prices are never below zero (BR-27). */
function byAmount({ description, vat }: InvoiceLine, of: number, amount: bigint, quantity: Decimal): InvoiceLine {
  return { description, vat, unit: 'C62', quantity: amount < 0n ? ONE : -ONE, unitPrice: (amount < 0n ? -amount : amount) * IN_MILLIONTHS, takesBack: { line: of, quantity } }
}

/** More than nothing, in the direction of the line, and no more than is left. */
function within<Value extends bigint>(asked: Value, left: bigint, field: string): Value {
  if (asked === 0n) throw new Problem('invalid', { text: 'invoices.credit-nothing', field })
  if (left < 0n ? asked > 0n || asked < left : asked < 0n || asked > left) throw new Problem('invalid', { text: 'invoices.credit-too-much', field })
  return asked
}

function isTaken({ quantity, amount }: LeftOfLine): boolean {
  return quantity === 0n && amount === 0n
}
