import { localDateIn } from '../values/calendar.ts'
import type { PersonId } from '../values/ids.ts'
import { outstanding } from '../invoices/invoice-state.ts'
import { selectInvoices, type StoredInvoice } from '../invoices/invoices.sql.ts'
import { lateInterest } from '../law/late-interest.ts'
import { selectHolds } from '../lifecycle/holds.sql.ts'
import { RETENTION_ZONE } from '../people/start-grounds.ts'
import type { Tx } from '../plumbing/database.ts'
import { selectInstallation } from '../plumbing/installation.sql.ts'
import { selectSettings } from './choices.sql.ts'
import { standardSettings } from './delivery-way.ts'
import { draftReminder, type NotReminded, type ReminderDraft } from './reminder.ts'
import { selectRemindersOf } from './reminders.sql.ts'

export interface FoundReminder {
  invoice: StoredInvoice
  /** What it would ask for, or why nothing. */
  draft: ReminderDraft | NotReminded
  /** The company tells interest, and the rate of the half-year that begins on this day is not known here. */
  interestUnknown: string | undefined
}

/** Late invoices and what a reminder of each would be today: the rehearsal. `only`: these, late or not. */
export async function findReminders(tx: Tx, limit: number, only?: readonly StoredInvoice[]): Promise<FoundReminder[]> {
  const today = localDateIn(RETENTION_ZONE, tx.now)
  const settings = { ...standardSettings((await selectInstallation(tx))?.controller.country ?? 'SE'), ...(await selectSettings(tx)) }
  const invoices = only ?? (await selectInvoices(tx, today, { states: ['overdue'], after: undefined, limit }))
  const holds = Map.groupBy(await selectHolds(tx, [...new Set(invoices.map((one) => one.personId as PersonId))]), (hold) => hold.personId)
  const found: FoundReminder[] = []
  for (const invoice of invoices) {
    const before = await selectRemindersOf(tx, invoice.personId, invoice.invoiceId)
    const country = invoice.content.seller.address.country
    const interest = settings.lateInterest ? lateInterest({ country, left: outstanding(invoice), issuedOn: invoice.issuedOn, dueOn: invoice.dueOn, on: today }) : undefined
    found.push({
      invoice, draft: draftReminder({ invoice, before, holds: holds.get(invoice.personId) ?? [], country, settings }, today, tx.now),
      interestUnknown: interest && 'unknown' in interest ? interest.unknown : undefined,
    })
  }
  return found
}
