import type { Compared } from './compare.ts'
import { guessNames, nameForm, postalForm } from './forms.ts'
import type { Commonness } from './weights.ts'

/** How often a value stands in the register; full names only where the parts are not known. */
export interface ValueCount {
  field: 'given' | 'family' | 'full' | 'email' | 'phone' | 'postal' | 'city'
  value: string
  count: number
}

/** How common each name, place, address and number is, as a share of `people`. One that is not counted stands there once. */
export function commonnessOf(counts: readonly ValueCount[], people: number): Commonness {
  const counted: Partial<Record<Compared, Map<string, number>>> = { given: new Map(), family: new Map(), email: new Map(), phone: new Map(), place: new Map() }
  const add = (field: Compared, value: string, count: number): void => {
    if (value !== '') counted[field]!.set(value, (counted[field]!.get(value) ?? 0) + count)
  }
  for (const { field, value, count } of counts) {
    if (field === 'full') {
      const names = guessNames(nameForm(value))
      add('given', names.given, count)
      add('family', names.family, count)
    } else if (field === 'postal') add('place', postalForm(value), count)
    else if (field === 'city') add('place', nameForm(value), count)
    else if (field === 'email' || field === 'phone') add(field, value, count)
    else add(field, nameForm(value), count)
  }
  return (field, value) => {
    const values = counted[field]
    // Of those who have it, one is the other of the pair.
    return values && Math.max(1, (values.get(value) ?? 1) - 1) / people
  }
}
