import { keepsDocument, type Hold } from '../lifecycle/hold.ts'
import type { StoredInvoice } from '../invoices/invoices.sql.ts'
import { balance } from '../invoices/invoice-state.ts'
import { lateInterest } from '../law/late-interest.ts'
import { reminderFee } from '../law/reminder-fee.ts'
import type { LocalDate } from '../values/calendar.ts'
import type { DeliverySettings } from './delivery-way.ts'
import type { Reminder } from './reminders.sql.ts'

/** Why nobody is reminded of an invoice: it is none, it is paid or credited, it is not late yet, it is disputed (a hold on its document says so), or the last reminder still gives time. */
export const NOT_REMINDED = ['credit-note', 'paid', 'credited', 'not-late', 'disputed', 'time-left'] as const
export type NotReminded = (typeof NOT_REMINDED)[number]

/** What a reminder would ask for, in hundredths. */
export interface ReminderDraft {
  ordinal: number
  issuedOn: LocalDate
  payBy: LocalDate
  outstanding: bigint
  /** Of earlier reminders, not paid yet. */
  feesBefore: bigint
  fee: bigint
  /** Statutory interest that has run, where the company tells it: no part of what is asked for. */
  interest: { from: string; amount: bigint; rate: number } | null
}

/** What is to be paid by a reminder, everything told: the same sum on its page, in its codes and in the mail. */
export function toPay({ outstanding: left, feesBefore, fee }: Pick<ReminderDraft, 'outstanding' | 'feesBefore' | 'fee'>): bigint {
  return left + feesBefore + fee
}

export interface Owed {
  invoice: Pick<StoredInvoice, 'kind' | 'payable' | 'paid' | 'credited' | 'fees' | 'issuedOn' | 'dueOn' | 'currency' | 'documentId'>
  /** Of this invoice, the first one first. */
  before: readonly Pick<Reminder, 'payBy' | 'fee'>[]
  holds: readonly Hold[]
  country: string
  settings: Pick<DeliverySettings, 'reminderFeeAgreed' | 'lateInterest' | 'reminderDays'>
}

/** The reminder that may be sent today, or why there is none. */
export function draftReminder({ invoice, before, holds, country, settings }: Owed, today: LocalDate, now: Date): ReminderDraft | NotReminded {
  const { left, fee: feesBefore } = balance(invoice)
  if (invoice.kind === 'credit-note') return 'credit-note'
  if (left <= 0n) return invoice.paid === 0n && invoice.credited > 0n ? 'credited' : 'paid'
  if (invoice.dueOn >= today) return 'not-late'
  if (keepsDocument(holds, invoice.documentId, now)) return 'disputed'
  const last = before.at(-1)
  if (last && last.payBy >= today) return 'time-left'
  const fee = reminderFee({ country, currency: invoice.currency, agreed: settings.reminderFeeAgreed, dueOn: invoice.dueOn, on: today, feesBefore: before.filter((one) => one.fee > 0n).length })
  const interest = settings.lateInterest ? lateInterest({ country, left, issuedOn: invoice.issuedOn, dueOn: invoice.dueOn, on: today }) : undefined
  const payBy = new Date(Date.parse(`${today}T00:00:00Z`) + settings.reminderDays * 86_400_000).toISOString().slice(0, 10) as LocalDate
  return { ordinal: before.length + 1, issuedOn: today, payBy, outstanding: left, feesBefore, fee, interest: interest && 'amount' in interest && interest.amount > 0n ? interest : null }
}
