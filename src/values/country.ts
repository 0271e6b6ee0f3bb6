import { COUNTRY_CODES } from './country-codes.ts'
import { fault, type Fault } from './fault.ts'
import { searchKey } from './search-key.ts'
import { LANGUAGES, type Language } from './text.ts'

declare const brand: unique symbol

/** ISO 3166-1 alpha-2, upper case. */
export type CountryCode = string & { readonly [brand]: 'country' }

export type CountryFault = Fault<'country-empty' | 'country-unknown'>

/** Names and short forms in use that the language data does not have. A word that could mean two countries is not here. */
const ALSO_CALLED: Record<string, string> = {
  'uk': 'GB', 'u.k.': 'GB', 'great britain': 'GB', 'england': 'GB', 'scotland': 'GB', 'wales': 'GB', 'northern ireland': 'GB', 'skottland': 'GB', 'storbritannia': 'GB', 'storbritannien': 'GB',
  'u.s.a.': 'US', 'u.s.': 'US', 'united states of america': 'US', 'förenta staterna': 'US', 'amerikas forente stater': 'US',
  'czech republic': 'CZ', 'tjeckiska republiken': 'CZ', 'den tsjekkiske republikk': 'CZ', 'slovak republic': 'SK', 'holland': 'NL', 'the netherlands': 'NL',
  'russian federation': 'RU', 'turkey': 'TR', 'ivory coast': 'CI', 'macedonia': 'MK', 'swaziland': 'SZ', 'burma': 'MM', 'cape verde': 'CV', 'vatican': 'VA', 'republic of ireland': 'IE', 'eire': 'IE',
  'danmark': 'DK', 'deutschland': 'DE', 'suomi': 'FI', 'österreich': 'AT', 'schweiz': 'CH', 'españa': 'ES', 'italia': 'IT', 'nederland': 'NL', 'belgique': 'BE', 'polska': 'PL', 'ísland': 'IS', 'føroyar': 'FO',
}

/** Reads a country from its alpha-2 or alpha-3 code or its name in Swedish, Norwegian or English; nothing near is taken for it. */
export function parseCountry(text: string): CountryCode | CountryFault {
  const key = searchKey(text)
  if (key === '') return fault('country-empty')
  return countries().get(key) ?? fault('country-unknown')
}

/** The country's name in the reader's language. */
export function countryName(country: CountryCode, language: Language): string {
  return new Intl.DisplayNames(language, { type: 'region' }).of(country)!
}

let known: Map<string, CountryCode> | undefined

function countries(): Map<string, CountryCode> {
  if (known) return known
  known = new Map()
  for (const language of LANGUAGES) {
    const names = new Intl.DisplayNames(language, { type: 'region' })
    for (const alpha2 of COUNTRY_CODES.keys()) {
      known.set(searchKey(names.of(alpha2)!), alpha2 as CountryCode)
      known.set(searchKey(names.of(alpha2)!.replace(' & ', ' and ')), alpha2 as CountryCode)
    }
  }
  for (const [name, alpha2] of Object.entries(ALSO_CALLED)) known.set(searchKey(name), alpha2 as CountryCode)
  for (const [alpha2, alpha3] of COUNTRY_CODES) {
    known.set(alpha2.toLowerCase(), alpha2 as CountryCode)
    known.set(alpha3.toLowerCase(), alpha2 as CountryCode)
  }
  return known
}
