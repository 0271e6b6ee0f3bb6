import { NO_KINDS } from '../consent/choice.ts'
import type { LedgerEntry } from '../ledger/entry.ts'
import type { Ground } from '../people/ground.ts'
import type { Provenance } from '../people/provenance.sql.ts'
import type { FieldValue } from '../people/values.sql.ts'
import type { ImportId, PersonId } from '../values/ids.ts'
import { daysLater } from '../values/moment.ts'
import type { Import } from './import.ts'

/** How long an import can be taken back (rule M1). */
export const UNDO_DAYS = 30

const OVER: readonly Import['state'][] = ['done', 'cancelled', 'failed']

/** The moment from which an import can be undone no more; undefined before it has run. */
export function undoableUntil({ state, startedAt, rowsDone }: Pick<Import, 'state' | 'startedAt' | 'rowsDone'>): Date | undefined {
  return OVER.includes(state) && startedAt && rowsDone > 0 ? daysLater(startedAt, UNDO_DAYS) : undefined
}

/** What undoing an import means for one person; who is kept stays as they are, a no that came with the file excepted. */
export const UNDO_OUTCOMES = ['removed', 'restored', 'kept-acted', 'kept-used', 'kept-no'] as const
export type UndoOutcome = (typeof UNDO_OUTCOMES)[number]

export interface ImportUndo {
  importId: ImportId
  state: 'rehearsing' | 'rehearsed' | 'running' | 'done' | 'failed'
  requestedAt: Date
  requestedBy: string
  finishedAt: Date | null
}

/** Somebody whom the import added or changed. */
export interface UndoPerson {
  personId: PersonId
  wasNew: boolean
}

/** Something as it was before the import; null where there was nothing. */
export interface Before {
  personId: PersonId
  /** `value FIELD`, `point ID`, `ground ID` or `country`. */
  item: string
  before: FieldValue | null
  at?: Date
}

/** All that is known of somebody whom an import concerned. */
export interface Concerned extends UndoPerson {
  createdAt: Date
  entries: readonly LedgerEntry[]
  provenance: readonly Provenance[]
  grounds: readonly Ground[]
  before: readonly Before[]
  used: boolean
}

/** The grounds that the import began: for somebody new, those of their first moment. */
export function groundsOf({ wasNew, createdAt, grounds, before }: Concerned): Ground[] {
  const begun = new Set(before.map((one) => one.item))
  return grounds.filter((ground) => begun.has(`ground ${ground.groundId}`) || (wasNew && ground.since.getTime() === createdAt.getTime()))
}

/** The ledger entries that the import wrote. */
export function entriesOf(one: Concerned, importId: ImportId): LedgerEntry[] {
  const grounds = new Set<unknown>(groundsOf(one).map((ground) => ground.groundId))
  return one.entries.filter(({ surface, evidence }) => surface === 'import' && (evidence['import'] === importId || grounds.has(evidence['ground'])))
}

/** What becomes of the person: whoever acted, or was reached, since the import stays as they are, and a no is never lifted (rule M1). */
export function undoOutcome(one: Concerned, importId: ImportId): UndoOutcome {
  const ours = entriesOf(one, importId)
  const since = touchedAt(one, importId)
  const later = one.entries.filter((entry) => !ours.includes(entry) && (one.wasNew || entry.at >= since))
  if (later.length > 0) return 'kept-acted'
  const brought = one.provenance.filter((each) => each.importId !== importId && (one.wasNew || (each.recordedAt > since && each.recordedBy.kind === 'person')))
  if (brought.length > 0) return one.wasNew ? 'kept-used' : 'kept-acted'
  if (!one.wasNew) return 'restored'
  if (one.used || groundsOf(one).length < one.grounds.length) return 'kept-used'
  return ours.some((entry) => NO_KINDS.includes(entry.kind)) ? 'kept-no' : 'removed'
}

function touchedAt(one: Concerned, importId: ImportId): Date {
  const times = [...one.provenance.filter((each) => each.importId === importId).map((each) => each.recordedAt), ...one.before.map((each) => each.at!), ...entriesOf(one, importId).map((entry) => entry.at)]
  return new Date(Math.min(...times.map((at) => at.getTime())))
}
