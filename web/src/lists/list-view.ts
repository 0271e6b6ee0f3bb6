import type { Condition } from '@api/decisions-resource.ts'

/** A list as it is looked at: all of it stands in the address, so that a link leads to the same. */
export interface ListView {
  columns: string[]
  where: Condition[]
  search: string
  sort: { by: string; direction: 'up' | 'down' }
}

/** The view that an address tells, with what it leaves out taken from another. */
export function viewOf(parameters: URLSearchParams, otherwise: ListView): ListView {
  const columns = parameters.get('columns')
  const sort = parameters.get('sort')
  return {
    columns: columns === null ? otherwise.columns : columns.split(',').filter(Boolean),
    where: parameters.has('where') ? whereIn(parameters.get('where') ?? '') : otherwise.where,
    search: parameters.get('search') ?? otherwise.search,
    sort: sort === null ? otherwise.sort : { by: sort.replace(/^-/, ''), direction: sort.startsWith('-') ? 'down' : 'up' },
  }
}

/** What stands in the address of a view: only what differs from the other. */
export function addressOf(view: ListView, otherwise: ListView, savedView: string | null): URLSearchParams {
  const parameters = new URLSearchParams()
  if (savedView !== null) parameters.set('view', savedView)
  if (view.search !== otherwise.search) parameters.set('search', view.search)
  if (!isSame(view.where, otherwise.where)) parameters.set('where', whereText(view.where))
  if (!isSame(view.columns, otherwise.columns)) parameters.set('columns', view.columns.join(','))
  if (!isSame(view.sort, otherwise.sort)) parameters.set('sort', `${view.sort.direction === 'down' ? '-' : ''}${view.sort.by}`)
  return parameters
}

export function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}

/** Filters as they stand in an address. */
export function whereText(where: readonly Condition[]): string {
  return JSON.stringify(where.map(({ field, op, value }) => [field, op, value]))
}

/** What somebody has typed or cut off is no reason to show nothing: it is left out. */
export function whereIn(text: string): Condition[] {
  try {
    const parts: unknown = JSON.parse(text)
    return Array.isArray(parts) ? parts.filter(isTriple).map(([field, op, value]) => ({ field, op, value })) : []
  } catch {
    return []
  }
}

function isTriple(part: unknown): part is [string, Condition['op'], Condition['value']] {
  return Array.isArray(part) && part.length === 3 && typeof part[0] === 'string' && typeof part[1] === 'string' && ['string', 'number', 'boolean'].includes(typeof part[2])
}
