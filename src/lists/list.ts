import { checkCondition, PERSON_ATTRIBUTES, unfit, type CheckedCondition, type Condition, type Filterable } from '../decisions/audience.ts'
import type { Question } from '../decisions/question.ts'
import { CHANNELS, type Channel } from '../law/channel.ts'
import type { Scope } from '../people/scope.ts'
import { Problem } from '../plumbing/errors.ts'
import type { Catalogue } from '../purposes/catalogue.ts'
import { PROFILE_FIELDS, type FieldType } from '../purposes/field.ts'

/** What a list of people is asked for: whom, and in which order. */
export interface ListWish {
  where: readonly Condition[]
  /** Words of a name, city or customer number, or a piece of an address or number. */
  search: string
  sort: { by: string; direction: Direction }
}

export type Direction = 'up' | 'down'

/** Whom the gate permits to be reached, or not, as a filter of a list. */
export interface ReachableCondition {
  question: Question
  holds: boolean
}

/** A list that has been checked: it names nothing that its reader may not see. */
export interface CheckedList {
  conditions: CheckedCondition[]
  reachable: ReachableCondition[]
  search: string
  sort: { by: string; type: 'name' | FieldType; down: boolean }
}

/** May be reached for a purpose through a channel: `{ field: 'reachable', op: 'is', value: 'news email' }`. */
export const REACHABLE = 'reachable'
export const NAME = 'name'
const SORTED: readonly FieldType[] = ['text', 'choice', 'date', 'amount', 'number', 'yes-no']

/** What a reader may name in lists. A field that no purpose of the scope needs is not there, as if it had never been (AZ-03). */
export function listable(catalogue: Catalogue, scope: Scope | undefined): Filterable {
  const seen = scope && new Set([...scope.needs.values(), scope.ofEverybody ?? []].flat())
  return {
    fields: catalogue.fields.filter(({ key }) => seen?.has(key) ?? true).map(({ key, type, sensitive }) => ({ key, type, sensitive, needed: true })),
    purposes: scope?.purposes ?? catalogue.purposes.map((one) => one.key),
  }
}

/** Throws `invalid` or `refused` as `checkConditions` does, naming the member at fault: `where.0.field`, `sort.by`. */
export function checkList(wish: ListWish, within: Filterable): CheckedList {
  const checked: CheckedList = { conditions: [], reachable: [], search: wish.search.trim(), sort: checkSort(wish.sort, within) }
  for (const [place, condition] of wish.where.entries()) {
    if (condition.field === REACHABLE) checked.reachable.push(reachableOf(condition, place, within))
    else checked.conditions.push(checkCondition(condition, place, within))
  }
  return checked
}

/** Throws, naming `columns.0`, for a column that is not there. */
export function checkColumns(columns: readonly string[], within: Filterable): void {
  for (const [place, column] of columns.entries()) {
    if (!isColumn(column, within)) throw unknownField(column, `columns.${place}`)
  }
}

export function isColumn(column: string, { fields }: Filterable): boolean {
  return (PERSON_ATTRIBUTES as readonly string[]).includes(column) || fields.some(({ key, sensitive }) => key === column && !sensitive)
}

/** Whether a list that was written down once can be opened by this reader, and in this version of the catalogue. */
export function fits(check: () => unknown): boolean {
  try {
    check()
    return true
  } catch (error) {
    if (error instanceof Problem) return false
    throw error
  }
}

/** Whether a text can be a key of this order: what comes back as a place may have been tampered with. */
export function isKey({ type, by }: CheckedList['sort'], key: string): boolean {
  if (type === 'date') return Number.isFinite(Date.parse(key)) && /^\d{4}-\d\d-\d\d$/.test(key)
  if (type === 'amount' || type === 'number') return /^-?\d{1,18}(?:\.\d{1,18})?$/.test(key) && (Number.isSafeInteger(Number(key)) || !isShipped(by))
  return !key.includes('\0')
}

function checkSort({ by, direction }: ListWish['sort'], { fields }: Filterable): CheckedList['sort'] {
  const down = direction === 'down'
  if (by === NAME) return { by, type: NAME, down }
  if (by === 'country') return { by, type: 'text', down }
  const field = fields.find(({ key, sensitive }) => key === by && !sensitive)
  if (!field) throw unknownField(by, 'sort.by')
  if (!SORTED.includes(field.type)) throw new Problem('invalid', { text: 'lists.not-sorted', parameters: { field: by }, field: 'sort.by' })
  return { by, type: field.type, down }
}

function reachableOf(condition: Condition, place: number, { purposes }: Filterable): ReachableCondition {
  const [purpose = '', channel = ''] = String(condition.value).split(' ')
  if (condition.op !== 'is' && condition.op !== 'is-not') throw unfit('operator-unfit', condition, `where.${place}.op`)
  if (!purposes.includes(purpose) || !isChannel(channel)) throw unfit('value-unfit', condition, `where.${place}.value`)
  return { question: { purpose, channel, use: 'send', about: null }, holds: condition.op === 'is' }
}

function isShipped(field: string): boolean {
  return (PROFILE_FIELDS as readonly string[]).includes(field)
}

function isChannel(text: string): text is Channel {
  return (CHANNELS as readonly string[]).includes(text)
}

/** The same words for a field outside the scope, a sensitive one and one that never was. */
function unknownField(field: string, at: string): Problem {
  return new Problem('invalid', { text: 'decisions.filter.field-unknown', parameters: { field, op: '', value: '' }, field: at })
}
