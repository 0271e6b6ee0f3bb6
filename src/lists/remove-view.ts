import type { Tx } from '../plumbing/database.ts'
import { Problem } from '../plumbing/errors.ts'
import { deleteSavedView, selectOwnView } from './saved-views.sql.ts'

/** Removes one of this colleague's own views. Throws `not-found` for any other. */
export async function removeView(tx: Tx, savedViewId: string, staffId: string): Promise<void> {
  if (!(await selectOwnView(tx, savedViewId, staffId))) throw new Problem('not-found', { text: 'lists.view-unknown' })
  await deleteSavedView(tx, savedViewId)
}
