import type { Keeper } from '../keeper/keeper.ts'
import type { Tx } from '../plumbing/database.ts'
import type { PersonId } from '../values/ids.ts'
import type { CreditPart } from './credit-note.ts'
import { draftCredit } from './draft-credit.ts'
import { lockInvoice, type Actor, type NewInvoice } from './invoices.sql.ts'
import { keepInvoices } from './keep-invoices.ts'

/**
 * Takes back what is left of an invoice, or the named parts of it, by a credit note that points at it (ML 17 kap. 22 §); the invoice itself
 * stays as it was. There may be several, which together never come to more than the invoice.
 */
export async function creditInvoice(tx: Tx, keeper: Pick<Keeper, 'markSeries'>, personId: PersonId, invoiceId: string, by: Actor, parts?: readonly CreditPart[]): Promise<NewInvoice> {
  await lockInvoice(tx, personId, invoiceId)
  const { companyId, credit, totals, settings, language } = await draftCredit(tx, personId, invoiceId, parts)
  const [kept] = await keepInvoices(tx, keeper, settings, [{ personId, companyId, credits: invoiceId, totals, language, numbered: (serial) => ({ ...credit, number: `${settings.prefix}${serial}` }) }], by)
  return kept!
}
