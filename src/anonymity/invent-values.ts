import type { Field } from '../purposes/field.ts'
import type { FieldValue } from '../people/values.sql.ts'
import type { Chance } from './group.ts'
import { testIdentityNumber } from './test-numbers.ts'

/** Whose values are to be invented. */
export interface Somebody {
  number: number
  country: string | null
  language: string | null
  place: string | null
  /** `YYYY-MM-DD`, in the decade of their group. */
  birthDate: string
  given: string
  family: string
}

/** Parts of names that are nobody's: they sound as names do, with every letter that names have here. */
const GIVEN = [['Al', 'Bry', 'Dag', 'El', 'Fin', 'Gun', 'Haj', 'Il', 'Jor', 'Kval', 'Liv', 'Mär', 'Nor', 'Os', 'Run', 'Sol', 'Tyr', 'Ul', 'Vår', 'Åk', 'Äng', 'Øy', 'Zé'], ['vina', 'dora', 'mund', 'linn', 'rika', 'stein', 'valda', 'brik', 'nella', 'torvo', 'mika', 'sunne']] as const
const FAMILY = [['Prov', 'Test', 'Mönster', 'Exempel', 'Påhitt', 'Skinn', 'Dikt', 'Sagø', 'Låtsas', 'Modell'], ['strand', 'löv', 'borg', 'kvist', 'sjö', 'haug', 'vik', 'lund', 'ås', 'myr', 'dal', 'näs']] as const

export function inventName(chance: Chance): { given: string; family: string } {
  const joined = (parts: readonly (readonly string[])[]) => parts.map((part) => pick(part, chance)).join('')
  // One in twenty-five has two of each: forms break over them.
  const twice = chance() < 0.04
  return { given: joined(GIVEN) + (twice ? `-${joined(GIVEN)}` : ''), family: joined(FAMILY) + (twice ? ` ${joined(FAMILY)}` : '') }
}

const TOWNS: Record<string, string> = { SE: 'Provstad', NO: 'Prøveby' }
const OWN_WORDS = ['prov', 'exempel', 'mönster', 'påhitt', 'test'] as const

type Way = (one: Somebody, chance: Chance) => FieldValue

/** A value of each shipped field that is held in a column of its own. */
const WAYS: Record<string, Way> = {
  given_name: (one) => one.given,
  family_name: (one) => one.family,
  full_name: (one) => `${one.given} ${one.family}`,
  company_name: (one) => `${one.family} Prov AB`,
  title: (_, chance) => pick(['dr', 'prof.'], chance),
  birth_date: (one) => one.birthDate,
  gender: (_, chance) => pick(['female', 'male', 'other'], chance),
  customer_number: (one) => `T-${100_000 + one.number}`,
  language: (one) => one.language ?? 'sv',
  delivery: (_, chance) => pick(['paper', 'email'], chance),
  street: (_, chance) => `Provgatan ${1 + Math.floor(chance() * 98)}`,
  postal_code: (one) => (one.country === 'NO' ? `${one.place ?? '00'}00` : `${one.place ?? '10'}0 00`),
  city: (one) => TOWNS[one.country ?? ''] ?? 'Testby',
  region: () => 'Provlandet',
  interests: (_, chance) => some(chance),
  concluded_interests: (_, chance) => some(chance),
  preferred_products: (_, chance) => some(chance),
  loyalty_level: (_, chance) => pick(['prov', 'exempel'], chance),
  last_purchase_at: (_, chance) => `${2020 + Math.floor(chance() * 5)}-06-15`,
  lifetime_value: (_, chance) => Math.floor(chance() * 50) * 100_00,
}

/** An invented value of a field: of the shipped ones as they are held, of a company's own by their type. Throws a TypeError for a type that nobody has said how to invent. */
export function inventValue(field: Pick<Field, 'key' | 'type'>, one: Somebody, chance: Chance): FieldValue {
  const way = WAYS[field.key]
  if (way) return way(one, chance)
  switch (field.type) {
    case 'identity-number': return field.key === 'identity_number' ? testIdentityNumber(one.country, one.birthDate, one.number) : `TEST${100_000 + one.number}`
    case 'date': return '2021-06-15'
    case 'amount': return Math.floor(chance() * 50) * 100_00
    case 'list': return some(chance)
    case 'text':
    case 'choice': return pick(OWN_WORDS, chance)
    default: throw new TypeError(`nobody has said how to invent ${field.key}`)
  }
}

export function pick<Item>(items: readonly Item[], chance: Chance): Item {
  return items[Math.floor(chance() * items.length)]!
}

function some(chance: Chance): string[] {
  return [...new Set([pick(OWN_WORDS, chance), pick(OWN_WORDS, chance)])]
}
