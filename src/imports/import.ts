import type { Basis } from '../law/basis.ts'
import type { Capacity } from '../law/channel.ts'
import { Problem } from '../plumbing/errors.ts'
import { IMPORT_FIELDS } from './import-field.ts'
import type { canonicalRow } from './canonical-row.ts'
import type { PublishedCatalogue } from '../purposes/catalogue.sql.ts'
import type { ImportId, PersonId } from '../values/ids.ts'
import type { TextParameters } from '../values/text.ts'

export const IMPORT_STATES = ['uploaded', 'rehearsing', 'rehearsed', 'waiting', 'running', 'done', 'failed', 'cancelled'] as const
export type ImportState = (typeof IMPORT_STATES)[number]

export const ROW_OUTCOMES = ['new', 'changed', 'unchanged', 'held-back'] as const
export type RowOutcome = (typeof ROW_OUTCOMES)[number]

/** A value that is the same for all rows, or that each row has in a column. */
export type ForAllOrColumn = string | { column: string }

/** What the importer says of a file: whose data it is, from where, what for and on which ground. */
export interface ImportSettings {
  source: string
  purposes: string[]
  ground: Basis
  collected: 'self' | 'other'
  /** ISO 3166 alpha-2, where a row does not say itself. */
  country: string | null
  /** What the people are to the company; consumers, who are protected most, unless the importer knows better. */
  capacity?: Capacity
  /** When a consent was given, or the sale was made. */
  when?: ForAllOrColumn
  /** Where and how a consent was given; for a soft opt-in, how the way out was offered. */
  evidence?: ForAllOrColumn
  /** The exact words the people said yes to. */
  wording?: string
  /** Soft opt-in beside the ground: what was bought, and for which purposes (rule D4). */
  softOptIn?: { purposes: string[]; productGroups: string[]; lastSale: ForAllOrColumn; evidence: string }
}

/** Header → import field (answers as `consent:PURPOSE:CHANNEL` or `objection:PURPOSE:CHANNEL`), or null to drop the column. */
export type HeaderMapping = Record<string, string | null>

/** A column as rows are read by it. */
export type MappedColumn = Parameters<typeof canonicalRow>[1][number]

/** Why something was held back: never the value itself (rule H1). */
export interface Reason {
  column: string | null
  field: string | null
  rule: string | null
  /** Key of the sentence. */
  text: string
  parameters?: TextParameters
}

export interface RowResult {
  row: number
  outcome: RowOutcome
  personId: PersonId | null
  reasons: Reason[]
  /** Looks like somebody who is here already, and is not taken for them. */
  suspectedDuplicate: boolean
}

export interface ImportCounts {
  new: number
  changed: number
  unchanged: number
  heldBack: number
  droppedColumns: number
  duplicates: number
  heldValues: number
}

export const NO_COUNTS: ImportCounts = { new: 0, changed: 0, unchanged: 0, heldBack: 0, droppedColumns: 0, duplicates: 0, heldValues: 0 }

export interface Import {
  importId: ImportId
  fileName: string
  fileSize: number
  state: ImportState
  settings: ImportSettings | null
  mapping: HeaderMapping
  rowsTotal: number | null
  rowsDone: number
  counts: ImportCounts
  /** Text key of why it failed. */
  failure: string | null
  createdAt: Date
  createdBy: string
  startedAt: Date | null
  finishedAt: Date | null
}

/** What each outcome adds to the counts. */
export function countRows(before: ImportCounts, rows: readonly RowResult[]): ImportCounts {
  const of = (outcome: RowOutcome) => rows.filter((row) => row.outcome === outcome).length
  return {
    new: before.new + of('new'),
    changed: before.changed + of('changed'),
    unchanged: before.unchanged + of('unchanged'),
    heldBack: before.heldBack + of('held-back'),
    droppedColumns: before.droppedColumns,
    duplicates: before.duplicates + rows.filter((row) => row.suspectedDuplicate).length,
    heldValues: before.heldValues + rows.reduce((sum, row) => sum + row.reasons.filter((reason) => reason.column !== null).length, 0),
  }
}

/** Columns that no purpose of the import needs: they are dropped, and named (rule H1). */
export function droppedColumns(mapping: HeaderMapping, header: readonly string[], needed: ReadonlySet<string>): Reason[] {
  return header.flatMap((column): Reason[] => {
    const field = mapping[column] ?? null
    if (field === null) return [{ column, field: null, rule: null, text: 'imports.column-unmapped' }]
    if (ALWAYS_READ.has(field.split(':')[0]!) || needed.has(field) || (ADDRESS.has(field) && needed.has('postal_address'))) return []
    return [{ column, field, rule: 'H1', text: 'imports.column-not-needed' }]
  })
}

/** Throws `invalid` or `refused`, naming the setting, when the settings do not say enough or claim a ground they can't. */
export function checkSettings(settings: ImportSettings, mapping: HeaderMapping, header: readonly string[], catalogue: PublishedCatalogue): void {
  for (const column of [...Object.keys(mapping), ...columnsNamed(settings)]) {
    if (!header.includes(column)) throw new Problem('invalid', { text: 'imports.column-unknown', field: 'mapping', parameters: { column } })
  }
  for (const key of settings.purposes) checkGround(key, settings.ground, 'purposes', catalogue)
  for (const key of settings.softOptIn?.purposes ?? []) checkGround(key, 'soft-opt-in', 'softOptIn', catalogue)
  for (const [column, target] of Object.entries(mapping)) if (target !== null) checkTarget(column, target, catalogue)
  if (settings.ground === 'consent') {
    const missing = !settings.when ? 'when' : !settings.evidence ? 'evidence' : !settings.wording ? 'wording' : undefined
    if (missing) throw new Problem('refused', { rule: 'L3', text: 'imports.consent-without-evidence', field: missing })
  }
}

/** What columns may be about besides values: answers with their evidence, and what finds or places the person. */
const ALWAYS_READ: ReadonlySet<string> = new Set(['consent', 'objection', 'consent_time', 'consent_source', 'consent_wording', 'country', 'organisation_number', 'identity_number'])
const ADDRESS: ReadonlySet<string> = new Set(['street', 'postal_code', 'city', 'region'])

function checkTarget(column: string, target: string, catalogue: PublishedCatalogue): void {
  const [field, purpose, channel] = target.split(':')
  const wrong = (text: string, parameters: TextParameters) => new Problem('invalid', { text, field: 'mapping', parameters: { column, ...parameters } })
  const known = (IMPORT_FIELDS as readonly string[]).includes(field!) || catalogue.fields.some((one) => one.key === field)
  if (!known) throw wrong('imports.field-unknown', { field: field! })
  if (purpose === undefined) return
  const asked = catalogue.purposes.find((one) => one.key === purpose)
  if (purpose !== '' && !asked) throw wrong('imports.purpose-unknown', { purpose })
  if (channel && asked && !(asked.channels as string[]).includes(channel)) throw wrong('imports.channel-unknown', { purpose, channel })
}

/** The columns as rows are read by them, with those that hold time and source of the answers. */
export function columnsRead(settings: ImportSettings, mapping: HeaderMapping, header: readonly string[]): MappedColumn[] {
  const named = Object.entries(mapping).flatMap(([name, target]): MappedColumn[] => {
    if (target === null) return []
    const [field, purpose, channel] = target.split(':')
    return [{ column: header.indexOf(name), header: name, field: field!, purpose: purpose || null, channel: channel || null }]
  })
  const ofSetting = (setting: ForAllOrColumn | undefined, field: string): MappedColumn[] =>
    typeof setting === 'object' && !named.some((one) => one.field === field) ? [{ column: header.indexOf(setting.column), header: setting.column, field }] : []
  return [...named, ...ofSetting(settings.when, 'consent_time'), ...ofSetting(settings.evidence, 'consent_source')]
}

function columnsNamed(settings: ImportSettings): string[] {
  return [settings.when, settings.evidence, settings.softOptIn?.lastSale].flatMap((one) => (typeof one === 'object' ? [one.column] : []))
}

/** A purpose can only rest on what the catalogue says it may rest on somewhere; consent is always stronger. */
function checkGround(key: string, ground: Basis, field: string, catalogue: PublishedCatalogue): void {
  const purpose = catalogue.purposes.find((one) => one.key === key)
  if (!purpose) throw new Problem('invalid', { text: 'imports.purpose-unknown', field, parameters: { purpose: key } })
  const bases = new Set<string>(purpose.bases.map((line) => line.basis))
  const fits = bases.has(ground) || (ground === 'consent' && purpose.kind === 'marketing')
  if (!fits) throw new Problem('refused', { rule: 'H1', text: 'imports.ground-not-for-purpose', field, parameters: { purpose: key, ground } })
}
