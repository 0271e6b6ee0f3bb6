import type { Registration } from '../people/register-people.ts'
import type { CountryCode } from '../values/country.ts'
import type { PersonId } from '../values/ids.ts'
import { daysLater } from '../values/moment.ts'
import { postalAddress } from '../values/postal-address.ts'
import { demoPersonId } from './cast.ts'
import type { Chance } from './chance.ts'
import { DEMO_COMPANY } from './demo-company.ts'
import {
  NORWEGIAN_FAMILY, NORWEGIAN_GIVEN, NORWEGIAN_STREETS, NORWEGIAN_TOWNS, PRODUCT_GROUPS, SWEDISH_FAMILY, SWEDISH_GIVEN, SWEDISH_STREETS, SWEDISH_TOWNS,
} from './names.ts'

export type Invented = Registration & { personId: PersonId }

/** Made-up numbers begin above those of the cast. */
export const FIRST_INVENTED = 1_000

/** Numbers that the Swedish authority keeps free for drama and tests: nobody answers there. */
const DRAMA_NUMBERS = { from: '+467017406', first: 5, last: 99 } as const

/** People with believable names who do not exist; numbers from `first`, `count` of them. */
export function inventPeople(chance: Chance, first: number, count: number, now: Date): Invented[] {
  return Array.from({ length: count }, (_, index) => inventPerson(chance, first + index, now))
}

function inventPerson(chance: Chance, number: number, now: Date): Invented {
  const norwegian = chance.happens(0.25)
  const country = (norwegian ? 'NO' : 'SE') as CountryCode
  const given = chance.pick(norwegian ? NORWEGIAN_GIVEN : SWEDISH_GIVEN)
  const family = chance.pick(norwegian ? NORWEGIAN_FAMILY : SWEDISH_FAMILY)
  const [postalCode, city] = chance.pick<readonly [string, string]>(norwegian ? NORWEGIAN_TOWNS : SWEDISH_TOWNS)
  const street = `${chance.pick<string>(norwegian ? NORWEGIAN_STREETS : SWEDISH_STREETS)} ${chance.whole(1, 98)}`
  const customerNumber = `F-${number + 1_000}`
  const address = `${ascii(given)}.${ascii(family)}.${number}@example.${norwegian ? 'net' : 'org'}`
  const hasEmail = chance.happens(0.86)
  const hasPhone = !norwegian && chance.happens(0.3)
  const phone = `${DRAMA_NUMBERS.from}${String(chance.whole(DRAMA_NUMBERS.first, DRAMA_NUMBERS.last)).padStart(2, '0')}`
  const bought = daysLater(now, -chance.whole(1, 200))
  return {
    personId: demoPersonId(FIRST_INVENTED + number),
    country,
    values: {
      given_name: given, family_name: family, street, postal_code: postalCode, city, language: norwegian ? 'nb' : 'sv', customer_number: customerNumber,
      ...(chance.happens(0.4) && { birth_date: `${chance.whole(1940, 2005)}-${pad(chance.whole(1, 12))}-${pad(chance.whole(1, 28))}` }),
    },
    contactPoints: [
      ...(hasEmail ? [{ kind: 'email' as const, value: address, canonical: address }] : []),
      ...(hasPhone ? [{ kind: 'phone' as const, value: phone, canonical: phone }] : []),
      { kind: 'postal' as const, ...postalAddress({ street, postalCode, city, country })! },
    ],
    identifiers: [
      ...(hasEmail ? [{ kind: 'email' as const, canonical: address }] : []),
      ...(hasPhone ? [{ kind: 'phone' as const, canonical: phone }] : []),
      { kind: 'customer-number', canonical: customerNumber },
    ],
    grounds: [
      { purpose: 'contract', basis: 'contract' },
      ...(chance.happens(0.5) ? [{ purpose: 'membership', basis: 'contract' as const }] : []),
      ...(hasEmail && chance.happens(0.45)
        ? [{ purpose: 'news', basis: 'soft-opt-in' as const, productGroups: [chance.pick(PRODUCT_GROUPS)], seller: DEMO_COMPANY, optOutOffered: true, lastSaleAt: bought, reference: `order ${20_000 + number}` }]
        : []),
    ],
  }
}

const LETTERS: Record<string, string> = { å: 'a', ä: 'a', ö: 'o', æ: 'ae', ø: 'o', é: 'e' }

function ascii(name: string): string {
  return name.toLowerCase().replaceAll(/[åäöæøé]/g, (letter) => LETTERS[letter]!).replaceAll(/[^a-z]/g, '')
}

function pad(number: number): string {
  return String(number).padStart(2, '0')
}
