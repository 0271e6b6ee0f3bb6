import { selectImport } from '../../imports/imports.sql.ts'
import { countUndo, selectKept, selectUndo } from '../../imports/undo.sql.ts'
import { undoableUntil } from '../../imports/undo.ts'
import { selectNames } from '../../people/people-list.sql.ts'
import type { Tx } from '../../plumbing/database.ts'
import { Problem } from '../../plumbing/errors.ts'
import type { ImportId } from '../../values/ids.ts'
import { t, type Language } from '../../values/text.ts'
import type { ImportUndo } from './imports-resource.ts'

/** People who are named; the numbers say how many there are. */
const NAMED = 50

/** How far an import has been undone, or would be. Throws `not-found`. */
export async function undoAnswer(tx: Tx, language: Language, importId: ImportId): Promise<ImportUndo> {
  const found = await selectImport(tx, importId)
  if (!found) throw new Problem('not-found', { text: 'imports.not-found' })
  const undo = await selectUndo(tx, importId)
  const counts = await countUndo(tx, importId)
  const kept = await selectKept(tx, importId, NAMED)
  const names = await selectNames(tx, kept.map((one) => one.personId))
  const of = (outcome: Parameters<typeof counts.get>[0]) => counts.get(outcome) ?? 0
  const total = [...counts.values()].reduce((sum, people) => sum + people, 0)
  return {
    possibleUntil: undo?.state === 'done' ? null : (undoableUntil(found)?.toISOString() ?? null),
    state: undo?.state ?? null,
    progress: { done: total - of(null), total },
    counts: { removed: of('removed'), restored: of('restored'), kept: of('kept-acted') + of('kept-used') + of('kept-no') },
    exceptions: kept.map(({ personId, outcome }) => ({ person: { id: personId, name: names.get(personId) ?? '' }, sentence: t(language, `imports.undo.${outcome}`) })),
  }
}
