import { startSubscription } from '../billing/start-subscription.ts'
import { creditInvoice } from '../invoices/credit-invoice.ts'
import { draftInvoices } from '../invoices/draft-invoices.ts'
import { insertInvoicing } from '../invoices/invoices.sql.ts'
import { issueInvoices } from '../invoices/issue-invoices.ts'
import { notePayment } from '../invoices/note-payment.ts'
import type { Keeper } from '../keeper/keeper.ts'
import { selectGrounds } from '../people/grounds.sql.ts'
import type { Tx } from '../plumbing/database.ts'
import { Problem } from '../plumbing/errors.ts'
import { selectFirstAdministrator } from '../staff/staff.sql.ts'
import { localDateIn, type LocalDate } from '../values/calendar.ts'
import type { PersonId } from '../values/ids.ts'
import { daysLater, monthsLater } from '../values/moment.ts'
import { Chance } from './chance.ts'
import { BIKE_SERVICE, DEMO_INVOICING, drawSales, type Sale } from './sales.ts'

const ZONE = 'Europe/Stockholm'
const BY = { kind: 'system' as const, id: null }
const SUBSCRIBERS = 8

/** Invoices the demo company's sales of the last months as they would have been: most are paid, some late, some taken back; a few have their bicycle looked after for a monthly fee. */
export async function sellOnInvoice(tx: Tx, keeper: Keeper, today: Date, publicUrl: string): Promise<void> {
  const colleague = await selectFirstAdministrator(tx)
  // How the company invoices is somebody's word.
  if (colleague === undefined) return
  const sales = drawSales(new Chance(26_001))
  await insertInvoicing({ ...tx, now: daysLater(today, -sales[0]!.daysAgo) }, DEMO_INVOICING, colleague.staffId)
  const invoices = new Map<Sale, string>()
  for (const [place, { sale, day }] of inOrder(sales).entries()) {
    // A second apart: those of one day keep their order.
    const then = { ...tx, now: new Date(daysLater(today, -day).getTime() + place * 1000) }
    const invoiceId = invoices.get(sale)
    if (invoiceId !== undefined) await creditInvoice(then, keeper, sale.personId, invoiceId, BY, sale.fate.kind === 'returned' ? sale.fate.parts : undefined)
    else if (day === sale.daysAgo) await sell(then, keeper, sale, publicUrl).then((id) => id !== undefined && invoices.set(sale, id))
  }
  await subscribe(tx, [...new Set([...invoices.keys()].map((sale) => sale.personId))], today)
}

/** Invoices and credit notes by their day: the numbers follow the days. */
function inOrder(sales: readonly Sale[]): { sale: Sale; day: number }[] {
  return sales
    .flatMap((sale) => [{ sale, day: sale.daysAgo }, ...(sale.fate.kind === 'returned' ? [{ sale, day: sale.daysAgo - sale.fate.days }] : [])])
    .toSorted((one, other) => other.day - one.day)
}

/** Its id; undefined for whoever may not be invoiced: somebody who was forgotten while the demo filled in, say. */
async function sell(tx: Tx, keeper: Keeper, { personId, lines, fate }: Sale, publicUrl: string): Promise<string | undefined> {
  const [drafted] = await draftInvoices(tx, [{ personId, lines }])
  // A sale to Norway is an export, which this shop does not invoice.
  if (!drafted || drafted instanceof Problem || drafted.invoice.buyer.address.country !== 'SE') return undefined
  const [invoice] = await issueInvoices(tx, keeper, [drafted], BY, publicUrl)
  const { invoiceId } = invoice!
  if (fate.kind === 'paid') {
    const paidAt = daysLater(tx.now, fate.days)
    await notePayment({ ...tx, now: paidAt }, { personId, invoiceId, paidOn: localDateIn(ZONE, paidAt), amount: (drafted.totals.payable * BigInt(fate.percent)) / 100n, how: 'bank' }, BY)
  }
  return invoiceId
}

async function subscribe(tx: Tx, buyers: readonly PersonId[], today: Date): Promise<void> {
  const agreed = new Set((await selectGrounds(tx, [...buyers])).filter((ground) => ground.purpose === 'contract' && !ground.endedAt).map((ground) => ground.personId))
  const begun = monthsLater(today, -1, ZONE)
  const startsOn = `${localDateIn(ZONE, today).slice(0, 8)}01` as LocalDate
  for (const personId of buyers.filter((one) => agreed.has(one)).slice(0, SUBSCRIBERS)) await startSubscription({ ...tx, now: begun }, { personId, ...BIKE_SERVICE, startsOn }, BY)
}
