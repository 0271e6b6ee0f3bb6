import { bookkeepingUntil } from '../law/bookkeeping.ts'
import { fiscalYearEndOf } from '../law/fiscal-year.ts'
import { carryClaims } from '../invoices/carry-claims.ts'
import type { Actor } from '../invoices/invoices.sql.ts'
import { RETENTION_ZONE } from '../people/start-grounds.ts'
import type { Tx } from '../plumbing/database.ts'
import { selectInstallation } from '../plumbing/installation.sql.ts'
import { localDateIn, type LocalDate } from '../values/calendar.ts'
import { newId } from '../values/ids.ts'
import type { BankFormat, BankLine } from './bank-line.ts'
import { matchLine, referenceKey, settle, type Matched } from './match-line.ts'
import {
  insertBankPayments, insertFromBank, insertSteps, selectDeposits, selectKnownEntries, selectKnownMarks, selectOwed, selectTouchedWholes, selectTwins, updateAlsoMarks, updateLeftOver,
  type FromBank, type NewBankPayment, type Step,
} from './payments.sql.ts'
import type { SettledLine, Settling } from './settling.ts'

const COUNTED = { paid: 'paid', 'part-paid': 'partPaid', overpaid: 'overpaid', 'taken-back': 'takenBack', unmatched: 'unmatched' } as const

/**
 * Goes through some lines of a file: what is known already is left out, what its reference leads to is put on the invoice,
 * and the rest stands open with the reason. The same whether it is written or only rehearsed.
 */
export async function settleLines(tx: Tx, lines: readonly BankLine[], format: BankFormat, settling: Settling): Promise<void> {
  for (const line of lines) settling.accounts.add(line.account)
  const fresh = await unknownOf(tx, lines, format, settling)
  settling.counts.known += lines.length - fresh.length
  settling.counts.lines += fresh.length
  await lookUp(tx, fresh, settling)
  const deposits = await selectDeposits(tx, fresh.filter((line) => line.isWhole))
  const settled = fresh.map((line) => {
    const matched = asDeposit(matchLine(line, (key) => settling.owed.get(key) ?? []), line, deposits)
    if (matched.outcome !== 'unmatched') for (const share of matched.shares) settle(share)
    const count = ++settling.counts[COUNTED[matched.outcome]]
    const one = { line, matched }
    if (count <= settling.keep) settling.settled.push(one)
    return one
  })
  if (settling.write) await write(tx, settled, format, settling, settling.write)
}

/** Lines that no file has told of, neither this one nor another form of it. */
async function unknownOf(tx: Tx, lines: readonly BankLine[], format: BankFormat, settling: Settling): Promise<BankLine[]> {
  const known = await selectKnownMarks(tx, lines.map((line) => line.mark))
  const byMark = lines.filter((line) => {
    const isNew = !known.has(line.mark) && !settling.marks.has(line.mark)
    settling.marks.add(line.mark)
    return isNew
  })
  const entries = await selectKnownEntries(tx, byMark.flatMap((line) => (line.isWhole && line.entryMark ? [line.entryMark] : [])))
  const untold = byMark.filter((line) => !(line.isWhole && line.entryMark && entries.has(line.entryMark)))
  const keyed = untold.map((line) => ({ line, reference: referenceOf(line) })).filter((one) => one.reference !== '')
  const free = Map.groupBy((await selectTwins(tx, format, keyed)).filter((one) => !settling.twins.has(one.bankPaymentId)), (one) => one.key)
  const twins = new Map<BankLine, { bankPaymentId: string; mark: string }>()
  for (const { line, reference } of keyed) {
    // Each is the other form of one: who pays the same twice has paid twice.
    const twin = free.get(`${reference} ${line.amount} ${line.currency} ${line.bookedOn}`)?.shift()
    if (!twin) continue
    settling.twins.add(twin.bankPaymentId)
    twins.set(line, { bankPaymentId: twin.bankPaymentId, mark: line.mark })
  }
  if (settling.write) await updateAlsoMarks(tx, [...twins.values()])
  return untold.filter((line) => !twins.has(line))
}

/** All of its references, as invoices have them, in one text. */
function referenceOf(line: BankLine): string {
  return [...new Set(line.references.map((one) => referenceKey(one) ?? one))].join(' ')
}

async function lookUp(tx: Tx, lines: readonly BankLine[], settling: Settling): Promise<void> {
  const keys = [...new Set(lines.flatMap((line) => line.references.flatMap((one) => referenceKey(one) ?? [])))].filter((key) => !settling.owed.has(key))
  if (keys.length === 0) return
  for (const key of keys) settling.owed.set(key, [])
  for (const { reference, ...owed } of await selectOwed(tx, keys)) settling.owed.get(reference)!.push(owed)
}

/** A sum without details that is what Bankgirot's file of the day comes to is most likely just that. */
function asDeposit(matched: Matched, line: BankLine, deposits: ReadonlySet<string>): Matched {
  const isDeposit = line.isWhole && matched.outcome === 'unmatched' && deposits.has(`${line.bookedOn} ${line.amount} ${line.currency}`)
  return isDeposit ? { outcome: 'unmatched', reason: 'deposit' } : matched
}

async function write(tx: Tx, settled: readonly SettledLine[], format: BankFormat, settling: Settling, { fileId, by }: NonNullable<Settling['write']>): Promise<void> {
  await setWholesAside(tx, settled, by)
  const payments: NewBankPayment[] = []
  const onInvoices: FromBank[] = []
  const steps: Step[] = []
  for (const { line, matched } of settled) {
    const bankPaymentId = newId(tx.now)
    const isOpen = matched.outcome === 'unmatched'
    payments.push({ bankPaymentId, fileId, format, line, reference: referenceOf(line), reason: isOpen ? matched.reason : null, leftOver: isOpen ? line.amount : 0n, keepUntil: await keepUntil(tx, line.bookedOn, settling.days) })
    for (const { invoice: { personId, invoiceId }, amount } of isOpen ? [] : matched.shares) {
      const paymentId = newId(tx.now)
      onInvoices.push({ personId, invoiceId, paymentId, bankPaymentId, paidOn: line.bookedOn, amount, payerName: line.payerName, payerAccount: line.payerAccount })
      steps.push({ bankPaymentId, stepId: newId(tx.now), kind: 'matched', amount, at: tx.now, by, personId, invoiceId, paymentId, undoes: null, reason: null })
    }
  }
  await insertBankPayments(tx, payments)
  await insertFromBank(tx, onInvoices, by)
  await carryClaims(tx, onInvoices.map((one) => one.personId))
  await insertSteps(tx, steps)
}

/** An entry that stood open as one sum is set aside when what it is made of has come. */
async function setWholesAside(tx: Tx, settled: readonly SettledLine[], by: Actor): Promise<void> {
  const wholes = await selectTouchedWholes(tx, settled.flatMap(({ line }) => (line.entryMark && !line.isWhole ? [line.entryMark] : [])))
  await insertSteps(tx, wholes.map(({ bankPaymentId, leftOver }) => ({ bankPaymentId, stepId: newId(tx.now), kind: 'set-aside', amount: leftOver, at: tx.now, by, personId: null, invoiceId: null, paymentId: null, undoes: null, reason: null })))
  await updateLeftOver(tx, wholes.map(({ bankPaymentId, leftOver }) => ({ bankPaymentId, by: -leftOver })))
}

/** Until when the books must have it (rule H4). */
async function keepUntil(tx: Tx, bookedOn: LocalDate, days: Map<LocalDate, LocalDate>): Promise<LocalDate> {
  const known = days.get(bookedOn)
  if (known) return known
  const own = (await selectInstallation(tx))?.controller
  const day = bookkeepingUntil(own?.country ?? null, fiscalYearEndOf(bookedOn, own?.fiscalYears ?? []), 'primary', localDateIn(RETENTION_ZONE, tx.now)) as LocalDate
  days.set(bookedOn, day)
  return day
}
