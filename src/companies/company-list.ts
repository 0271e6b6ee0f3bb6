import { Problem } from '../plumbing/errors.ts'
import { COMPANY_FORMS } from './company.ts'

/** One filter of a list of companies, in the same form as one of a list of people. */
export interface CompanyCondition {
  field: string
  op: string
  value: string | number | boolean
}

export interface CompanyListWish {
  where: readonly CompanyCondition[]
  /** Words of a name, town, number or tag. */
  search: string
  sort: { by: string; direction: 'up' | 'down' }
}

const TEXT = ['is', 'is-not', 'starts-with', 'contains', 'empty']
/** What companies are filtered by, and how. */
export const COMPANY_FILTERS: Readonly<Record<string, readonly string[]>> = {
  name: TEXT, number: TEXT, city: TEXT, postal_code: TEXT, email: TEXT, country: ['is', 'is-not', 'starts-with', 'contains'],
  form: ['is', 'is-not'], tags: ['has', 'empty'], owner: ['is', 'is-not', 'empty'], team: ['is', 'is-not', 'empty'], created_at: ['at-least', 'at-most', 'is'],
}
export const COMPANY_SORTS = ['name', 'city', 'country', 'created_at', 'changed_at'] as const
export type CompanySort = (typeof COMPANY_SORTS)[number]

/** Whoever asks, in filters on owner and team. */
export const ME = 'me'

export interface CheckedCompanyList extends CompanyListWish {
  sort: { by: CompanySort; direction: 'up' | 'down' }
  /** Who asks. */
  me: string
}

/** A place in a list of companies: the key it is ordered by, and the company. */
export interface CompanyPlace {
  key: string
  companyId: string
}

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const DAY = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/

/** Throws `invalid`, naming the member at fault: `where.0.field`, `sort.by`. */
export function checkCompanyList(wish: CompanyListWish, me: string): CheckedCompanyList {
  const by = COMPANY_SORTS.find((one) => one === wish.sort.by)
  if (by === undefined) throw new Problem('invalid', { text: 'lists.not-sorted', parameters: { field: wish.sort.by }, field: 'sort.by' })
  for (const [place, { field, op, value }] of wish.where.entries()) {
    const known = Object.hasOwn(COMPANY_FILTERS, field) ? COMPANY_FILTERS[field] : undefined
    const at = (member: string, text: string) => new Problem('invalid', { text: `decisions.filter.${text}`, parameters: { field, op, value: String(value) }, field: `where.${place}.${member}` })
    if (!known) throw at('field', 'field-unknown')
    if (!known.includes(op)) throw at('op', 'operator-unfit')
    if (!fits(field, op, value)) throw at('value', 'value-unfit')
  }
  return { ...wish, search: wish.search.trim(), sort: { by, direction: wish.sort.direction }, me }
}

function fits(field: string, op: string, value: CompanyCondition['value']): boolean {
  if (op === 'empty') return typeof value === 'boolean'
  if (typeof value !== 'string' || value === '') return false
  if (field === 'form') return (COMPANY_FORMS as readonly string[]).includes(value)
  if (field === 'owner' || field === 'team') return value === ME || ID.test(value)
  if (field === 'created_at') return DAY.test(value) && Number.isFinite(Date.parse(value))
  return true
}
