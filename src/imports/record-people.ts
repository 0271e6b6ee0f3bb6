import type { Keeper } from '../keeper/keeper.ts'
import type { Basis } from '../law/basis.ts'
import type { Capacity } from '../law/channel.ts'
import { RETENTION_ZONE } from '../people/start-grounds.ts'
import { Problem } from '../plumbing/errors.ts'
import type { FieldValue } from '../people/values.sql.ts'
import type { Tx } from '../plumbing/database.ts'
import { selectInstallation } from '../plumbing/installation.sql.ts'
import { selectCatalogue, type PublishedCatalogue } from '../purposes/catalogue.sql.ts'
import { localDateIn } from '../values/calendar.ts'
import { newId, type ImportId } from '../values/ids.ts'
import { columnsRead, neededFields, type HeaderMapping } from './import-columns.ts'
import { readRow, type ImportPlan } from './import-plan.ts'
import { importRows } from './import-rows.ts'
import { checkSettings, type ImportSettings } from './import-settings.ts'
import type { Reason, RowResult } from './import.ts'

/** People as another system sends them: what it wants held, on which ground. */
export interface SentPeople {
  source: string
  collected: 'self' | 'other'
  purposes: string[]
  ground: Exclude<Basis, 'consent' | 'soft-opt-in'>
  capacity: Capacity
  /** What the ground rests on, in the words of whoever claims it. */
  evidence?: string
  /** When the grounds end by themselves; left out: as their purposes say. */
  until?: Date
  /** The day of the contract or event that brings them, where it is known. */
  when?: string
  people: readonly SentPerson[]
}

export interface SentPerson {
  values: Readonly<Record<string, FieldValue>>
  contactPoints: readonly { kind: 'email' | 'phone'; value: string }[]
  country: string | null
}

/**
 * Records people that were sent one by one, exactly as if they had stood in a file: found again by the same rules, held
 * by the same grounds, told of in the same words (rules H1, D8, L4). Results come in the order sent.
 * Throws `invalid` for a purpose or field that does not exist, `refused` for a ground the purpose cannot rest on.
 */
export async function recordPeople(tx: Tx, keeper: Keeper, sent: SentPeople, recordedBy: string, entered?: ImportPlan['entered']): Promise<RowResult[]> {
  const catalogue = await selectCatalogue(tx)
  const header = headerOf(sent.people)
  const mapping = mappingOf(header, catalogue)
  const settings: ImportSettings = { source: sent.source, purposes: sent.purposes, ground: sent.ground, collected: sent.collected, country: null, capacity: sent.capacity, ...(sent.when && { when: sent.when }), ...(sent.evidence && { evidence: sent.evidence }) }
  const today = localDateIn(RETENTION_ZONE, tx.now)
  checkSettings(settings, mapping, catalogue, today)
  const needed = neededFields(settings, mapping, catalogue)
  const plan: ImportPlan = {
    // The batch has an id of its own, so that its provenance holds together (rule H2).
    importId: newId<ImportId>(tx.now),
    settings, catalogue, needed, by: recordedBy, undoable: false, ...(entered && { entered }), ...(sent.until && { groundsEnd: sent.until }),
    columns: columnsRead(settings, mapping, header, catalogue, () => undefined),
    defaults: { country: null, language: null, today, spreadsheet: false },
    // No words are sent along, so their language does not matter.
    language: 'en',
    seller: (await selectInstallation(tx))?.controller.name ?? '',
  }
  const rows = sent.people.map((person, number) => ({ number, cells: header.map((column) => cellOf(person, column)) }))
  const results = await importRows(tx, keeper, plan, rows.map((row) => readRow(plan, keeper.keys.identifierIndex, row)))
  return results.map((result) => ({ ...result, reasons: [...result.reasons, ...notNeeded(sent.people[result.row]!, needed)] }))
}

/** Columns for the values and as many contact points as anybody has. */
function headerOf(people: readonly SentPerson[]): string[] {
  const values = people.flatMap((person) => Object.keys(person.values))
  const points = people.flatMap((person) => person.contactPoints.map((_, place) => pointColumn(person, place)))
  return [...new Set(['country', ...values, ...points])]
}

function mappingOf(header: readonly string[], catalogue: PublishedCatalogue): HeaderMapping {
  return Object.fromEntries(header.map((column) => {
    const [field = ''] = column.split(' ')
    const isPoint = column !== field
    if (!isPoint && (field === 'email' || field === 'phone')) throw new Problem('invalid', { text: 'people.value.contact-point', field })
    if (field !== 'country' && !catalogue.fields.some((one) => one.key === field)) throw new Problem('invalid', { text: 'people.value.field-unknown', field })
    return [column, field]
  }))
}

/** `email 1`, `email 2`, `phone 1`: no field of the catalogue has a space in its key. */
function pointColumn(person: SentPerson, place: number): string {
  const { kind } = person.contactPoints[place]!
  return `${kind} ${person.contactPoints.slice(0, place + 1).filter((point) => point.kind === kind).length}`
}

function cellOf(person: SentPerson, column: string): string {
  if (column === 'country') return person.country ?? ''
  if (Object.hasOwn(person.values, column)) {
    const value = person.values[column]!
    return Array.isArray(value) ? value.join('\n') : String(value)
  }
  return person.contactPoints.find((_, place) => pointColumn(person, place) === column)?.value ?? ''
}

/** In a file such a column is dropped for all; here each person is told of it (rule H1). */
function notNeeded(person: SentPerson, needed: ReadonlySet<string>): Reason[] {
  return Object.keys(person.values).filter((field) => !needed.has(field)).map((field) => ({ column: field, field, rule: 'H1', text: 'imports.column-not-needed' }))
}
