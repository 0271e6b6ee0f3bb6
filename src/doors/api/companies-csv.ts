import Papa from 'papaparse'
import { writtenNumber } from '../../companies/company.ts'
import type { NamedCompany } from '../../companies/known-company.ts'
import { guardCell } from '../../values/formula-guard.ts'
import { t, type Language } from '../../values/text.ts'

const BYTE_ORDER_MARK = '\ufeff'
const COLUMNS = ['name', 'number', 'country', 'form', 'street', 'postal-code', 'city', 'email', 'phone', 'website', 'tags', 'owner', 'team'] as const

/** Companies as CSV (RFC 4180), in the reader's language; no cell is computed by a spreadsheet. */
export function companiesCsv(companies: readonly NamedCompany[], language: Language): string {
  const lines = companies.map(({ company, ownerName, teamName }) => [
    company.name, writtenNumber(company), company.country, t(language, `companies.form.${company.form}`), company.street, company.postalCode, company.city, company.email, company.phone, company.website,
    company.tags.join(', '), ownerName, teamName,
  ])
  return `${BYTE_ORDER_MARK}${Papa.unparse([COLUMNS.map((column) => t(language, `companies.column.${column}`)), ...lines.map((line) => line.map((cell) => guardCell(cell ?? '')))], { newline: '\r\n' })}\r\n`
}
