import type { Tx } from '../plumbing/database.ts'
import { selectCatalogue } from '../purposes/catalogue.sql.ts'
import { listable } from './list.ts'
import type { SavedBy } from './save-view.ts'
import { openView, type OpenedView } from './saved-view.ts'
import { selectSavedViews } from './saved-views.sql.ts'

/** The views this colleague finds, each without what they may not see. */
export async function openViews(tx: Tx, { staffId, scope }: SavedBy): Promise<OpenedView[]> {
  const within = listable(await selectCatalogue(tx), scope)
  return (await selectSavedViews(tx, staffId)).map((view) => openView(view, within))
}
