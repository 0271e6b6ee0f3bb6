import { recordChoices } from '../consent/record-choices.ts'
import type { Choice } from '../consent/choice.ts'
import { recallAnswers, type Recollection } from '../consent/recall-answers.ts'
import type { Keeper } from '../keeper/keeper.ts'
import { createPeople } from '../people/create-people.ts'
import { lives, type Ground } from '../people/ground.ts'
import { selectGrounds } from '../people/grounds.sql.ts'
import { holdValues, type Delivery } from '../people/hold-values.ts'
import { selectProvenance, type Provenance } from '../people/provenance.sql.ts'
import { startGrounds, type NewGround } from '../people/start-grounds.ts'
import { selectContactPoints, selectValues, updateVerified, type ContactPoint, type FieldValue } from '../people/values.sql.ts'
import type { Tx } from '../plumbing/database.ts'
import type { PublishedCatalogue } from '../purposes/catalogue.sql.ts'
import { wording } from '../purposes/wording.ts'
import { newId, type ImportId, type PersonId } from '../values/ids.ts'
import { monthsLater } from '../values/moment.ts'
import { canonicalRow } from './canonical-row.ts'
import { plannedAnswers, type PlannedAnswer } from './row-answers.ts'
import type { ImportSettings, MappedColumn, Reason, RowResult } from './import.ts'
import type { CanonicalRow, RowDefaults } from './import-row.ts'
import { matchPeople } from './match-people.ts'
import { plannedGrounds } from './row-grounds.ts'
import type { TableRow } from './table.ts'

/** Art. 14(3)(a): whoever did not give us the data themself must know within a month. */
const NOTICE_MONTHS = 1
const NOTICE_ZONE = 'Europe/Stockholm'

/** One run as its rows are read. */
export interface ImportPlan {
  importId: ImportId
  settings: ImportSettings
  columns: readonly MappedColumn[]
  defaults: RowDefaults
  catalogue: PublishedCatalogue
  /** Fields that the purposes of the import need. */
  needed: ReadonlySet<string>
  header: readonly string[]
  /** The controller's name: whose sale a soft opt-in rests on. */
  seller: string
  staffId: string | null
}

/** A row on its way: what it says, whom it is about, what is already known of them. */
export interface PlannedRow {
  row: CanonicalRow
  /** The row's cells as they stand in the file. */
  cells: readonly string[]
  personId: PersonId
  isNew: boolean
  suspected: boolean
  /** What they have said so far. */
  recalled: Recollection
  grounds: readonly Ground[]
  reasons: Reason[]
}

/**
 * Imports some rows: finds whom each is about, starts the grounds the importer claims, holds what they need, records
 * the answers the file can prove (rules H1, L3, L4, D8, D9), and tells for each row what became of it. Rows that share
 * an address or number are taken one after the other, so that the second finds the first.
 */
export async function importRows(tx: Tx, keeper: Keeper, plan: ImportPlan, rows: readonly TableRow[]): Promise<RowResult[]> {
  const canonical = rows.map((row) => withSourceNumber(canonicalRow(row, plan.columns, plan.defaults), plan.settings.source))
  const results: RowResult[] = []
  const cells = new Map(rows.map((row) => [row.number, row.cells]))
  for (const wave of waves(canonical)) results.push(...(await importWave(tx, keeper, plan, wave, cells)))
  return results.toSorted((a, b) => a.row - b.row)
}

async function importWave(tx: Tx, keeper: Keeper, plan: ImportPlan, wave: readonly CanonicalRow[], cells: Cells): Promise<RowResult[]> {
  const planned = await planRows(tx, keeper, wave.filter((row) => row.kept), cells)
  const answers = new Map(planned.map((one) => [one, plannedAnswers(one, plan)]))
  const grounds = new Map(planned.map((one) => [one, plannedGrounds(one, plan, answers.get(one)!)]))
  const grounded = planned.filter((one) => grounds.get(one)!.length > 0 || one.grounds.some((ground) => lives(ground, tx.now)) || answers.get(one)!.some((answer) => answer.kind !== 'given'))
  await createPeople(tx, grounded.filter((one) => one.isNew).map((one) => ({
    personId: one.personId, country: one.row.country, capacity: plan.settings.capacity ?? 'consumer', protectedIdentity: false, deceasedAt: null,
  })))
  await startGrounds(tx, grounded.flatMap((one): NewGround[] => grounds.get(one)!.map((ground) => ({ ...ground, personId: one.personId }))))
  const changed = await holdRows(tx, keeper, plan, grounded)
  const said = await recordAnswers(tx, keeper, plan, grounded, answers)
  return wave.map((row): RowResult => {
    const one = planned.find((each) => each.row === row)
    if (!one) return { row: row.number, outcome: 'held-back', personId: null, reasons: row.held.map(toReason), suspectedDuplicate: false }
    const reasons = [...row.held.map(toReason), ...one.reasons]
    if (!grounded.includes(one)) return { row: row.number, outcome: 'held-back', personId: null, reasons: [...reasons, NO_GROUND], suspectedDuplicate: one.suspected }
    if (one.suspected) reasons.push(SUSPECTED)
    const touched = changed.has(one) || said.has(one) || grounds.get(one)!.length > 0
    return { row: row.number, outcome: one.isNew ? 'new' : touched ? 'changed' : 'unchanged', personId: one.personId, reasons, suspectedDuplicate: one.suspected }
  })
}

const NO_GROUND: Reason = { column: null, field: null, rule: 'H1', text: 'imports.held.no-ground' }
const SUSPECTED: Reason = { column: null, field: null, rule: null, text: 'imports.suspected-duplicate' }

type Cells = ReadonlyMap<number, readonly string[]>

async function planRows(tx: Tx, keeper: Keeper, rows: readonly CanonicalRow[], cells: Cells): Promise<PlannedRow[]> {
  const matches = await matchPeople(tx, keeper.keys.identifierIndex, rows.map((row) => ({ values: Object.fromEntries(row.values), identifiers: row.identifiers })))
  const known = matches.flatMap((match) => match.personId ?? [])
  const recall = await recallAnswers(tx, known)
  const grounds = Map.groupBy(await selectGrounds(tx, known), (ground) => ground.personId)
  return rows.map((row, index) => {
    const match = matches[index]!
    const personId = match.personId ?? newId<PersonId>(tx.now)
    return {
      row, cells: cells.get(row.number) ?? [], personId, isNew: match.personId === null, suspected: match.suspected, reasons: [],
      recalled: recall(personId), grounds: grounds.get(personId) ?? [],
    }
  })
}

/** Writes what is new or other than what we have; a word of the person's own stands against a file. */
async function holdRows(tx: Tx, keeper: Keeper, plan: ImportPlan, rows: readonly PlannedRow[]): Promise<Set<PlannedRow>> {
  const people = rows.filter((one) => !one.isNew).map((one) => one.personId)
  const values = Map.groupBy(await selectValues(tx, people), (value) => value.personId)
  const points = Map.groupBy(await selectContactPoints(tx, people), (point) => point.personId)
  const provenance = Map.groupBy(await selectProvenance(tx, people), (one) => one.personId)
  const deliveries = rows.map((one) => delivery(one, plan, {
    values: new Map((values.get(one.personId) ?? []).map((value) => [value.fieldKey, value.value])), points: points.get(one.personId) ?? [],
    provenance: provenance.get(one.personId) ?? [],
  }))
  const filled = deliveries.filter((one) => Object.keys(one.values).length > 0 || one.contactPoints.length > 0)
  const { refused } = await holdValues(tx, keeper.keys.identifierIndex, filled, {
    source: plan.settings.source, collected: plan.settings.collected, recordedBy: { kind: 'import', id: plan.staffId }, importId: plan.importId,
    noticeDueAt: plan.settings.collected === 'other' ? monthsLater(tx.now, NOTICE_MONTHS, NOTICE_ZONE) : null,
  })
  for (const one of refused) {
    const row = rows.find((each) => each.personId === one.personId)!
    row.reasons.push({ column: columnOf(plan, one.fieldKey), field: one.fieldKey, rule: one.rule, text: `imports.held.refused-${one.rule}` })
  }
  const written = new Set(filled.map((one) => one.personId))
  return new Set(rows.filter((one) => written.has(one.personId)))
}

interface Known {
  values: ReadonlyMap<string, FieldValue>
  points: readonly ContactPoint[]
  provenance: readonly Provenance[]
}

function delivery(one: PlannedRow, plan: ImportPlan, known: Known): Delivery {
  const fresh = [...one.row.values].filter(([field, value]) => plan.needed.has(field) && !same(known.values.get(field), value))
  const values = fresh.filter(([field]) => {
    const own = known.values.has(field) && known.provenance.findLast((each) => each.fields.includes(field))?.recordedBy.kind === 'person'
    if (own) one.reasons.push({ column: columnOf(plan, field), field, rule: 'L4', text: 'imports.held.own-word' })
    return !own
  })
  const contactPoints = one.row.contactPoints.filter((point) =>
    plan.needed.has(POINT_FIELD[point.kind]) && !known.points.some((each) => each.kind === point.kind && each.canonical === point.canonical))
  return { personId: one.personId, values: Object.fromEntries(values) as Record<string, FieldValue>, contactPoints, identifiers: one.row.identifiers }
}

const POINT_FIELD = { email: 'email', phone: 'phone', postal: 'postal_address' } as const

function same(a: FieldValue | undefined, b: string | readonly string[]): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}

function columnOf(plan: ImportPlan, field: string): string | null {
  return plan.columns.find((one) => one.field === field)?.header ?? null
}

async function recordAnswers(
  tx: Tx, keeper: Keeper, plan: ImportPlan, rows: readonly PlannedRow[], answers: ReadonlyMap<PlannedRow, PlannedAnswer[]>,
): Promise<Set<PlannedRow>> {
  const points = Map.groupBy(await selectContactPoints(tx, rows.map((one) => one.personId)), (point) => point.personId)
  const said = new Set<PlannedRow>()
  const choices: { one: PlannedRow; choice: Choice }[] = []
  for (const one of rows) {
    for (const answer of answers.get(one)!) {
      const point = (points.get(one.personId) ?? []).find((each) => each.kind === answer.pointKind)
      if (answer.kind === 'given' && point) await updateVerified(tx, one.personId, point.contactPointId, 'import')
      choices.push({ one, choice: toChoice(one, answer, point, plan) })
    }
  }
  if (choices.length === 0) return said
  const { outcomes } = await recordChoices(tx, keeper, choices.map((each) => each.choice))
  for (const [index, outcome] of outcomes.entries()) {
    const { one, choice } = choices[index]!
    if ('entry' in outcome) said.add(one)
    else one.reasons.push({ column: null, field: choice.purpose, rule: outcome.refusal.rule, text: outcome.refusal.text })
  }
  return said
}

function toChoice(one: PlannedRow, answer: PlannedAnswer, point: ContactPoint | undefined, plan: ImportPlan): Choice {
  return {
    personId: one.personId, kind: answer.kind, purpose: answer.purpose, channel: answer.channel, contactPointId: point?.contactPointId ?? null, frequency: null,
    surface: 'import', language: plan.defaults.language, actor: { kind: 'staff', id: plan.staffId },
    wording: answer.wording ? wording(plan.defaults.language ?? 'en', answer.wording) : null,
    evidence: { import: plan.importId, source: plan.settings.source, ...(answer.time && { when: answer.time }), ...(answer.evidence && { where: answer.evidence }) },
  }
}

/** Rows that share an identifier go one after the other: each wave holds every identifier once. */
function* waves(rows: readonly CanonicalRow[]): Iterable<CanonicalRow[]> {
  let wave: CanonicalRow[] = []
  let taken = new Set<string>()
  for (const row of rows) {
    const keys = row.identifiers.map((identifier) => `${identifier.kind} ${identifier.canonical}`)
    if (keys.some((key) => taken.has(key))) {
      yield wave
      wave = []
      taken = new Set()
    }
    wave.push(row)
    for (const key of keys) taken.add(key)
  }
  if (wave.length > 0) yield wave
}

/** A number is certain only together with the system it comes from. */
function withSourceNumber(row: CanonicalRow, source: string): CanonicalRow {
  const numbers = row.identifiers.filter((identifier) => identifier.kind === 'customer-number')
  return { ...row, identifiers: [...row.identifiers, ...numbers.map((one) => ({ kind: 'source-number' as const, canonical: `${source.toLowerCase()}\n${one.canonical}` }))] }
}

function toReason(held: CanonicalRow['held'][number]): Reason {
  return { column: held.column, field: held.field, rule: held.rule, text: held.text, ...(held.parameters && { parameters: held.parameters }) }
}

