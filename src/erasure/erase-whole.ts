import { hashedIdentifiers } from '../people/identifier.ts'
import { shredEntries } from '../ledger/shred-entries.ts'
import { noteChange } from '../people/note-change.ts'
import { passOnLead } from '../people/pass-on-lead.ts'
import { lookAlikeMarks, SUPPRESSED_KINDS, suppressionMark, type SuppressionMark } from '../people/suppression.ts'
import { RETENTION_ZONE } from '../people/start-grounds.ts'
import { insertSuppressions } from '../people/suppressions.sql.ts'
import type { FieldValue } from '../people/values.sql.ts'
import { asRole } from '../plumbing/as-role.ts'
import type { Tx } from '../plumbing/database.ts'
import { markForScrub } from '../plumbing/mark-for-scrub.ts'
import type { PersonId } from '../values/ids.ts'
import { daysLater, monthsLater } from '../values/moment.ts'
import {
  deleteHolds, deleteLinks, deleteMentions, deleteRowsOf, selectAllPoints, selectExportsWith, selectIdentifiersOf, selectNamesOf, updateExportsUndone, updateImportRowsBlank, updateLettersUndone,
  updateLinksBlank, type CountsByPerson, type NamesOf, type PointOf,
} from './erase-rows.sql.ts'
import type { ErasingKeeper } from './erase-people.ts'
import { ANSWER_DAYS, FILE_DAYS, KEY_DAYS, PROOF_MONTHS, type Erasure, type ErasurePlace } from './erasure.ts'
import { byGroup, erasedTables, type ErasedCounts } from './erased-tables.ts'
import { selectDocumentsOf, selectNewestFile, updateDocumentsRestricted } from './erasures.sql.ts'
import { insertLetters } from './letters.sql.ts'
import { insertKeptProof } from './kept-proof.sql.ts'

/** What became of one person, place by place. */
export interface Removal {
  personId: PersonId
  whole: boolean
  places: Omit<ErasurePlace, 'at'>[]
}

/** Takes people whom nothing keeps out of everything; they are locked. */
export async function eraseWhole(tx: Tx, keeper: ErasingKeeper, erasures: readonly Erasure[]): Promise<Removal[]> {
  if (erasures.length === 0) return []
  const people = erasures.map((one) => one.personId)
  noteChange(tx, people)
  const points = await selectAllPoints(tx, people)
  const marked = await leaveMarks(tx, keeper, people, points)
  await passOnLead(tx, people)
  const exports = await selectExportsWith(tx, people)
  await updateExportsUndone(tx, exports)
  await updateLettersUndone(tx, people)
  const tables = await emptyTables(tx, people)
  const sealed = [...(tables.get('sealed_value') ?? new Map<PersonId, number>()).keys()]
  // Only when nothing can be taken back any more; where it fails, the routine that looks for unused keys does it.
  if (sealed.length > 0) tx.afterCommit(async () => void (await keeper.keyRoom?.destroy(sealed).catch(() => {})))
  const letters = lettersTo(erasures, points)
  const written = new Set(letters.map((one) => one.personId))
  await insertLetters(tx, letters)
  await updateDocumentsRestricted(tx, people)
  const documents = Map.groupBy(await selectDocumentsOf(tx, people), (one) => one.personId)
  const newestFile = await selectNewestFile(tx)
  const keepUntil = monthsLater(tx.now, PROOF_MONTHS, RETENTION_ZONE)
  let proof: CountsByPerson = new Map()
  // The tree last: it is ours alone until the commit.
  const entries = await shredEntries(tx, people, async () => {
    proof = await asRole(tx, 'tillit_eraser', () => insertKeptProof(tx, people, pointMarks(keeper, points), keepUntil))
  })
  await markForScrub(tx, [...tables.keys(), 'ledger_entry', ...(exports.length > 0 ? ['export_part'] : [])])
  return people.map((personId) => {
    const places: Removal['places'] = [
      done('register', countsOf(tables, personId)), done('ledger', only('entries', entries.get(personId))),
      { place: 'marks', state: 'stays', counts: only('marks', marked.get(personId)), because: 'mark', until: null },
      { place: 'answers', state: 'waits', counts: {}, because: 'sealed-answer', until: daysLater(tx.now, ANSWER_DAYS) },
    ]
    // Not until a day: it is done when the address has gone.
    if (written.has(personId)) places.push({ place: 'letter', state: 'waits', counts: {}, because: 'letter', until: null })
    if (sealed.includes(personId)) places.push({ place: 'keys', state: 'waits', counts: {}, because: 'key', until: daysLater(tx.now, KEY_DAYS) })
    if (exports.length > 0) places.push(done('exports', { files: exports.length }))
    if (newestFile) places.push({ place: 'files', state: 'waits', counts: {}, because: 'file-waiting', until: daysLater(newestFile, FILE_DAYS) })
    if (proof.get(personId)) places.push({ place: 'proof', state: 'stays', counts: only('entries', proof.get(personId)), because: 'proof', until: keepUntil })
    return { personId, whole: true, places: [...places, ...documentPlaces(documents.get(personId) ?? [])] }
  })
}

/** Who asked to be forgotten is told where the certificate is, at an address they have proved to read (art. 12(3)). */
function lettersTo(erasures: readonly Erasure[], points: readonly PointOf[]): { personId: PersonId; erasureId: string; recipient: string; language: Erasure['language'] }[] {
  return erasures.filter((one) => one.why === 'asked').flatMap(({ personId, erasureId, language }) => {
    const point = points.find((one) => one.personId === personId && one.kind === 'email' && one.reads)
    return point ? [{ personId, erasureId, recipient: point.value, language }] : []
  })
}

/** The documents that the books need, by the country whose law says so; gone on the day after the last. */
function documentPlaces(documents: readonly { kind: string; country: string | null; count: number; until: string }[]): Removal['places'] {
  const countries = Map.groupBy(documents, (one) => one.country)
  return [...countries].map(([country, own]) => ({
    place: `documents:${country ?? ''}`, state: 'stays', counts: Object.fromEntries(own.map((one) => [one.kind, one.count])), because: 'bookkeeping',
    until: daysLater(new Date(`${own.map((one) => one.until).toSorted().at(-1)}T00:00:00Z`), 1),
  }))
}

/** Empties every table of the data map, and what mentions these people elsewhere; the counts stand by table and person. */
async function emptyTables(tx: Tx, people: readonly PersonId[]): Promise<Map<string, CountsByPerson>> {
  const counts = new Map<string, CountsByPerson>()
  await asRole(tx, 'tillit_eraser', async () => {
    counts.set('relation of others', await deleteMentions(tx, people))
    for (const table of erasedTables()) counts.set(table, await deleteRowsOf(tx, table, people))
    counts.set('token', await deleteLinks(tx, people))
    await deleteHolds(tx, people)
    counts.set('person', await deleteRowsOf(tx, 'person', people))
  })
  await updateLinksBlank(tx, people)
  counts.set('import_row', await updateImportRowsBlank(tx, people))
  counts.delete('relation of others')
  return counts
}

/** Leaves the keyed marks by which these people are recognised when their data comes again (rule E4); returns how many each. */
async function leaveMarks(tx: Tx, keeper: ErasingKeeper, people: readonly PersonId[], points: readonly PointOf[]): Promise<CountsByPerson> {
  const { suppression, identifierIndex } = keeper.keys
  const names = new Map((await selectNamesOf(tx, people)).map((one) => [one.personId, one]))
  const found = Map.groupBy(await selectIdentifiersOf(tx, people), (one) => one.personId)
  const having = Map.groupBy(points, (one) => one.personId)
  const marks = new Map(people.map((personId) => {
    const own = having.get(personId) ?? []
    const reached = hashedIdentifiers(identifierIndex, own.flatMap(({ kind, canonical }) => (kind === 'postal' ? [] : [{ kind, canonical }])))
    const known = [...(found.get(personId) ?? []), ...reached].filter(({ kind }) => (SUPPRESSED_KINDS as readonly string[]).includes(kind))
    const all: SuppressionMark[] = known.map(({ kind, keyHash }) => suppressionMark(suppression, { kind: kind as (typeof reached)[number]['kind'], keyHash }))
    const postal = own.filter((one) => one.kind === 'postal')
    const name = names.get(personId)
    if (name) all.push(...postal.flatMap((one) => lookAlikeMarks(suppression, { values: valuesOf(name), postal: one.canonical })))
    return [personId, new Map(all.map((one) => [`${one.kind} ${one.keyHash}`, one]))]
  }))
  const left = [...marks.values()].flatMap((own) => [...own.values()])
  if (left.length > 0) await keeper.journal({ kind: 'suppression', at: tx.now.toISOString(), marks: left })
  await insertSuppressions(tx, left)
  return new Map([...marks].map(([personId, own]) => [personId, own.size]))
}

function valuesOf({ personId: _of, ...names }: NamesOf): Map<string, FieldValue> {
  return new Map(Object.entries(names).filter((entry): entry is [string, string] => entry[1] !== null))
}

/** By what proof is found again: the address for which a consent was given, as a keyed mark. */
function pointMarks({ keys }: ErasingKeeper, points: readonly PointOf[]): { contactPointId: PointOf['contactPointId']; hash: string }[] {
  return points.flatMap(({ contactPointId, kind, canonical }) => {
    if (kind === 'postal') return []
    const [first] = hashedIdentifiers(keys.identifierIndex, [{ kind, canonical }])
    return [{ contactPointId, hash: suppressionMark(keys.suppression, first!).keyHash }]
  })
}

function countsOf(tables: ReadonlyMap<string, CountsByPerson>, personId: PersonId): ErasedCounts {
  return byGroup(new Map([...tables].map(([table, counts]) => [table, counts.get(personId) ?? 0])))
}

const done = (place: string, counts: ErasedCounts | Record<string, number>): Omit<ErasurePlace, 'at'> => ({ place, state: 'done', counts: counts as Record<string, number>, because: null, until: null })
const only = (name: string, count: number | undefined): Record<string, number> => ({ [name]: count ?? 0 })
