import { sql } from 'kysely'
import type { Tx } from '../plumbing/database.ts'
import type { SavedView } from './saved-view.ts'

const columns = sql`saved_view_id as "savedViewId", list, name, shared, columns, filters as "where", search, sort, created_by as "createdBy", changed_at as "changedAt"`

/** Those of this colleague, and those that others share; by name. */
export async function selectSavedViews(tx: Tx, staffId: string): Promise<SavedView[]> {
  const { rows } = await sql<SavedView>`
    select ${columns} from saved_view where created_by = ${staffId} or shared order by sort_fold(name, 'SE'), saved_view_id`.execute(tx.db)
  return rows
}

/** One of this colleague's own. */
export async function selectOwnView(tx: Tx, savedViewId: string, staffId: string): Promise<SavedView | undefined> {
  const { rows } = await sql<SavedView>`select ${columns} from saved_view where saved_view_id = ${savedViewId} and created_by = ${staffId}`.execute(tx.db)
  return rows[0]
}

export async function countOwnViews(tx: Tx, staffId: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from saved_view where created_by = ${staffId}`.execute(tx.db)
  return rows[0]!.count
}

export async function insertSavedView(tx: Tx, view: Omit<SavedView, 'changedAt'>): Promise<void> {
  await sql`
    insert into saved_view (saved_view_id, list, name, shared, columns, filters, search, sort, created_by, created_at, changed_at)
    values (${view.savedViewId}, ${view.list}, ${view.name}, ${view.shared}, ${view.columns}::text[], ${JSON.stringify(view.where)}::jsonb, ${view.search},
      ${JSON.stringify(view.sort)}::jsonb, ${view.createdBy}, ${tx.now}, ${tx.now})`.execute(tx.db)
}

export async function updateSavedView(tx: Tx, view: Omit<SavedView, 'changedAt' | 'list'>): Promise<void> {
  await sql`
    update saved_view set name = ${view.name}, shared = ${view.shared}, columns = ${view.columns}::text[], filters = ${JSON.stringify(view.where)}::jsonb,
      search = ${view.search}, sort = ${JSON.stringify(view.sort)}::jsonb, changed_at = ${tx.now}
    where saved_view_id = ${view.savedViewId}`.execute(tx.db)
}

export async function deleteSavedView(tx: Tx, savedViewId: string): Promise<void> {
  await sql`delete from saved_view where saved_view_id = ${savedViewId}`.execute(tx.db)
}
