import type { HeaderMapping } from '../src/imports/import-columns.ts'
import type { ImportSettings } from '../src/imports/import-settings.ts'

const GIVEN = ['Åsa', 'Bengt', 'Cecilia', 'David', 'Eva', 'Fredrik', 'Gun', 'Hans', 'Ingrid', 'Johan', 'Karin', 'Lars', 'Maria', 'Nils', 'Ørjan', 'Petra']
const FAMILY = ['Andersson', 'Berg', 'Carlsson', 'Dahl', 'Ek', 'Forsberg', 'Gran', 'Hansen', 'Isaksson', 'Jönsson', 'Karlsson', 'Lind', 'Månsson', 'Nyberg', 'Olsen', 'Öberg']
const TOWNS = [['111 22', 'Stockholm'], ['411 05', 'Göteborg'], ['211 34', 'Malmö'], ['753 20', 'Uppsala'], ['903 26', 'Umeå'], ['582 16', 'Linköping'], ['702 10', 'Örebro']] as const
const ROWS_AT_A_TIME = 10_000

/** How a made-up file of customers is brought: people with a contract; of each three one said yes and one in nine no, on a day. */
export const FILE_SETTINGS: ImportSettings = {
  source: 'old shop', purposes: ['contract'], ground: 'contract', collected: 'self', country: 'SE',
  evidence: 'form on the web shop', wording: 'Ja tack, skicka mig nyheter', language: 'sv',
}
export const FILE_MAPPING: HeaderMapping = {
  Kundnummer: 'customer_number', Förnamn: 'given_name', Efternamn: 'family_name', 'E-post': 'email', Telefon: 'phone', Adress: 'street', Postnummer: 'postal_code', Ort: 'city',
  Nyheter: 'consent:news:email', Datum: 'consent_time',
}

/** The bytes of such a file, a person a row, nobody twice. */
export function customerFile(rows: number): Buffer {
  const parts = [`${Object.keys(FILE_MAPPING).join(';')}\n`]
  for (let start = 0; start < rows; start += ROWS_AT_A_TIME) {
    parts.push(Array.from({ length: Math.min(ROWS_AT_A_TIME, rows - start) }, (_, index) => customerRow(start + index + 1)).join(''))
  }
  return Buffer.concat(parts.map((part) => Buffer.from(part)))
}

function customerRow(number: number): string {
  const [given, family, town] = [GIVEN[number % GIVEN.length]!, FAMILY[(number * 7) % FAMILY.length]!, TOWNS[number % TOWNS.length]!]
  const said = number % 9 === 0 ? 'nej' : number % 3 === 0 ? 'ja' : ''
  const day = said && `2025-${String(1 + (number % 12)).padStart(2, '0')}-${String(1 + (number % 28)).padStart(2, '0')}`
  const phone = `+4670${String(number).padStart(7, '0')}`
  return `${number};${given};${family};customer${number}@example.org;${phone};Storgatan ${number % 90};${town[0]};${town[1]};${said};${day}\n`
}
