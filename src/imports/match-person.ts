import type { FieldValue } from '../people/values.sql.ts'
import { searchKey } from '../values/search-key.ts'
import type { CanonicalRow } from './import-row.ts'
import { originOf, type Holder } from './known-person.ts'

/** Who a row is about, as far as what we have can tell. */
export interface Match {
  /** The person it is, when one is certain. */
  known: Holder | null
  /** Somebody looks like it and is not taken for it: same address and other name, or several with the address. */
  suspected: boolean
}

type Row = Pick<CanonicalRow, 'values'>

/**
 * The person a row is about. The source's own number is certain; an address or number is only together with the same
 * name, because people share mailboxes and phones. Where one of both has no name, the only one with that very address is
 * taken. Another day of birth, or another number in the same source, is another person.
 */
export function matchPerson(row: Row, holders: readonly Holder[], source: string): Match {
  const certain = holders.filter((holder) => holder.shares.has('source-number'))
  if (certain.length === 1) return { known: certain[0]!, suspected: false }
  const name = wholeName(row.values)
  const alike = holders.filter((holder) => !contradicts(row, holder, source))
  const namesakes = alike.filter((holder) => name !== '' && wholeName(holder.values) === name)
  if (namesakes.length === 1) return { known: namesakes[0]!, suspected: false }
  const [sole] = alike
  const nameless = sole !== undefined && holders.length === 1 && (name === '' || wholeName(sole.values) === '')
  return nameless && isCertain(sole) ? { known: sole, suspected: false } : { known: null, suspected: holders.some(({ shares }) => REACHES.some((kind) => shares.has(kind))) }
}

/** Colleagues share a company's number, and are not taken for each other. */
const REACHES = ['email', 'mailbox', 'phone'] as const

/** The very address or number, and not only the same mailbox; of somebody of whom nothing but a no is left, that is all there is. */
function isCertain({ shares, values, points }: Holder): boolean {
  return shares.has('email') || shares.has('phone') || shares.has('organisation-number') || (values.size === 0 && points.length === 0)
}

function contradicts({ values }: Row, holder: Holder, source: string): boolean {
  const differs = (field: string) => values.has(field) && holder.values.has(field) && values.get(field) !== holder.values.get(field)
  return differs('birth_date') || (differs('customer_number') && originOf(holder, 'customer_number')?.source === source)
}

function wholeName(values: ReadonlyMap<string, FieldValue>): string {
  const parts = [values.get('given_name'), values.get('family_name')].filter((part) => typeof part === 'string')
  return searchKey(parts.length > 0 ? parts.join(' ') : String(values.get('full_name') ?? values.get('company_name') ?? ''))
}
