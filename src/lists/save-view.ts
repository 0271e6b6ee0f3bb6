import type { Scope } from '../people/scope.ts'
import type { Tx } from '../plumbing/database.ts'
import { Problem } from '../plumbing/errors.ts'
import { selectCatalogue } from '../purposes/catalogue.sql.ts'
import { newId } from '../values/ids.ts'
import { checkColumns, checkList, listable } from './list.ts'
import { withHidden, type View } from './saved-view.ts'
import { countOwnViews, insertSavedView, selectOwnView, updateSavedView } from './saved-views.sql.ts'

export interface SavedBy {
  staffId: string
  scope: Scope | undefined
}

const MOST_VIEWS = 100

/**
 * Keeps a view for whoever saves it, new or in the place of one of their own; its id. Throws as `checkList` for what they
 * may not name, `not-found` for a view of somebody else.
 */
export async function saveView(tx: Tx, by: SavedBy, view: View & { name: string; shared: boolean }, savedViewId?: string): Promise<string> {
  const within = listable(await selectCatalogue(tx), by.scope)
  checkColumns(view.columns, within)
  checkList(view, within)
  if (savedViewId === undefined) {
    if ((await countOwnViews(tx, by.staffId)) >= MOST_VIEWS) throw new Problem('refused', { text: 'lists.too-many-views', parameters: { most: MOST_VIEWS } })
    const id = newId(tx.now)
    await insertSavedView(tx, { ...view, savedViewId: id, list: 'people', createdBy: by.staffId })
    return id
  }
  const before = await selectOwnView(tx, savedViewId, by.staffId)
  if (!before) throw new Problem('not-found', { text: 'lists.view-unknown' })
  await updateSavedView(tx, { ...view, ...withHidden(view, before, within), savedViewId, createdBy: by.staffId })
  return savedViewId
}
