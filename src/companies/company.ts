import { Problem } from '../plumbing/errors.ts'
import type { LocalDate } from '../values/calendar.ts'
import type { CountryCode } from '../values/country.ts'
import { parseEmail } from '../values/email.ts'
import { isFault, type Fault } from '../values/fault.ts'
import { parseOrganisationNumber } from '../values/identity-number.ts'
import { parseParticipant } from '../values/participant.ts'
import { parsePhone } from '../values/phone.ts'

/** What a company can be. Whoever does business in their own name is none: a person in the capacity of a sole trader (H6). */
export const COMPANY_FORMS = ['company', 'association', 'public-body', 'other'] as const
export type CompanyForm = (typeof COMPANY_FORMS)[number]
export const SOLE_TRADER = 'sole-trader'

/** What is known of a company: nothing here is about a person. */
export interface CompanyFacts {
  name: string
  /** ISO 3166 alpha-2. */
  country: string
  form: CompanyForm
  /** Organisation number in its one form: digits where the country's can be checked. */
  number: string | null
  /** General: `info@`, the switchboard. An address of somebody's belongs to that person. */
  email: string | null
  phone: string | null
  website: string | null
  street: string | null
  postalCode: string | null
  city: string | null
  /** Where it takes e-invoices. */
  participant: { scheme: string; id: string } | null
  /** As it stands on invoices: with its country, without blanks. */
  vatNumber: string | null
  /** Where its invoices go by mail. */
  invoiceEmail: string | null
  /** What it wants to find an invoice by: a name, a code of a department. */
  invoiceReference: string | null
  tags: readonly string[]
  /** The colleague who looks after it, and the team. */
  owner: string | null
  team: string | null
}

export interface Company extends CompanyFacts {
  companyId: string
  /** The company it turned out to be. */
  mergedInto: string | null
  /** Counts what was done to it. */
  version: number
  createdAt: Date
  changedAt: Date
}

/** A company as somebody typed it; a form left out is what the number proves. */
export type CompanyWish = Omit<CompanyFacts, 'form'> & { form: CompanyForm | typeof SOLE_TRADER | null }

/** Countries whose organisation numbers can be checked. */
export const CHECKED_COUNTRIES: readonly string[] = ['SE', 'NO', 'DK', 'FI']

/**
 * A company in its one form. Throws `refused` (H6) for a sole trader: where the number says so (Sweden), or the form of
 * business, which is asked for wherever the number cannot tell (Norway's enkeltpersonforetak, Denmark, Finland, others).
 * Throws `invalid`, naming the field, for what cannot be read.
 */
export function checkCompany(wish: CompanyWish, today: LocalDate): CompanyFacts {
  const country = wish.country as CountryCode
  if (wish.form === SOLE_TRADER) throw soleTrader('form')
  const number = wish.number === null ? null : numberOf(wish.number, country, today)
  const proved = country === 'SE' && number !== null ? 'company' : null
  const form = wish.form ?? proved
  if (form === null) throw new Problem('invalid', { text: 'companies.form-needed', field: 'form' })
  return {
    ...wish, form, number,
    email: read(wish.email, 'email', (text) => { const found = parseEmail(text); return isFault(found) ? found : found.canonical }),
    phone: read(wish.phone, 'phone', (text) => { const found = parsePhone(text, country); return isFault(found) ? found : found.e164 }),
    vatNumber: wish.vatNumber === null ? null : vatNumberOf(wish.vatNumber, wish.country),
    invoiceEmail: read(wish.invoiceEmail, 'invoiceEmail', (text) => { const found = parseEmail(text); return isFault(found) ? found : found.canonical }),
    website: wish.website === null ? null : websiteOf(wish.website),
    participant: wish.participant && participantOf(wish.participant),
    tags: [...new Map(wish.tags.map((tag) => tag.trim().replaceAll(/\s+/g, ' ')).filter((tag) => tag !== '').map((tag) => [tag.toLowerCase(), tag])).values()].toSorted(),
  }
}

/** Where e-invoices for it go by its number alone (Peppol's list of schemes); null where its country has another way. */
export function participantByNumber({ country, number }: Pick<CompanyFacts, 'country' | 'number'>): { scheme: string; id: string } | null {
  const scheme = PARTICIPANT_SCHEMES[country]
  return scheme !== undefined && number !== null ? { scheme, id: number } : null
}

const PARTICIPANT_SCHEMES: Readonly<Record<string, string>> = { SE: '0007', NO: '0192', DK: '0184' }

/** As it is written in its country: `556677-8899`, `923 609 016`, `1234567-8`. */
export function writtenNumber({ country, number }: Pick<CompanyFacts, 'country' | 'number'>): string | null {
  if (number === null) return null
  if (country === 'SE') return `${number.slice(0, 6)}-${number.slice(6)}`
  if (country === 'NO') return number.replace(/^(\d{3})(\d{3})(\d{3})$/, '$1 $2 $3')
  if (country === 'FI') return `${number.slice(0, -1)}-${number.slice(-1)}`
  return number
}

const VAT_NUMBERS: Readonly<Record<string, { form: RegExp; text: string }>> = { SE: { form: /^SE\d{12}$/, text: 'invoices.vat-number-swedish' }, NO: { form: /^NO\d{9}MVA$/, text: 'invoices.vat-number-norwegian' } }

/** The form is checked where it is known (SE-R-001, NO-R-001). */
function vatNumberOf(text: string, country: string): string {
  const number = text.toUpperCase().replaceAll(/[\s.-]/g, '')
  const known = VAT_NUMBERS[country]
  if (known && !known.form.test(number)) throw new Problem('invalid', { text: known.text, field: 'vatNumber' })
  return number
}

function numberOf(text: string, country: CountryCode, today: LocalDate): string {
  if (!CHECKED_COUNTRIES.includes(country)) return text.toUpperCase().replaceAll(/[\s.-]/g, '')
  const found = parseOrganisationNumber(text, country, today)
  if (isFault(found)) throw new Problem('invalid', { text: found.fault, field: 'number', ...(found.parameters && { parameters: found.parameters }) })
  if (found.sensitive) throw soleTrader('number')
  return found.canonical
}

function soleTrader(field: string): Problem {
  return new Problem('refused', { text: 'companies.sole-trader', rule: 'H6', field, type: 'sole-trader' })
}

function read(text: string | null, field: string, parse: (text: string) => string | Fault): string | null {
  if (text === null) return null
  const found = parse(text)
  if (isFault(found)) throw new Problem('invalid', { text: found.fault, field, ...(found.parameters && { parameters: found.parameters }) })
  return found
}

/** With https where nothing else is said; an address that would run something is none. */
function websiteOf(text: string): string {
  const whole = /^https?:\/\//i.test(text) ? text : `https://${text}`
  if (!URL.canParse(whole) || !new URL(whole).hostname.includes('.')) throw new Problem('invalid', { text: 'companies.website-invalid', field: 'website' })
  return whole.replace(/\/$/, '')
}

function participantOf({ scheme, id }: { scheme: string; id: string }): { scheme: string; id: string } {
  const found = parseParticipant(scheme, id)
  if (isFault(found)) throw new Problem('invalid', { text: found.fault, field: 'participant', ...(found.parameters && { parameters: found.parameters }) })
  return found
}
