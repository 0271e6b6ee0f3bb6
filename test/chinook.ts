import { readFileSync } from 'node:fs'
import Papa from 'papaparse'
import { sharedData } from './shared-data.ts'

const COLUMNS = ['CustomerId', 'FirstName', 'LastName', 'Company', 'Address', 'City', 'State', 'Country', 'PostalCode', 'Phone', 'Fax', 'Email', 'SupportRepId']

/** The 59 customers of Chinook as CSV text, or undefined without the public test data. A member that a customer lacks is a blank cell. */
export function chinookCsv(): string | undefined {
  const file = sharedData('chinook/ChinookData.json')
  if (!file) return undefined
  const { Customer } = JSON.parse(readFileSync(file, 'utf8')) as { Customer: Array<Record<string, string | number | null>> }
  return Papa.unparse({ fields: COLUMNS, data: Customer.map((customer) => COLUMNS.map((column) => customer[column] ?? '')) })
}
