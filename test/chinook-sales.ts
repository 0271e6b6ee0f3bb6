import { readFileSync } from 'node:fs'
import Papa from 'papaparse'
import { sharedData } from './shared-data.ts'

const DAY_MS = 86_400_000

/** Chinook's file of customers with the day of each one's last invoice beside, moved in time so that the shop sold last yesterday. */
export function withLastPurchase(customers: string): string {
  const { data, meta } = Papa.parse<Record<string, string>>(customers, { header: true })
  const days = lastPurchases()
  return Papa.unparse({ fields: [...meta.fields!, 'LastPurchase'], data: data.map((row) => [...meta.fields!.map((field) => row[field]), days.get(row['CustomerId']!)]) })
}

function lastPurchases(): Map<string, string> {
  const { Invoice } = JSON.parse(readFileSync(sharedData('chinook/ChinookData.json')!, 'utf8')) as { Invoice: { CustomerId: number; InvoiceDate: string }[] }
  const sales = Invoice.map(({ CustomerId, InvoiceDate }) => ({ customer: String(CustomerId), at: Date.parse(`${InvoiceDate}Z`) }))
  const moved = Date.now() - DAY_MS - Math.max(...sales.map(({ at }) => at))
  return new Map([...Map.groupBy(sales, ({ customer }) => customer)].map(([customer, own]) => [customer, new Date(Math.max(...own.map(({ at }) => at)) + moved).toISOString().slice(0, 10)]))
}
