import { Chance } from '../src/demo/chance.ts'
import { SWEDISH_GIVEN } from '../src/demo/names.ts'

/** Somebody who does not exist: the same number always gives the same person. */
export interface InventedPerson {
  number: number
  givenName: string
  familyName: string
  email: string
  phone: string | null
  street: string | null
  postalCode: string | null
  city: string
  customerNumber: string
  birthDate: string
  /** What they said to news by e-mail. */
  news: 'yes' | 'no' | null
}

const BEGINNINGS = ['Berg', 'Lind', 'Sand', 'Holm', 'Ny', 'Ek', 'Al', 'Björk', 'Strand', 'Dal', 'Sjö', 'Sten', 'Hed', 'Lund', 'Norr', 'Öst', 'Väst', 'Söder', 'Gran', 'Tall', 'Rosen', 'Gylden', 'Silfver', 'Ceder', 'Engel', 'Fager', 'Grön', 'Hög', 'Käll', 'Ling', 'Mal', 'Palm', 'Ram', 'Skog', 'Torn', 'Vik', 'Wester', 'Åker', 'Ång', 'Ör'] as const
const ENDINGS = ['ström', 'gren', 'berg', 'man', 'qvist', 'lund', 'dahl', 'fors', 'strand', 'stedt', 'vall', 'mark', 'holm', 'blad', 'hag', 'hult', 'löf', 'rot', 'sjö', 'vik', 'ell', 'borg', 'krantz', 'stam', 'åker'] as const
const SONS = ['Anders', 'Johan', 'Karl', 'Nil', 'Erik', 'Lar', 'Ol', 'Per', 'Sven', 'Gustaf', 'Petter', 'Jon'] as const
const TOWNS = ['Stockholm', 'Göteborg', 'Malmö', 'Uppsala', 'Västerås', 'Örebro', 'Linköping', 'Helsingborg', 'Jönköping', 'Norrköping', 'Lund', 'Umeå', 'Gävle', 'Borås', 'Södertälje', 'Eskilstuna', 'Halmstad', 'Växjö', 'Karlstad', 'Sundsvall', 'Östersund', 'Trollhättan', 'Kalmar', 'Falun', 'Kristianstad', 'Skellefteå', 'Karlskrona', 'Uddevalla', 'Varberg', 'Luleå', 'Visby', 'Kiruna', 'Lysekil', 'Mora', 'Ystad', 'Arboga', 'Sala', 'Trosa', 'Åmål', 'Ängelholm'] as const
const STREETS = ['Solrosgränden', 'Fyrvaktarvägen', 'Kvarnhjulsgatan', 'Åkerbärsstigen', 'Tranbärsbacken', 'Lodsgatan', 'Vävargränd', 'Skrinnarvägen'] as const

/** One in so many has a phone, a street; of ten, six said yes to news by e-mail and one no. */
const HAS_PHONE = 0.5
const HAS_STREET = 0.4
const SAID_YES = 0.6
const SAID_NO = 0.7

/** `silent` people have said nothing about news. */
export function inventPerson(number: number, silent = false): InventedPerson {
  const chance = new Chance(Math.imul(number + 1, 0x9e3779b1))
  const givenName = chance.pick(SWEDISH_GIVEN)
  const familyName = chance.happens(0.3) ? `${chance.pick(SONS)}sson` : `${chance.pick(BEGINNINGS)}${chance.pick(ENDINGS)}`
  const hasStreet = chance.happens(HAS_STREET)
  const said = chance.next()
  return {
    number, givenName, familyName,
    email: `${ascii(givenName)}.${ascii(familyName)}.${number}@example.se`,
    phone: chance.happens(HAS_PHONE) ? `+4670${String(number % 10_000_000).padStart(7, '0')}` : null,
    street: hasStreet ? `${chance.pick(STREETS)} ${chance.whole(1, 999)}` : null,
    postalCode: hasStreet ? `${chance.whole(100, 984)} ${chance.whole(10, 99)}` : null,
    city: chance.pick(TOWNS),
    customerNumber: `K${String(number).padStart(7, '0')}`,
    birthDate: `${chance.whole(1935, 2005)}-${two(chance.whole(1, 12))}-${two(chance.whole(1, 28))}`,
    news: silent ? null : said < SAID_YES ? 'yes' : said < SAID_NO ? 'no' : null,
  }
}

/** Every name there is among them. */
export const INVENTED_NAMES: readonly string[] = [...SWEDISH_GIVEN, ...SONS.map((name) => `${name}sson`), ...BEGINNINGS.flatMap((begin) => ENDINGS.map((end) => `${begin}${end}`))]

export const NEWS_WORDING = 'Ja tack, skicka mig nyheter.'
const SAID_ON = '2026-01-15'
const SAID_WHERE = 'butiken'
export const NEWS_EVIDENCE = { when: SAID_ON, where: SAID_WHERE }

const HEADER = ['given_name', 'family_name', 'email', 'phone', 'street', 'postal_code', 'city', 'customer_number', 'birth_date', 'language', 'news', 'when', 'where', 'words']

/** The people from one number to another (not included) as a file that is imported. */
export function inventedFile(from: number, to: number, silent = false): string {
  const lines = [HEADER.join(',')]
  for (let number = from; number < to; number++) {
    const one = inventPerson(number, silent)
    const said = one.news === 'yes' ? [one.news, SAID_ON, SAID_WHERE, `"${NEWS_WORDING}"`] : [one.news ?? '', '', '', '']
    lines.push([one.givenName, one.familyName, one.email, one.phone ?? '', one.street ?? '', one.postalCode ?? '', one.city, one.customerNumber, one.birthDate, 'sv', ...said].join(','))
  }
  return `${lines.join('\n')}\n`
}

/** What the columns of the file are about. */
export const FILE_MAPPING = {
  given_name: 'given_name', family_name: 'family_name', email: 'email', phone: 'phone', street: 'street', postal_code: 'postal_code', city: 'city',
  customer_number: 'customer_number', birth_date: 'birth_date', language: 'language',
  news: 'consent:news:email', when: 'consent_time', where: 'consent_source', words: 'consent_wording',
}

export const FILE_SETTINGS = { source: 'bench', purposes: ['contract'], ground: 'contract', collected: 'self', country: 'SE' } as const

function ascii(text: string): string {
  return text.toLowerCase().normalize('NFD').replaceAll(/[\u0300-\u036f]/g, '')
}

function two(number: number): string {
  return String(number).padStart(2, '0')
}
