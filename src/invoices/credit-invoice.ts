import type { Keeper } from '../keeper/keeper.ts'
import { RETENTION_ZONE } from '../people/start-grounds.ts'
import { Problem } from '../plumbing/errors.ts'
import type { Tx } from '../plumbing/database.ts'
import { localDateIn } from '../values/calendar.ts'
import type { PersonId } from '../values/ids.ts'
import { languageOf, t } from '../values/text.ts'
import { selectValues } from '../people/values.sql.ts'
import { totalsOf } from './invoice.ts'
import { lockInvoice, selectInvoice, selectInvoicing, type Actor, type NewInvoice } from './invoices.sql.ts'
import { keepInvoices } from './keep-invoices.ts'
import type { IssuedInvoice } from './issued-invoice.ts'

/** Takes an invoice back in full by a credit note that names it (ML 17 kap. 22 §); the invoice itself stays as it was. */
export async function creditInvoice(tx: Tx, keeper: Pick<Keeper, 'markSeries'>, personId: PersonId, invoiceId: string, by: Actor): Promise<NewInvoice> {
  await lockInvoice(tx, personId, invoiceId)
  const [one, settings] = [await selectInvoice(tx, personId, invoiceId), await selectInvoicing(tx)]
  if (!one || !settings) throw new Problem('not-found', { text: 'invoices.unknown' })
  if (one.kind === 'credit-note') throw new Problem('conflict', { text: 'invoices.credit-of-credit' })
  if (one.credited > 0n) throw new Problem('conflict', { text: 'invoices.credited-already', parameters: { number: one.number } })
  const today = localDateIn(RETENTION_ZONE, tx.now)
  const language = languageOf(String((await selectValues(tx, [personId])).find((value) => value.fieldKey === 'language')?.value ?? '')) ?? (settings.seller.address.country === 'NO' ? 'nb' : 'sv')
  const { privacy, ...given } = one.content
  const credit: Omit<IssuedInvoice, 'number'> = {
    ...given, kind: 'credit-note', issuedOn: today, dueOn: today, credits: { number: one.number, issuedOn: one.issuedOn },
    terms: t(language, 'invoices.pdf.credit-terms', { number: one.number }),
    lines: given.lines.map((line) => ({ ...line, quantity: -line.quantity, ...(line.allowance !== undefined && { allowance: -line.allowance }) })),
    ...(privacy && { privacy }),
  }
  const [kept] = await keepInvoices(tx, keeper, settings, [{
    personId, credits: invoiceId, totals: totalsOf(credit.lines, credit), language, numbered: (serial) => ({ ...credit, number: `${settings.prefix}${serial}` }),
  }], by)
  return kept!
}
