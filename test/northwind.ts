import { readFileSync } from 'node:fs'
import Papa from 'papaparse'
import { sharedData } from './shared-data.ts'

const COLUMNS = ['customer_id', 'company_name', 'contact_name', 'contact_title', 'address', 'city', 'region', 'postal_code', 'country', 'phone', 'fax']
const INSERT = /^INSERT INTO customers VALUES \((.*)\);$/gm
/** A literal with its doubled quotes, or NULL. */
const VALUE = /'((?:[^']|'')*)'|NULL/g

/** The 91 customers of Northwind as CSV text, or undefined without the public test data. NULL is a blank cell. */
export function northwindCsv(): string | undefined {
  const file = sharedData('northwind/northwind.sql')
  if (!file) return undefined
  const data = [...readFileSync(file, 'utf8').matchAll(INSERT)].map(([, values]) => [...values!.matchAll(VALUE)].map(([, text]) => (text ?? '').replaceAll("''", "'")))
  return Papa.unparse({ fields: COLUMNS, data })
}
