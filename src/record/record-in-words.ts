import { fiscalYearRuleOn } from '../law/fiscal-year.ts'
import { authorityOf } from '../law/country.ts'
import { bookkeepingSource } from '../law/bookkeeping.ts'
import type { KnownOrNot } from '../law/country.ts'
import type { Controller } from '../plumbing/installation.sql.ts'
import type { Field } from '../purposes/field.ts'
import type { Retention } from '../purposes/purpose.ts'
import { RETENTION_ZONE } from '../people/start-grounds.ts'
import { localDateIn, startOfDay, type LocalDate } from '../values/calendar.ts'
import { catalogue as textsOf, t, type Language } from '../values/text.ts'
import { localeOf, writtenDay, writtenMonth } from '../values/written.ts'
import type { Activity, BasisUse, KeptData, ProcessingRecord, RecordFault } from './processing-record.ts'
import { measuresInWords, type Measures } from './security-measures.ts'

/** Everything the record and the notice are made of, read in one moment. */
export interface RecordSource {
  controller: Controller
  /** Of the catalogue. */
  version: number
  at: Date
  record: ProcessingRecord
  measures: Measures
}

export interface Line {
  key: string
  name: string
  text: string
}

/** One line of the record of processing (art. 30(1)): a purpose, or what is kept of colleagues. */
export interface RecordRow {
  key: string
  name: string
  what: string
  bases: string[]
  people: string[]
  data: { kind: string; fields: string[] }[]
  /** What is kept for it beside the fields. */
  kept: string[]
  recipients: string[]
  thirdCountries: string
  period: string
}

export interface RecordInWords {
  controller: Line[]
  rows: RecordRow[]
  kept: { name: string; why: string; period: string; purposes: string[]; tables: string[] }[]
  measures: Line[]
  faults: { about: string; sentence: string }[]
}

/** The record in a language. */
export function recordInWords(source: RecordSource, language: Language): RecordInWords {
  const { record, controller, measures } = source
  const nameOf = (key: string): string => record.activities.find(({ purpose }) => purpose.key === key)?.purpose.texts[language].name ?? t(language, 'record.colleagues.name')
  return {
    controller: [...controllerLines(controller, language), fiscalYearLine(source, language)],
    rows: [...record.activities.map((one) => rowOf(one, source, language)), colleaguesRow(record.kept, language)],
    kept: record.kept.filter((one) => one.category !== 'colleagues').map((one) => ({
      name: t(language, `record.category.${one.category}`), why: t(language, `record.why.${one.why}`), period: t(language, `record.leaves.${one.leaves}`), purposes: one.purposes.map(nameOf), tables: one.tables,
    })),
    measures: measuresInWords(measures, language),
    faults: [...controllerFaults(controller), ...record.faults].map((fault) => ({ about: fault.about, sentence: t(language, `record.fault.${fault.text}`, { about: fault.about, needs: fault.needs ?? '' }) })),
  }
}

/** Whom it concerns to say so (art. 30(1)(a)); what was never entered is said to be missing, not left out. */
export function controllerLines(controller: Controller, language: Language): Line[] {
  const authority = authorityOf(controller.country)
  const line = (key: string, text: string | undefined, otherwise = ''): Line[] => (text || otherwise ? [{ key, name: t(language, `record.controller.${key}`), text: text || otherwise }] : [])
  return [
    ...line('name', controller.name), ...line('number', controller.organisationNumber), ...line('address', controller.address), ...line('email', controller.email), ...line('phone', controller.phone),
    ...line('country', countryName(controller.country, language)), ...line('officer', controller.officer, t(language, 'record.controller.no-officer')), ...line('representative', controller.representative),
    ...line('authority', `${authority.name}, ${authority.website}`),
  ]
}

/** With which month fiscal years end, and with which those to come, where the company has said so. */
function fiscalYearLine({ controller: { fiscalYears = [] }, at }: RecordSource, language: Language): Line {
  const today = localDateIn(RETENTION_ZONE, at)
  const [month, next] = [writtenMonth(language, fiscalYearRuleOn(today, fiscalYears).lastMonth), fiscalYears.find(({ from }) => from !== null && from > today)]
  const text = next
    ? t(language, 'record.controller.fiscal-year-changes', { month, next: writtenMonth(language, next.lastMonth), day: writtenDay(language, startOfDay(next.from as LocalDate, RETENTION_ZONE), RETENTION_ZONE) })
    : t(language, 'record.controller.fiscal-year-ends', { month })
  return { key: 'fiscal-year', name: t(language, 'record.controller.fiscal-year'), text }
}

/** A notice that nobody can write back to is none (art. 13(1)(a)). */
function controllerFaults({ name, email, phone, address }: Controller): RecordFault[] {
  return [...(email || phone ? [] : [{ text: 'nobody-to-write-to' as const, about: name }]), ...(address ? [] : [{ text: 'no-address' as const, about: name }])]
}

function rowOf({ purpose, bases, subjects, fields, kept }: Activity, { controller, at }: RecordSource, language: Language): RecordRow {
  return {
    key: purpose.key, name: purpose.texts[language].name, what: purpose.texts[language].description,
    bases: bases.map((one) => basisInWords(one, language)), people: subjects.map((one) => t(language, `record.subject.${one}`)),
    data: fields.map((one) => ({ kind: t(language, `record.data.${one.category}`), fields: one.fields.map((field) => fieldInWords(field, language)) })),
    kept: kept.map((category) => t(language, `record.category.${category}`)),
    recipients: recipientsInWords(purpose.recipients, language), thirdCountries: t(language, 'record.no-third-country'), period: periodInWords(purpose.retention, controller.country, at, language),
  }
}

function colleaguesRow(kept: readonly KeptData[], language: Language): RecordRow {
  const own = kept.filter((one) => one.category === 'colleagues')
  return {
    key: 'colleagues', name: t(language, 'record.colleagues.name'), what: t(language, 'record.colleagues.what'), bases: [t(language, 'record.colleagues.basis')],
    people: [t(language, 'record.subject.colleagues')], data: own.length === 0 ? [] : [{ kind: t(language, 'record.category.colleagues'), fields: [t(language, 'record.colleagues.data')] }], kept: [],
    recipients: [recipientName('none', language)], thirdCountries: t(language, 'record.no-third-country'), period: [...new Set(own.map((one) => t(language, `record.leaves.${one.leaves}`)))].join(' '),
  }
}

/** `consent (e-mail, text message; consumers in Sweden)`. */
export function basisInWords({ basis, channels, capacities, countries }: BasisUse, language: Language): string {
  const list = new Intl.ListFormat(localeOf(language), { type: 'unit', style: 'narrow' })
  const where = [
    channels.map((channel) => t(language, `law.channel.${channel}`)).join(', '),
    [...capacities.map((one) => t(language, `law.capacity.${one}`)), ...countries.map((one) => placeName(one, language))],
  ].flat().filter(Boolean)
  return `${t(language, `law.basis.${basis}`)} (${where.length === 1 ? where[0] : `${where[0]}; ${list.format(where.slice(1))}`})`
}

export function fieldInWords({ texts, sensitive, inferred }: Field, language: Language): string {
  const marks = [...(sensitive ? [t(language, 'record.sensitive')] : []), ...(inferred ? [t(language, 'record.inferred')] : [])]
  return texts[language].name + (marks.length > 0 ? ` (${marks.join(', ')})` : '')
}

export function recipientsInWords(recipients: readonly string[], language: Language): string[] {
  return (recipients.length === 0 ? ['none'] : recipients).map((key) => recipientName(key, language))
}

/** A recipient of the company's own has its key for a name. */
function recipientName(key: string, language: Language): string {
  return textsOf(language, 'purposes')[`recipient.${key}`] ?? key
}

/** How long, and by which law where the law says it. */
export function periodInWords({ from, months }: Retention, country: string, at: Date, language: Language): string {
  const sentence = t(language, `purposes.retention.${from}`, { months })
  return from === 'bookkeeping-floor' ? `${sentence} ${t(language, 'record.by-law', { source: bookkeepingSource(country, localDateIn('Europe/Stockholm', at)) })}` : sentence
}

function placeName(country: KnownOrNot, language: Language): string {
  return country === 'other' || country === 'unknown' ? t(language, `record.place.${country}`) : countryName(country, language)
}

function countryName(code: string, language: Language): string {
  return new Intl.DisplayNames(language, { type: 'region' }).of(code) ?? code
}
