import type { Filterable } from '../decisions/audience.ts'
import { checkList, fits, isColumn, NAME, type ListWish } from './list.ts'

/** A list as it is kept: what it shows, whom, in which order. */
export interface View extends ListWish {
  columns: readonly string[]
}

export interface SavedView extends View {
  savedViewId: string
  list: 'people'
  name: string
  /** Everybody who sees lists finds it; it is changed by its author alone. */
  shared: boolean
  createdBy: string
  changedAt: Date
}

/** A view as this reader may open it. */
export interface OpenedView extends SavedView {
  /** How much of it is left out: fields and purposes that the reader may not see, or that the catalogue has no more. */
  leftOut: number
}

const BY_NAME = { by: NAME, direction: 'up' } as const

/** The view without what the reader may not name: what is left out is counted, not told. */
export function openView(view: SavedView, within: Filterable): OpenedView {
  const columns = view.columns.filter((column) => isColumn(column, within))
  const where = view.where.filter((condition) => fits(() => checkList({ where: [condition], search: '', sort: BY_NAME }, within)))
  const sorts = fits(() => checkList({ where: [], search: '', sort: view.sort }, within))
  const leftOut = view.columns.length - columns.length + (view.where.length - where.length) + (sorts ? 0 : 1)
  return { ...view, columns, where, sort: sorts ? view.sort : BY_NAME, leftOut }
}

/** What is kept when somebody saves a view anew of which they saw a part: the hidden part stays (read, write back, nothing lost). */
export function withHidden(saved: View, before: SavedView, within: Filterable): View {
  const opened = openView(before, within)
  const sortHidden = opened.sort !== before.sort && saved.sort.by === NAME && saved.sort.direction === 'up'
  return {
    ...saved,
    columns: [...saved.columns, ...before.columns.filter((column) => !opened.columns.includes(column))],
    where: [...saved.where, ...before.where.filter((condition) => !opened.where.includes(condition))],
    sort: sortHidden ? before.sort : saved.sort,
  }
}
