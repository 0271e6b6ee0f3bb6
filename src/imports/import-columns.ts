import { Problem } from '../plumbing/errors.ts'
import type { PublishedCatalogue } from '../purposes/catalogue.sql.ts'
import type { DateOrder } from '../values/calendar.ts'
import type { TextParameters } from '../values/text.ts'
import { IMPORT_FIELDS, SALE_DAY } from './import-field.ts'
import type { ColumnMapping } from './import-row.ts'
import { checkBasis, columnOf, purposesOf, type ForAllOrColumn, type ImportSettings } from './import-settings.ts'
import type { Reason } from './import.ts'

/** Header → import field (answers as `consent:PURPOSE:CHANNEL` or `objection:PURPOSE:CHANNEL`), or null to drop the column. */
export type HeaderMapping = Record<string, string | null>

const DATE_FIELDS: ReadonlySet<string> = new Set(['birth_date', 'last_purchase_at', 'consent_time', SALE_DAY])

/** What columns may be about besides values: answers with their evidence, and what finds or places the person. */
const ALWAYS_READ: ReadonlySet<string> = new Set(['consent', 'objection', 'consent_time', 'consent_source', 'consent_wording', 'country', 'organisation_number', 'identity_number'])
const ADDRESS: ReadonlySet<string> = new Set(['street', 'postal_code', 'city', 'region'])

/** Throws `invalid`, naming the column, where the mapping does not fit the file or the catalogue. */
export function checkMapping(mapping: HeaderMapping, settings: ImportSettings, header: readonly string[], catalogue: PublishedCatalogue): void {
  for (const column of Object.keys(mapping)) if (!header.includes(column)) throw wrong('imports.column-unknown', column)
  for (const [setting, column] of settingColumns(settings)) {
    if (!header.includes(column)) throw new Problem('invalid', { text: 'imports.column-unknown', field: setting, parameters: { column } })
  }
  for (const [column, target] of Object.entries(mapping)) if (target !== null) checkTarget(column, target, catalogue)
}

function checkTarget(column: string, target: string, catalogue: PublishedCatalogue): void {
  const [field, purpose, channel] = target.split(':')
  const known = (IMPORT_FIELDS as readonly string[]).includes(field!) || catalogue.fields.some((one) => one.key === field)
  if (!known) throw wrong('imports.field-unknown', column, { field: field! })
  if (!purpose) return
  const asked = catalogue.purposes.find((one) => one.key === purpose)
  if (!asked) throw wrong('imports.purpose-unknown', column, { purpose })
  if (channel && !(asked.channels as string[]).includes(channel)) throw wrong('imports.channel-unknown', column, { purpose, channel })
  if (field === 'consent') checkBasis(purpose, 'consent', 'mapping', catalogue)
}

function wrong(text: string, column: string, parameters: TextParameters = {}): Problem {
  return new Problem('invalid', { text, field: 'mapping', parameters: { column, ...parameters } })
}

/** Fields that the purposes of the import need, and those that the file's answers are about. */
export function neededFields(settings: ImportSettings, mapping: HeaderMapping, catalogue: PublishedCatalogue): Set<string> {
  const answered = Object.values(mapping).flatMap((target) => target?.split(':')[1] || [])
  const purposes = new Set([...purposesOf(settings), ...answered])
  return new Set(catalogue.purposes.filter((purpose) => purposes.has(purpose.key)).flatMap((purpose) => purpose.fields))
}

/** Columns that no purpose of the import needs: they are dropped, and named (rule H1). */
export function droppedColumns(settings: ImportSettings, mapping: HeaderMapping, header: readonly string[], catalogue: PublishedCatalogue): Reason[] {
  const needed = neededFields(settings, mapping, catalogue)
  const used = new Set(settingColumns(settings).map(([, column]) => column))
  return header.flatMap((column): Reason[] => {
    const field = mapping[column]?.split(':')[0]
    if (field === undefined) return used.has(column) ? [] : [{ column, field: null, rule: null, text: 'imports.column-unmapped' }]
    if (ALWAYS_READ.has(field) || needed.has(field) || (ADDRESS.has(field) && needed.has('postal_address'))) return []
    return [{ column, field, rule: 'H1', text: 'imports.column-not-needed' }]
  })
}

/**
 * The columns as rows are read by them, with those that the settings name for day and place of an answer or sale; what
 * the settings name goes before what the mapping says. `orderOf` tells how the dates of a column are written.
 */
export function columnsRead(
  settings: ImportSettings, mapping: HeaderMapping, header: readonly string[], catalogue: PublishedCatalogue, orderOf: (column: number) => DateOrder | undefined,
): ColumnMapping[] {
  const ownFields = new Map(catalogue.fields.filter((field) => !field.shipped && !field.sensitive).map(({ key, type, checks }) => [key, { key, type, checks }]))
  const named = settingColumns(settings).map(([setting, column]) => ({ header: column, field: FIELD_OF_SETTING[setting] }))
  const mapped = Object.entries(mapping).flatMap(([column, target]) => {
    if (target === null) return []
    const [field, purpose, channel] = target.split(':')
    return [{ header: column, field: field!, purpose: purpose || null, channel: channel || null }]
  }).filter((one) => !named.some((each) => each.field === one.field))
  return [...mapped, ...named].map((one) => {
    const column = header.indexOf(one.header)
    const own = ownFields.get(one.field)
    const order = DATE_FIELDS.has(one.field) || own?.type === 'date' ? orderOf(column) : undefined
    return { ...one, column, ...(own ? { own } : {}), ...(order ? { order } : {}) }
  })
}

const FIELD_OF_SETTING = { when: 'consent_time', evidence: 'consent_source', 'softOptIn.lastSale': SALE_DAY } as const

/** Columns that settings name, with the setting. */
function settingColumns(settings: ImportSettings): [keyof typeof FIELD_OF_SETTING, string][] {
  const said: [keyof typeof FIELD_OF_SETTING, ForAllOrColumn | undefined][] =
    [['when', settings.when], ['evidence', settings.evidence], ['softOptIn.lastSale', settings.softOptIn?.lastSale]]
  return said.flatMap(([setting, one]) => {
    const column = columnOf(one)
    return column === null ? [] : [[setting, column] as [typeof setting, string]]
  })
}
