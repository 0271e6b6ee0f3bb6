import type { Registration } from '../people/register-people.ts'
import type { RelationKind } from '../people/person.ts'
import type { Choice } from '../consent/choice.ts'
import type { CountryCode } from '../values/country.ts'
import type { PersonId } from '../values/ids.ts'
import { postalAddress } from '../values/postal-address.ts'
import { DEMO_COMPANY } from './demo-company.ts'

/** What a member of the cast has said, on which day before today. */
export interface Said extends Partial<Pick<Choice, 'frequency' | 'surface' | 'evidence' | 'actor'>> {
  kind: Choice['kind']
  purpose: string | null
  channel: string | null
  daysAgo: number
}

/** A made-up person with a reason to be there. */
export interface CastMember {
  /** How tests and texts call them. */
  key: string
  /** What they are there to show. */
  reason: string
  registration: Registration & { personId: PersonId }
  /** Whether the e-mail address is proved to be theirs. */
  verified: boolean
  said: readonly Said[]
  relations: readonly { kind: RelationKind; to: string }[]
  /** Purpose whose contract has ended, and how long ago. */
  ended?: { purpose: string; daysAgo: number }
  /** Invoices that were issued to them: number, amount in hundredths, and how long ago. */
  issued: readonly { number: string; amount: number; daysAgo: number }[]
}

/** The nth person of the demo, always with the same id. */
export function demoPersonId(index: number): PersonId {
  return `d0000000-0000-7000-8000-${index.toString(16).padStart(12, '0')}` as PersonId
}

const email = (address: string): Pick<Registration, 'contactPoints' | 'identifiers'> => ({
  contactPoints: [{ kind: 'email', value: address, canonical: address.toLowerCase() }],
  identifiers: [{ kind: 'email', canonical: address.toLowerCase() }],
})
const post = (street: string, postalCode: string, city: string): Registration['contactPoints'] => [
  { kind: 'postal', ...postalAddress({ street, postalCode, city, country: 'SE' as CountryCode })! },
]
const CONTRACT = { purpose: 'contract', basis: 'contract' as const }
const INVOICING = { purpose: 'invoicing', basis: 'contract' as const }
const NO_ONE = { contactPoints: [], identifiers: [] }

type Sketch = Omit<CastMember, 'registration' | 'said' | 'relations' | 'verified' | 'issued'> & Partial<Pick<CastMember, 'said' | 'relations' | 'verified' | 'issued'>> & {
  registration: Omit<Registration, 'personId'>
}

const SKETCHES: readonly Sketch[] = [
  {
    key: 'maria', reason: 'Her only yes carries her interests: when she withdraws, they go.', verified: true,
    registration: { country: 'SE', values: { given_name: 'Maria', family_name: 'Lindqvist', city: 'Göteborg', language: 'sv', customer_number: 'F-1001' }, ...email('maria.lindqvist@example.org'), grounds: [CONTRACT] },
    said: [{ kind: 'given', purpose: 'news', channel: 'email', daysAgo: 200, frequency: 'monthly' }, { kind: 'wished', purpose: null, channel: 'phone', daysAgo: 40, evidence: { calls: 'before-noon' } }],
  },
  {
    key: 'bo', reason: 'Paper only: he has no e-mail, so everything reaches him by letter or invoice, and no renewal round does.',
    registration: { country: 'SE', values: { given_name: 'Bo', family_name: 'Ekdahl', street: 'Lodsgatan 4', postal_code: '903 26', city: 'Umeå', delivery: 'paper', language: 'sv', customer_number: 'F-1002' }, identifiers: [{ kind: 'customer-number', canonical: 'F-1002' }], contactPoints: post('Lodsgatan 4', '903 26', 'Umeå'), grounds: [CONTRACT, INVOICING] },
    said: [
      { kind: 'given', purpose: 'tips', channel: 'letter', daysAgo: 330, surface: 'letter', evidence: { kind: 'slip', text: 'Svarstalong på fakturan, kryss vid tips' } },
      { kind: 'given', purpose: 'events', channel: 'letter', daysAgo: 90, surface: 'letter', evidence: { kind: 'slip', text: 'Svarstalong på fakturan, kryss vid inbjudningar' } },
    ],
    issued: [{ number: '25071', amount: 219_000, daysAgo: 92 }],
  },
  {
    key: 'aino', reason: 'A former customer: the contract has ended and only a retention rule holds what is left, and the law her invoices.', verified: true,
    registration: { country: 'SE', values: { given_name: 'Aino', family_name: 'Korhonen', city: 'Luleå', language: 'sv', customer_number: 'F-1003' }, ...email('aino.korhonen@example.org'), grounds: [CONTRACT] },
    ended: { purpose: 'contract', daysAgo: 60 },
    issued: [{ number: '24113', amount: 129_500, daysAgo: 420 }, { number: '25064', amount: 48_900, daysAgo: 75 }],
  },
  {
    key: 'erik', reason: 'A sole trader: a natural person, so marketing law protects him like a consumer.', verified: true,
    registration: { country: 'SE', capacity: 'sole-trader', values: { given_name: 'Erik', family_name: 'Sandström', company_name: 'Sandströms Snickeri', language: 'sv', customer_number: 'F-1004' }, ...email('erik@sandstromssnickeri.example'), grounds: [CONTRACT, INVOICING] },
    said: [{ kind: 'given', purpose: 'tips', channel: 'email', daysAgo: 30 }],
  },
  {
    key: 'ella', reason: 'A child of eleven: a yes counts only when her guardian gives it.',
    registration: { country: 'SE', values: { given_name: 'Ella', family_name: 'Sandström', birth_date: '2015-04-12', language: 'sv' }, ...email('ella.sandstrom@example.org'), grounds: [{ purpose: 'membership', basis: 'contract' }] },
    verified: true, relations: [{ kind: 'guardian', to: 'erik' }],
    said: [{ kind: 'given', purpose: 'competitions', channel: 'email', daysAgo: 20, actor: { kind: 'person', id: null } }],
  },
  {
    key: 'ingrid', reason: 'Shares one mailbox with her husband: the address alone identifies nobody.', verified: true,
    registration: { country: 'SE', values: { given_name: 'Ingrid', family_name: 'Hagman', city: 'Uppsala', language: 'sv', customer_number: 'F-1006' }, ...email('familjen.hagman@example.org'), grounds: [CONTRACT] },
    relations: [{ kind: 'household', to: 'olle' }], said: [{ kind: 'given', purpose: 'news', channel: 'email', daysAgo: 150 }],
  },
  {
    key: 'olle', reason: 'The other half of the shared mailbox: his no is not hers.', verified: true,
    registration: { country: 'SE', values: { given_name: 'Olle', family_name: 'Hagman', city: 'Uppsala', language: 'sv', customer_number: 'F-1007' }, ...email('familjen.hagman@example.org'), grounds: [CONTRACT] },
    said: [{ kind: 'objected', purpose: null, channel: null, daysAgo: 100 }],
  },
  {
    key: 'nora', reason: 'A Norwegian customer: Norwegian rules, Norwegian words.', verified: true,
    registration: { country: 'NO', values: { given_name: 'Nora', family_name: 'Nordahl', city: 'Bergen', language: 'nb', customer_number: 'F-1008' }, ...email('nora.nordahl@example.net'), grounds: [CONTRACT] },
    said: [{ kind: 'given', purpose: 'events', channel: 'email', daysAgo: 45 }],
  },
  {
    key: 'saga', reason: 'Protected identity: her address is for named roles only, and out of lists, prints and exports.',
    registration: { country: 'SE', protectedIdentity: true, values: { given_name: 'Saga', family_name: 'Winther', street: 'Skyddad', city: 'Skyddad', language: 'sv' }, identifiers: [], contactPoints: post('Box 900', '111 20', 'Stockholm'), grounds: [CONTRACT] },
  },
  {
    key: 'kerstin', reason: 'Wants no more questions: she may get what she has, and is never asked again.', verified: true,
    registration: { country: 'SE', values: { given_name: 'Kerstin', family_name: 'Blom', language: 'sv', customer_number: 'F-1010' }, ...email('kerstin.blom@example.org'), grounds: [CONTRACT] },
    said: [{ kind: 'asked', purpose: 'news', channel: 'email', daysAgo: 80, surface: 'mail', actor: { kind: 'system', id: null } }, { kind: 'stop-asking', purpose: null, channel: null, daysAgo: 79, surface: 'mail' }],
  },
  {
    key: 'torsten', reason: 'No to all marketing: his service mail still reaches him.', verified: true,
    registration: { country: 'SE', values: { given_name: 'Torsten', family_name: 'Åkerlund', language: 'sv', customer_number: 'F-1011' }, ...email('torsten.akerlund@example.org'), grounds: [CONTRACT, { purpose: 'service', basis: 'contract' }] },
    said: [{ kind: 'given', purpose: 'news', channel: 'email', daysAgo: 300 }, { kind: 'objected', purpose: null, channel: null, daysAgo: 12 }],
  },
  {
    key: 'amira', reason: 'Bought a bicycle and was offered a way out: soft opt-in, for what is like a bicycle.', verified: true,
    registration: { country: 'SE', values: { given_name: 'Amira', family_name: 'Haddad', language: 'sv', customer_number: 'F-1012' }, ...email('amira.haddad@example.org'), grounds: [CONTRACT, { purpose: 'news', basis: 'soft-opt-in', productGroups: ['cyklar'], seller: DEMO_COMPANY, optOutOffered: true, lastSaleAt: null, reference: 'order 20417' }] },
  },
  {
    key: 'gosta', reason: 'Deceased: marketing is off, the estate gets the invoices.',
    registration: { country: 'SE', deceasedAt: '2026-01-17', values: { given_name: 'Gösta', family_name: 'Bergman' }, ...NO_ONE, contactPoints: post('Vävargränd 2', '582 22', 'Linköping'), grounds: [INVOICING] },
    relations: [{ kind: 'estate', to: 'karin' }],
  },
  {
    key: 'karin', reason: 'Gösta’s daughter: acts for the estate.', verified: true,
    registration: { country: 'SE', values: { given_name: 'Karin', family_name: 'Bergman', language: 'sv' }, ...email('karin.bergman@example.org'), grounds: [{ purpose: 'service', basis: 'contract' }] },
  },
  {
    key: 'lars', reason: 'A contact person at a company: his work address, not his own.', verified: true,
    registration: { country: 'SE', capacity: 'role', values: { given_name: 'Lars', family_name: 'Öhman', company_name: 'Norrbro Fastigheter AB', title: 'Inköpschef', language: 'sv' }, ...email('lars.ohman@norrbro.example'), grounds: [CONTRACT] },
  },
  {
    key: 'jonas', reason: 'Said yes with a new address and has not confirmed it: nothing goes there yet.',
    registration: { country: 'SE', values: { given_name: 'Jonas', family_name: 'Vik', language: 'sv', customer_number: 'F-1016' }, ...email('jonas.vik@example.org'), grounds: [CONTRACT] },
    said: [{ kind: 'given', purpose: 'news', channel: 'email', daysAgo: 2 }],
  },
  {
    key: 'freja', reason: 'Contests what is held of her: restricted until it is settled.', verified: true,
    registration: { country: 'SE', values: { given_name: 'Freja', family_name: 'Lund', language: 'sv', customer_number: 'F-1017' }, ...email('freja.lund@example.org'), grounds: [CONTRACT] },
    said: [{ kind: 'given', purpose: 'surveys', channel: 'email', daysAgo: 120 }, { kind: 'restricted', purpose: null, channel: null, daysAgo: 5, surface: 'phone', actor: { kind: 'staff', id: null }, evidence: { kind: 'call-note', text: 'Säger att födelsedatumet är fel' } }],
  },
]

/** The cast: seventeen people, each there for a reason. */
export const CAST: readonly CastMember[] = SKETCHES.map((sketch, index) => ({
  verified: false, said: [], relations: [], issued: [], ...sketch,
  registration: { ...sketch.registration, personId: demoPersonId(index + 1) },
}))
