import { postalAddress } from '../values/postal-address.ts'
import { readCell } from './canonical-cell.ts'
import type { CanonicalRow, ColumnMapping, RowDefaults, RowDraft } from './import-row.ts'
import type { TableRow } from './table.ts'

const NAMING = ['given_name', 'family_name', 'full_name', 'company_name']

/**
 * Turns a row of a file into canonical values. A blank cell yields nothing (L4); a value that can't be made canonical is
 * held back by name and the rest stays; identity numbers are checked, and kept apart later (H6). The row is out when its cells
 * cannot be told apart, or when nothing in it identifies a person.
 */
export function canonicalRow(row: TableRow, mappings: readonly ColumnMapping[], defaults: RowDefaults): CanonicalRow {
  const draft: RowDraft = { values: new Map(), contactPoints: [], identifiers: [], country: defaults.country, countryTold: false, answers: [], evidence: {}, held: [] }
  if (row.doubt === 'more-cells' || row.doubt === 'broken-quote') return out(row.number, draft, `row-${row.doubt}`)
  // The country first: numbers are read by it.
  const ordered = mappings.toSorted((one, two) => Number(two.field === 'country') - Number(one.field === 'country'))
  for (const mapping of ordered) {
    const text = (row.cells[mapping.column] ?? '').trim()
    if (text !== '') readCell(draft, mapping, text, defaults)
  }
  if (!draft.values.has('language') && defaults.language) draft.values.set('language', defaults.language)
  addPostalAddress(draft)
  return identifies(draft) ? { number: row.number, ...draft, kept: true } : out(row.number, draft, 'row-nobody')
}

function addPostalAddress(draft: RowDraft): void {
  const text = (field: string) => draft.values.get(field) as string | undefined
  const address = postalAddress({ street: text('street'), postalCode: text('postal_code'), city: text('city'), region: text('region'), country: draft.country })
  if (address) draft.contactPoints.push({ kind: 'postal', ...address })
}

function identifies({ values, identifiers, contactPoints }: RowDraft): boolean {
  return identifiers.length > 0 || contactPoints.length > 0 || NAMING.some((field) => values.has(field))
}

function out(number: number, draft: RowDraft, reason: string): CanonicalRow {
  return { number, ...draft, held: [...draft.held, { column: null, field: null, rule: null, text: `imports.held.${reason}` }], kept: false }
}

