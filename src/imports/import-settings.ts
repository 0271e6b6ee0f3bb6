import { BASES, type Basis } from '../law/basis.ts'
import { CAPACITIES, type Capacity, type Channel } from '../law/channel.ts'
import { Problem } from '../plumbing/errors.ts'
import type { PublishedCatalogue } from '../purposes/catalogue.sql.ts'
import { parseDate, type DateOrder, type LocalDate } from '../values/calendar.ts'
import { parseCountry } from '../values/country.ts'
import { isFault } from '../values/fault.ts'
import type { Language, TextParameters } from '../values/text.ts'
import type { HeaderMapping } from './import-columns.ts'
import type { TableForm } from './read-table.ts'

const DATE_ORDERS: readonly DateOrder[] = ['day-first', 'month-first']

/** A value that is the same for all rows, or that each row has in a column. */
export type ForAllOrColumn = string | { column: string }

/** What the importer says of a file: whose data it is, from where, what for and on which ground. */
export interface ImportSettings extends TableForm {
  source: string
  purposes: string[]
  ground: Basis
  collected: 'self' | 'other'
  /** ISO 3166 alpha-2, where a row does not say itself; null when nobody knows. */
  country: string | null
  /** What the people are to the company; consumers, who are protected most, unless the importer knows better. */
  capacity?: Capacity
  /** What a consent that the settings claim for all rows is for; e-mail unless said. */
  channels?: Channel[]
  /** The day on which the consents were given (ISO 8601). */
  when?: ForAllOrColumn
  /** Where and how the consents were given. */
  evidence?: ForAllOrColumn
  /** The exact words the people said yes to, and their language; the company's own unless said. */
  wording?: string
  language?: Language
  softOptIn?: SoftOptInClaim
  /** Which number comes first in `3/4/2026`, where the columns do not show it. */
  dateOrder?: DateOrder
}

/** A soft opt-in beside the ground, with all that rule D4 asks for. */
export interface SoftOptInClaim {
  purposes: string[]
  productGroups: string[]
  /** Day of the last purchase. */
  lastSale: ForAllOrColumn
  /** How the person was offered to say no when the address was given. */
  evidence: string
}

/** All purposes that the settings name. */
export function purposesOf(settings: ImportSettings): string[] {
  return [...settings.purposes, ...(settings.softOptIn?.purposes ?? [])]
}

/** The column that holds it, or null. */
export function columnOf(said: ForAllOrColumn | undefined): string | null {
  return typeof said === 'object' ? said.column : null
}

/** What is the same for all rows, or null. */
export function saidForAll(said: ForAllOrColumn | undefined): string | null {
  return typeof said === 'string' ? said : null
}

/** Throws `invalid` or `refused`, naming the setting, when the settings do not say enough or claim a ground they can't. */
export function checkSettings(settings: ImportSettings, mapping: HeaderMapping, catalogue: PublishedCatalogue, today: LocalDate): void {
  if (settings.source.trim() === '') throw invalid('source', 'source-missing')
  if (purposesOf(settings).length === 0) throw invalid('purposes', 'purpose-missing')
  if (!BASES.includes(settings.ground)) throw invalid('ground', 'ground-unknown', { ground: settings.ground })
  if (settings.collected !== 'self' && settings.collected !== 'other') throw invalid('collected', 'collected-missing')
  if (settings.country !== null && parseCountry(settings.country) !== settings.country) throw invalid('country', 'country-unknown', { country: settings.country })
  if (settings.capacity !== undefined && !CAPACITIES.includes(settings.capacity)) throw invalid('capacity', 'capacity-unknown', { capacity: settings.capacity })
  if (settings.dateOrder !== undefined && !DATE_ORDERS.includes(settings.dateOrder)) throw invalid('dateOrder', 'date-order-unknown', { order: settings.dateOrder })
  for (const key of settings.purposes) checkBasis(key, settings.ground, 'purposes', catalogue)
  if (settings.ground === 'soft-opt-in' && !settings.softOptIn) throw refused('softOptIn', 'D4', 'sale-missing')
  if (settings.softOptIn) checkSoftOptIn(settings.softOptIn, catalogue, today)
  checkDay(settings.when, 'when', today)
  if (settings.ground === 'consent') checkConsent(settings, mapping, catalogue)
}

/** A purpose can only rest on what the catalogue says it may rest on somewhere; consent is always stronger. */
export function checkBasis(key: string, ground: Basis, field: string, catalogue: PublishedCatalogue): void {
  const purpose = catalogue.purposes.find((one) => one.key === key)
  if (!purpose) throw invalid(field, 'purpose-unknown', { purpose: key })
  const bases = new Set<string>(purpose.bases.map((line) => line.basis))
  const fits = bases.has(ground) || (ground === 'consent' && purpose.kind === 'marketing')
  if (!fits) throw refused(field, 'H1', 'ground-not-for-purpose', { purpose: key, ground })
}

function checkSoftOptIn(claim: SoftOptInClaim, catalogue: PublishedCatalogue, today: LocalDate): void {
  if (claim.purposes.length === 0) throw invalid('softOptIn.purposes', 'purpose-missing')
  for (const key of claim.purposes) checkBasis(key, 'soft-opt-in', 'softOptIn.purposes', catalogue)
  if (claim.productGroups.length === 0) throw refused('softOptIn.productGroups', 'D4', 'product-groups-missing')
  if (claim.evidence.trim() === '') throw refused('softOptIn.evidence', 'D4', 'opt-out-not-offered')
  if (claim.lastSale === '') throw refused('softOptIn.lastSale', 'D4', 'sale-missing')
  checkDay(claim.lastSale, 'softOptIn.lastSale', today)
}

/** When, where and on which words: for all rows, or in a column of each (rule L3). */
function checkConsent(settings: ImportSettings, mapping: HeaderMapping, catalogue: PublishedCatalogue): void {
  const inColumn = (field: string) => Object.values(mapping).includes(field)
  const missing = !settings.when && !inColumn('consent_time') ? 'when'
    : !settings.evidence && !inColumn('consent_source') ? 'evidence'
      : !settings.wording && !inColumn('consent_wording') ? 'wording' : undefined
  if (missing) throw refused(missing, 'L3', 'consent-without-evidence')
  for (const key of settings.purposes) {
    const offered: readonly string[] = catalogue.purposes.find((one) => one.key === key)!.channels
    for (const channel of claimedChannels(settings)) if (!offered.includes(channel)) throw invalid('channels', 'channel-unknown', { purpose: key, channel })
  }
}

/** The channels a consent is for where no column says it. */
export function claimedChannels(settings: ImportSettings): readonly string[] {
  return settings.channels ?? ['email']
}

function checkDay(said: ForAllOrColumn | undefined, field: string, today: LocalDate): void {
  const text = saidForAll(said)
  if (text === null) return
  const day = parseDate(text)
  if (isFault(day)) throw new Problem('invalid', { text: day.fault, field, ...(day.parameters && { parameters: day.parameters }) })
  if (day > today) throw new Problem('invalid', { text: 'imports.held.date-in-the-future', field })
}

function invalid(field: string, reason: string, parameters?: TextParameters): Problem {
  return new Problem('invalid', { text: `imports.${reason}`, field, ...(parameters && { parameters }) })
}

function refused(field: string, rule: string, reason: string, parameters?: TextParameters): Problem {
  return new Problem('refused', { rule, text: `imports.${reason}`, field, ...(parameters && { parameters }) })
}
