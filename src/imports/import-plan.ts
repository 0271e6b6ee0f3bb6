import type { PublishedCatalogue } from '../purposes/catalogue.sql.ts'
import type { ImportId } from '../values/ids.ts'
import type { Language } from '../values/text.ts'
import { canonicalRow } from './canonical-row.ts'
import type { CanonicalRow, ColumnMapping, RowDefaults } from './import-row.ts'
import type { ImportSettings } from './import-settings.ts'
import type { TableRow } from './table.ts'

/** One run as its rows are read. */
export interface ImportPlan {
  importId: ImportId
  settings: ImportSettings
  columns: readonly ColumnMapping[]
  defaults: RowDefaults
  catalogue: PublishedCatalogue
  /** Fields that the purposes of the import need. */
  needed: ReadonlySet<string>
  /** The controller's name: whose sale a soft opt-in rests on. */
  seller: string
  /** Language of the words that consents of the file were given on. */
  language: Language
  /** Pseudonym of whoever brings the file. */
  by: string
}

/** A row in canonical form. Its customer number identifies for certain together with the source that gave it. */
export function readRow(plan: ImportPlan, row: TableRow): CanonicalRow {
  const read = canonicalRow(row, plan.columns, plan.defaults)
  const numbers = read.identifiers.filter((one) => one.kind === 'customer-number')
  const source = plan.settings.source.trim().toLowerCase()
  return { ...read, identifiers: [...read.identifiers, ...numbers.map((one) => ({ kind: 'source-number' as const, canonical: `${source}\n${one.canonical}` }))] }
}

/** The column that a field comes from, to name it. */
export function headerOf(plan: ImportPlan, field: string): string | null {
  return plan.columns.find((one) => one.field === (field === 'postal_address' ? 'street' : field))?.header ?? null
}
