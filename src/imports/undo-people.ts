import type { Choice } from '../consent/choice.ts'
import { NO_KINDS } from '../consent/choice.ts'
import { readSayers } from '../consent/read-sayers.ts'
import { recordChoices } from '../consent/record-choices.ts'
import { endUnfoundedValues } from '../people/end-unfounded-values.ts'
import { lives } from '../people/ground.ts'
import { updateEndedGrounds } from '../people/grounds.sql.ts'
import { startGrounds } from '../people/start-grounds.ts'
import type { Tx } from '../plumbing/database.ts'
import { selectCatalogue } from '../purposes/catalogue.sql.ts'
import type { ImportId, PersonId } from '../values/ids.ts'
import type { ImportKeeper } from './import-rows.ts'
import { readConcerned } from './read-concerned.ts'
import { restoreBefore } from './restore-before.ts'
import { TO_KEEP_A_NO } from './row-grounds.ts'
import { deleteBefore, deletePeople } from './undo.sql.ts'
import { entriesOf, groundsOf, undoOutcome, type Concerned, type UndoOutcome, type UndoPerson } from './undo.ts'

export interface Undoing {
  importId: ImportId
  /** What the import called its source. */
  source: string
  /** Pseudonym of whoever undoes it. */
  by: string
}

/**
 * Undoes an import for some people (rule M1): whom it added and nothing has happened to since goes; what it changed of
 * others becomes what it was, as far as a living ground holds that; its ledger lines are voided by new ones, its noes stand.
 */
export async function undoPeople(tx: Tx, keeper: ImportKeeper, undoing: Undoing, people: readonly UndoPerson[]): Promise<Map<PersonId, UndoOutcome>> {
  const concerned = await readConcerned(tx, undoing.importId, people)
  const outcomes = new Map(people.map((one): [PersonId, UndoOutcome] => [one.personId, 'removed']))
  for (const one of concerned) outcomes.set(one.personId, undoOutcome(one, undoing.importId))
  const having = (outcome: UndoOutcome) => concerned.filter((one) => outcomes.get(one.personId) === outcome)
  const [removed, restored, keptForNo] = [having('removed'), having('restored'), having('kept-no')]
  const staying = [...restored, ...keptForNo]
  await updateEndedGrounds(tx, staying.flatMap(groundsOf).filter((ground) => lives(ground, tx.now))
    .map(({ personId, groundId }) => ({ personId, groundId, why: 'import-undone', holdUntil: tx.now })))
  await voidEntries(tx, keeper, undoing, [...removed, ...staying], new Set(removed.map((one) => one.personId)))
  await deletePeople(tx, removed.map((one) => one.personId))
  await restoreBefore(tx, keeper.keys.identifierIndex, undoing, restored)
  await keepForNo(tx, keptForNo)
  await endUnfoundedValues(tx, staying.map((one) => one.personId))
  await deleteBefore(tx, undoing.importId, staying.map((one) => one.personId))
  return outcomes
}

/** A ledger line is voided by a new one; a no is never taken back. */
async function voidEntries(tx: Tx, keeper: ImportKeeper, { importId, by }: Undoing, concerned: readonly Concerned[], removed: ReadonlySet<PersonId>): Promise<void> {
  const choices = concerned.flatMap((one) => entriesOf(one, importId).filter((entry) => !NO_KINDS.includes(entry.kind) && entry.kind !== 'voided').map((entry): Choice => ({
    personId: one.personId, kind: 'voided', purpose: entry.purpose, channel: entry.channel, contactPointId: entry.contactPointId, frequency: null,
    surface: 'import', language: null, actor: { kind: 'staff', id: by }, wording: null, evidence: { voids: entry.seq, import: importId },
  })))
  if (choices.length === 0) return
  const people = [...new Set(choices.map((one) => one.personId))]
  const sayers = await readSayers(tx, people, people)
  // Nothing of whoever goes has to be ended first.
  const grounds = new Map([...sayers.grounds ?? []].filter(([personId]) => !removed.has(personId)))
  await recordChoices(tx, keeper, choices, { ...sayers, grounds })
}

/** Somebody of whom nothing but a no is left is held for that no alone (art. 21(3)). */
async function keepForNo(tx: Tx, people: readonly Concerned[]): Promise<void> {
  const { purposes } = await selectCatalogue(tx)
  if (!purposes.some((purpose) => purpose.key === TO_KEEP_A_NO.purpose)) return
  await startGrounds(tx, people.map(({ personId }) => ({ ...TO_KEEP_A_NO, personId })))
}
