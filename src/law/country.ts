import { inForce, nextBeginning, type Dated } from './dated.ts'

/** Countries with rules of their own here; `other` is every other country, held to the EU/EEA minimum and the stricter choice. */
export const LAW_COUNTRIES = ['SE', 'NO', 'DK', 'FI', 'DE', 'other'] as const
export type LawCountry = (typeof LAW_COUNTRIES)[number]

/** A country as a decision sees it; `unknown` takes the strictest candidate. */
export type KnownOrNot = LawCountry | 'unknown'

/** The rules a person's country (ISO 3166 alpha-2, or null when nobody said) falls under. */
export function lawCountry(country: string | null | undefined): KnownOrNot {
  if (!country) return 'unknown'
  const code = country.toUpperCase()
  return LAW_COUNTRIES.find((known) => known === code) ?? 'other'
}

export interface Authority {
  name: string
  website: string
}

/** Supervisory authorities (art. 51): who a person may complain to. The person's own country may have another (art. 77). */
const AUTHORITIES: Record<LawCountry, Authority> = {
  SE: { name: 'Integritetsskyddsmyndigheten (IMY)', website: 'https://www.imy.se' },
  NO: { name: 'Datatilsynet', website: 'https://www.datatilsynet.no' },
  DK: { name: 'Datatilsynet', website: 'https://www.datatilsynet.dk' },
  FI: { name: 'Tietosuojavaltuutetun toimisto', website: 'https://tietosuoja.fi' },
  DE: { name: 'Bundesbeauftragte für den Datenschutz und die Informationsfreiheit (BfDI)', website: 'https://www.bfdi.bund.de' },
  other: { name: 'European Data Protection Board: members', website: 'https://www.edpb.europa.eu/about-edpb/about-edpb/members_en' },
}

/** The authority to name in notices and refusals (art. 13(2)(d), 77). */
export function authorityOf(country: string | null): Authority {
  const key = lawCountry(country)
  return AUTHORITIES[key === 'unknown' ? 'other' : key]
}

const GDPR_APPLIES = '2018-05-25'

/** Age from which a child's own consent counts for services online (art. 8(1)). */
const CHILD_CONSENT_AGE: Record<LawCountry, readonly Dated<number>[]> = {
  SE: [{ value: 13, validFrom: GDPR_APPLIES, source: 'Lag (2018:218) 2 kap. 4 §' }],
  NO: [{ value: 13, validFrom: '2018-07-20', source: 'Personopplysningsloven § 5 (15 is proposed, not law)' }],
  DK: [
    { value: 13, validFrom: GDPR_APPLIES, source: 'Databeskyttelsesloven § 6, stk. 2' },
    { value: 15, validFrom: '2024-01-01', source: 'Databeskyttelsesloven § 6, stk. 2, as changed by L 79 (2023-24)' },
  ],
  FI: [{ value: 13, validFrom: '2019-01-01', source: 'Tietosuojalaki (1050/2018) 5 §' }],
  DE: [{ value: 16, validFrom: GDPR_APPLIES, source: 'GDPR art. 8(1); no national age set' }],
  other: [{ value: 16, validFrom: GDPR_APPLIES, source: 'GDPR art. 8(1): 16 unless the state says less' }],
}

/** Age in whole years from which the person's own yes counts, on a day (ISO 8601 date); unknown country = the highest. */
export function childConsentAge(country: string | null, on: string): number {
  const key = lawCountry(country)
  if (key !== 'unknown') return inForce(CHILD_CONSENT_AGE[key], on).value
  return Math.max(...LAW_COUNTRIES.map((each) => inForce(CHILD_CONSENT_AGE[each], on).value))
}

/** The first day after a day on which some country's age of consent changes, if any is known. */
export function nextConsentAgeChange(on: string): string | undefined {
  return nextBeginning(Object.values(CHILD_CONSENT_AGE).flat(), on)
}
