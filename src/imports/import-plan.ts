import type { KeyObject } from 'node:crypto'
import type { Origin } from '../people/hold-values.ts'
import { hashedIdentifiers, type HashedIdentifier } from '../people/identifier.ts'
import { RETENTION_ZONE } from '../people/start-grounds.ts'
import type { RefusedValue } from '../people/values.sql.ts'
import type { PublishedCatalogue } from '../purposes/catalogue.sql.ts'
import type { ImportId } from '../values/ids.ts'
import { monthsLater } from '../values/moment.ts'
import type { Language } from '../values/text.ts'
import { canonicalRow } from './canonical-row.ts'
import type { CanonicalRow, ColumnMapping, RowDefaults } from './import-row.ts'
import type { ImportSettings } from './import-settings.ts'
import type { Reason } from './import.ts'
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
  /** What is replaced is kept, so that the import can be undone (rule M1). */
  undoable: boolean
  /** When the grounds that are claimed end by themselves; left out: as their purposes say. */
  groundsEnd?: Date
  /** Who entered it, where it is no file: a colleague who has looked, or the person through a system that speaks for them. */
  entered?: 'by-hand' | 'by-the-person'
}

/** A row in canonical form, with the keyed hashes of what finds the person. */
export interface ImportRow extends Omit<CanonicalRow, 'identifiers'> {
  /** The mailbox of each address and the source's own number among them. */
  identifiers: readonly HashedIdentifier[]
  /** Equal to one of another row's when both may be about one person: the addresses and numbers. */
  keys: readonly string[]
}

/** A row as it is imported. Its customer number identifies for certain together with the source that gave it. */
export function readRow(plan: ImportPlan, indexKey: KeyObject, row: TableRow): ImportRow {
  return findableRow(plan, indexKey, canonicalRow(row, plan.columns, plan.defaults))
}

/** The same of a row that is in canonical form already. */
export function findableRow(plan: Pick<ImportPlan, 'settings'>, indexKey: KeyObject, read: CanonicalRow): ImportRow {
  const numbers = read.identifiers.filter((one) => one.kind === 'customer-number')
  const source = plan.settings.source.trim().toLowerCase()
  const identifiers = [...read.identifiers, ...numbers.map((one) => ({ kind: 'source-number' as const, canonical: `${source}\n${one.canonical}` }))]
  const hashed = hashedIdentifiers(indexKey, identifiers)
  return { ...read, identifiers: hashed, keys: hashed.filter((one) => one.kind !== 'customer-number').map((one) => `${one.kind} ${one.canonical}`) }
}

/** The column that a field comes from, to name it. */
export function headerOf(plan: ImportPlan, field: string): string | null {
  return plan.columns.find((one) => one.field === (field === 'postal_address' ? 'street' : field))?.header ?? null
}

/** Art. 14(3)(a): whoever did not give us the data themself must know within a month. */
const NOTICE_MONTHS = 1

/** Where the values of the run come from, as it is kept with each person (rules H2, D8). */
export function originOfRun(plan: ImportPlan, now: Date): Origin {
  const { source, collected } = plan.settings
  return {
    source, collected, recordedBy: { kind: 'import', id: plan.by }, importId: plan.importId,
    noticeDueAt: collected === 'other' ? monthsLater(now, NOTICE_MONTHS, RETENTION_ZONE) : null,
  }
}

/** A value that the database's own check refused. */
export function refusedReason(plan: ImportPlan, { fieldKey, rule }: RefusedValue): Reason {
  return { column: headerOf(plan, fieldKey), field: fieldKey, rule, text: `imports.held.refused-${rule}` }
}
