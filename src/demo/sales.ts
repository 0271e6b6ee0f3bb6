import type { PeriodMonths } from '../billing/subscription.ts'
import type { CreditPart } from '../invoices/credit-note.ts'
import type { DraftLine } from '../invoices/draft-line.ts'
import type { Invoicing } from '../invoices/invoicing.ts'
import type { PersonId } from '../values/ids.ts'
import { CAST, demoPersonId } from './cast.ts'
import type { Chance } from './chance.ts'
import { DEMO_COMPANY } from './demo-company.ts'
import { INVENTED_PEOPLE } from './demo-steps.ts'
import { FIRST_INVENTED } from './invent-people.ts'

/** What became of a sale. Days are counted from the invoice. */
export type Fate = { kind: 'paid'; days: number; percent: number } | { kind: 'returned'; days: number; parts?: readonly CreditPart[] } | { kind: 'open' }

export interface Sale {
  personId: PersonId
  daysAgo: number
  lines: readonly DraftLine[]
  fate: Fate
}

/** The numbers go on where the cast's older invoices, from another program, end. */
export const DEMO_INVOICING: Invoicing = {
  seller: { name: DEMO_COMPANY, organisationNumber: '556677-8899', vatNumber: 'SE556677889901', approvedForFTax: true, address: { street: 'Torggatan 8', postcode: '903 26', city: 'Umeå', country: 'SE' } },
  currency: 'SEK', prefix: '', firstNumber: 26_001, dueDays: 30, wholeUnits: true, accounts: [{ type: 'bankgiro', number: '123-4567' }], swish: '1231231231', reference: { kind: 'ocr', control: 'length-and-check-digit' },
}

export const BIKE_SERVICE: { name: string; months: PeriodMonths; billingDay: number; lines: readonly (DraftLine & { description: string })[] } = {
  name: 'Cykelservice året runt', months: 1, billingDay: 1, lines: [{ description: 'Cykelservice året runt', quantity: '1', unit: 'MON', price: '149', priceHasVat: true }],
}

const GOODS: readonly DraftLine[] = ([
  ['Tält för två, Höga kusten', 'C62', '1895'], ['Vandringskängor', 'C62', '1599'], ['Friluftskök med gasbrännare', 'C62', '649'], ['Liggunderlag', 'C62', '449'], ['Barncykel 20 tum', 'C62', '2495'],
  ['Trädgårdsbord i ek', 'C62', '3295'], ['Hopfällbar stol', 'C62', '395'], ['Cykelservice, stor', 'HUR', '590'], ['Hemleverans', 'C62', '199'], ['Regnjacka', 'C62', '1195'],
] as const).map(([description, unit, price]) => ({ description, unit, price, quantity: '1', priceHasVat: true }))

const SALES = 64
const FIRST_DAY = 150
/** The demo's people came over this many days; somebody buys when they are there. */
const LIVED_DAYS = 350

/** The sales of the last months, the oldest first: those of some of the cast, and others by chance. */
export function drawSales(chance: Chance): Sale[] {
  const byChance = Array.from({ length: SALES }, (): Sale => {
    const daysAgo = chance.whole(1, FIRST_DAY)
    const known = Math.floor(((LIVED_DAYS - daysAgo) / LIVED_DAYS) * INVENTED_PEOPLE)
    return { personId: demoPersonId(FIRST_INVENTED + chance.whole(0, known - 1)), daysAgo, lines: basket(chance), fate: fateOf(chance, daysAgo) }
  })
  return [...ofCast(), ...byChance].toSorted((one, other) => other.daysAgo - one.daysAgo)
}

function ofCast(): Sale[] {
  const id = (key: string) => CAST.find((member) => member.key === key)!.registration.personId
  const [tent, boots, stove, , , table, chair] = GOODS
  return [
    { personId: id('bo'), daysAgo: 64, lines: [stove!], fate: { kind: 'paid', days: 21, percent: 100 } },
    { personId: id('bo'), daysAgo: 9, lines: [table!, { ...chair!, quantity: '4' }], fate: { kind: 'open' } },
    { personId: id('maria'), daysAgo: 12, lines: [tent!], fate: { kind: 'open' } },
    { personId: id('amira'), daysAgo: 71, lines: [boots!], fate: { kind: 'open' } },
    { personId: id('erik'), daysAgo: 40, lines: [boots!, { ...chair!, quantity: '4' }], fate: { kind: 'returned', days: 6, parts: [{ line: 1, quantity: 2_000_000n }] } },
  ]
}

function basket(chance: Chance): DraftLine[] {
  const many = chance.whole(1, 3)
  return [...new Set(Array.from({ length: many }, () => chance.pick(GOODS)))].map((line) => ({ ...line, quantity: chance.happens(0.2) ? '2' : '1' }))
}

function fateOf(chance: Chance, daysAgo: number): Fate {
  const days = chance.whole(2, 29)
  if (days >= daysAgo) return { kind: 'open' }
  if (chance.happens(0.05)) return { kind: 'returned', days }
  if (chance.happens(0.14)) return { kind: 'open' }
  return { kind: 'paid', days, percent: chance.happens(0.06) ? 50 : 100 }
}
