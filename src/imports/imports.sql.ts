import { sql } from 'kysely'
import { copyInto } from '../plumbing/copy.sql.ts'
import type { Tx } from '../plumbing/database.ts'
import { SpooledFile, piecesOf, type Bytes } from '../plumbing/spooled-file.ts'
import type { ImportId } from '../values/ids.ts'
import type { HeaderMapping } from './import-columns.ts'
import type { ImportSettings } from './import-settings.ts'
import { SUSPECTED_DUPLICATE, type Import, type ImportCounts, type ImportState, type Reason, type RowOutcome, type RowResult } from './import.ts'

const columns = sql`
  import_id as "importId", file_name as "fileName", file_size as "fileSize", state, nullif(settings, '{}'::jsonb) as settings, mapping,
  rows_total as "rowsTotal", rows_done as "rowsDone", counts, failure, created_at as "createdAt", created_by as "createdBy",
  started_at as "startedAt", finished_at as "finishedAt"`

/** A file travels in parts of this size: small, so that nobody waits while one is put into a statement. */
const PART_BYTES = 1024 * 1024

export async function insertImport(tx: Tx, one: { importId: ImportId; fileName: string; bytes: Bytes; rowsTotal: number; createdBy: string }): Promise<void> {
  await sql`
    insert into import (import_id, file_name, file_size, settings, mapping, state, rows_total, created_at, created_by)
    values (${one.importId}, ${one.fileName}, ${one.bytes.length}, '{}', '{}', 'uploaded', ${one.rowsTotal}, ${tx.now}, ${one.createdBy})`.execute(tx.db)
  let part = 0
  for (const bytes of piecesOf(one.bytes, PART_BYTES)) {
    await sql`insert into import_file (import_id, part, bytes) values (${one.importId}, ${part++}, ${bytes})`.execute(tx.db)
  }
}

export async function selectImport(tx: Tx, importId: ImportId): Promise<Import | undefined> {
  const { rows } = await sql<Import>`select ${columns} from import where import_id = ${importId}`.execute(tx.db)
  return rows[0]
}

/** Locks the run against a second worker. */
export async function lockImport(tx: Tx, importId: ImportId): Promise<Import | undefined> {
  const { rows } = await sql<Import>`select ${columns} from import where import_id = ${importId} for update`.execute(tx.db)
  return rows[0]
}

export async function selectImports(tx: Tx, page: { before?: { createdAt: Date; importId: string }; limit: number; createdBy?: string }): Promise<Import[]> {
  const { rows } = await sql<Import>`
    select ${columns} from import
    where ${page.before ? sql`(created_at, import_id) < (${page.before.createdAt}, ${page.before.importId}::uuid)` : sql`true`} and ${page.createdBy === undefined ? sql`true` : sql`created_by = ${page.createdBy}`}
    order by created_at desc, import_id desc limit ${page.limit}`.execute(tx.db)
  return rows
}

/** The uploaded file, to be closed, or undefined when it has been deleted after the run. */
export async function openFile(tx: Tx, importId: ImportId): Promise<SpooledFile | undefined> {
  const file = await SpooledFile.of(selectFileParts(tx, importId))
  if (file.length > 0) return file
  file.close()
  return undefined
}

/** The import with its file and rows. */
export async function deleteImport(tx: Tx, importId: ImportId): Promise<void> {
  await sql`delete from import where import_id = ${importId}`.execute(tx.db)
}

/** One part of the file after the other. */
async function* selectFileParts(tx: Tx, importId: ImportId): AsyncGenerator<Buffer> {
  for (let part = 0; ; part++) {
    const { rows } = await sql<{ bytes: Buffer }>`select bytes from import_file where import_id = ${importId} and part = ${part}`.execute(tx.db)
    if (!rows[0]) return
    yield rows[0].bytes
  }
}

export async function deleteFile(tx: Tx, importId: ImportId): Promise<void> {
  await sql`delete from import_file where import_id = ${importId}`.execute(tx.db)
}

/** Sets what the file is; `moreRows` is by how many rows of people it is longer when read so. */
export async function updateSettings(tx: Tx, importId: ImportId, settings: ImportSettings, mapping: HeaderMapping, moreRows: number): Promise<void> {
  await sql`
    update import set settings = ${JSON.stringify(settings)}::jsonb, mapping = ${JSON.stringify(mapping)}::jsonb, state = 'uploaded',
      rows_done = 0, rows_total = rows_total + ${moreRows}, counts = '{}'
    where import_id = ${importId}`.execute(tx.db)
}

/** Moves a run on from one of these states; false when it was in another. */
export async function updateState(tx: Tx, importId: ImportId, from: readonly ImportState[], to: ImportState, failure: string | null = null): Promise<boolean> {
  const begins = to === 'rehearsing' || to === 'running'
  const ends = to === 'rehearsed' || to === 'done' || to === 'failed' || to === 'cancelled'
  const { rows } = await sql`
    update import set state = ${to}, failure = ${failure},
      started_at = case when ${begins} then coalesce(started_at, ${tx.now}) else started_at end,
      finished_at = case when ${ends} then ${tx.now}::timestamptz end
    where import_id = ${importId} and state = any (${from}::text[])
    returning 1`.execute(tx.db)
  return rows.length > 0
}

export async function updateProgress(tx: Tx, importId: ImportId, rowsDone: number, counts: ImportCounts): Promise<void> {
  await sql`update import set rows_done = ${rowsDone}, counts = ${JSON.stringify(counts)}::jsonb where import_id = ${importId}`.execute(tx.db)
}

/** The oldest run that waits for a worker. */
export async function selectDueImport(tx: Tx): Promise<ImportId | undefined> {
  const { rows } = await sql<{ importId: ImportId }>`
    select import_id as "importId" from import where state in ('rehearsing', 'waiting', 'running') order by created_at limit 1`.execute(tx.db)
  return rows[0]?.importId
}

export async function deleteRows(tx: Tx, importId: ImportId, rehearsal: boolean): Promise<void> {
  await sql`delete from import_row where import_id = ${importId} and rehearsal = ${rehearsal}`.execute(tx.db)
}

export async function insertRows(tx: Tx, importId: ImportId, rehearsal: boolean, results: readonly RowResult[]): Promise<void> {
  await copyInto(tx, 'import_row', ['import_id', 'rehearsal', 'row_no', 'outcome', 'person_id', 'reasons'],
    results.map((one) => [importId, rehearsal, one.row, one.outcome, one.personId, one.reasons.length === 0 ? '[]' : JSON.stringify(one.reasons)]))
}

export async function selectRows(
  tx: Tx, importId: ImportId, rehearsal: boolean, page: { outcome?: RowOutcome; withReasons?: boolean; after?: number; limit: number },
): Promise<RowResult[]> {
  const { rows } = await sql<RowResult>`
    select row_no as row, outcome, person_id as "personId", reasons from import_row
    where import_id = ${importId} and rehearsal = ${rehearsal} and row_no > ${page.after ?? 0}
      and ${page.outcome ? sql`outcome = ${page.outcome}` : sql`true`}
      and ${page.withReasons ? sql`reasons <> '[]'::jsonb` : sql`true`}
    order by row_no limit ${page.limit}`.execute(tx.db)
  return rows
}

/** How far the run itself has come, rehearsals aside: its rows, counted as they were told. */
export async function countRun(tx: Tx, importId: ImportId): Promise<{ rows: number; counts: ImportCounts }> {
  const { rows } = await sql<ImportCounts & { rows: number }>`
    select count(*)::int as rows, 0 as "droppedColumns",
      count(*) filter (where outcome = 'new')::int as new, count(*) filter (where outcome = 'changed')::int as changed,
      count(*) filter (where outcome = 'unchanged')::int as unchanged, count(*) filter (where outcome = 'held-back')::int as "heldBack",
      coalesce(sum((select count(*) from jsonb_array_elements(reasons) r where r ->> 'text' = ${SUSPECTED_DUPLICATE.text})), 0)::int as duplicates,
      coalesce(sum((select count(*) from jsonb_array_elements(reasons) r where r ->> 'column' is not null)), 0)::int as "heldValues"
    from import_row where import_id = ${importId} and not rehearsal`.execute(tx.db)
  const { rows: done, ...counts } = rows[0]!
  return { rows: done, counts }
}

/** What was held back, counted by reason. */
export async function countReasons(
  tx: Tx, importId: ImportId, rehearsal: boolean,
): Promise<(Reason & { count: number })[]> {
  const { rows } = await sql<Reason & { count: number }>`
    select r ->> 'column' as column, r ->> 'field' as field, r ->> 'rule' as rule, r ->> 'text' as text,
      coalesce(r -> 'parameters', '{}') as parameters, count(*)::int as count
    from import_row cross join lateral jsonb_array_elements(reasons) r
    where import_id = ${importId} and rehearsal = ${rehearsal} and reasons <> '[]'
    group by 1, 2, 3, 4, 5 order by 6 desc, 1, 2, 4`.execute(tx.db)
  return rows
}

export interface SavedMapping {
  mappingId: string
  name: string
  header: string[]
  mapping: HeaderMapping
  savedAt: Date
  savedBy: string
}

export async function insertMapping(tx: Tx, saved: Omit<SavedMapping, 'savedAt'>): Promise<void> {
  await sql`
    insert into import_mapping (mapping_id, name, header, mapping, saved_at, saved_by)
    values (${saved.mappingId}, ${saved.name}, ${saved.header}::text[], ${JSON.stringify(saved.mapping)}::jsonb, ${tx.now}, ${saved.savedBy})`.execute(tx.db)
}

/** Saved mappings, newest first; the first whose columns are the file's own is proposed. */
export async function selectMappings(tx: Tx): Promise<SavedMapping[]> {
  const { rows } = await sql<SavedMapping>`
    select mapping_id as "mappingId", name, header, mapping, saved_at as "savedAt", saved_by as "savedBy" from import_mapping order by saved_at desc`.execute(tx.db)
  return rows
}

/** Deletes files that were uploaded before a moment and that no worker is reading; returns of how many imports. */
export async function deleteFilesBefore(tx: Tx, before: Date): Promise<number> {
  const { rows } = await sql<{ importId: ImportId }>`
    delete from import_file f using import i
    where i.import_id = f.import_id and i.created_at < ${before} and i.state not in ('rehearsing', 'waiting', 'running')
    returning f.import_id as "importId"`.execute(tx.db)
  return new Set(rows.map((row) => row.importId)).size
}
