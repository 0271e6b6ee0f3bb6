import { localDateIn } from '../values/calendar.ts'
import type { PersonId } from '../values/ids.ts'
import { selectInvoices, type StoredInvoice } from '../invoices/invoices.sql.ts'
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
}

/** Late invoices and what a reminder of each would be today: the rehearsal. `only`: these, late or not. */
export async function findReminders(tx: Tx, limit: number, only?: readonly StoredInvoice[]): Promise<FoundReminder[]> {
  const today = localDateIn(RETENTION_ZONE, tx.now)
  const country = (await selectInstallation(tx))?.controller.country ?? 'SE'
  const settings = { ...standardSettings(country), ...(await selectSettings(tx)) }
  const invoices = only ?? (await selectInvoices(tx, today, { states: ['overdue'], after: undefined, limit }))
  const holds = Map.groupBy(await selectHolds(tx, [...new Set(invoices.map((one) => one.personId as PersonId))]), (hold) => hold.personId)
  const found: FoundReminder[] = []
  for (const invoice of invoices) {
    const before = await selectRemindersOf(tx, invoice.personId, invoice.invoiceId)
    found.push({ invoice, draft: draftReminder({ invoice, before, holds: holds.get(invoice.personId) ?? [], country: invoice.content.seller.address.country, settings }, today, tx.now) })
  }
  return found
}
