import { parseFieldValue } from '../people/field-value.ts'
import type { FieldValue } from '../people/values.sql.ts'
import { Problem } from '../plumbing/errors.ts'
import { parseDate } from '../values/calendar.ts'
import { parseCountry } from '../values/country.ts'
import { parseEmail } from '../values/email.ts'
import { isFault, type Fault } from '../values/fault.ts'
import { parseOrganisationNumber, parsePersonNumber } from '../values/identity-number.ts'
import { parseLanguage } from '../values/language-name.ts'
import { parseName, parseText } from '../values/name.ts'
import { parsePhone } from '../values/phone.ts'
import { searchKey } from '../values/search-key.ts'
import { hasPersonNumber } from '../values/sensitive-text.ts'
import { parseYesNo } from '../values/yes-no.ts'
import { SALE_DAY } from './import-field.ts'
import type { ColumnMapping, HeldBack, RowDefaults, RowDraft } from './import-row.ts'

const MAX_STREET_CHARACTERS = 400

/** Where the file says in which words and where an answer was given: evidence, no values of the person. */
const EVIDENCE = new Map<string, 'source' | 'wording'>([['consent_source', 'source'], ['consent_wording', 'wording']])

type Reader = (draft: RowDraft, mapping: ColumnMapping, text: string, defaults: RowDefaults) => void

const READERS = new Map<string, Reader>(Object.entries({
  country: readCountry,
  email: readEmail,
  phone: readPhone,
  identity_number: readIdentityNumber,
  organisation_number: readOrganisationNumber,
  birth_date: readDate,
  last_purchase_at: readDate,
  consent_time: readDate,
  [SALE_DAY]: readDate,
  language: readLanguage,
  interests: readList,
  street: readStreet,
  consent: readAnswer,
  objection: readAnswer,
  customer_number: readCustomerNumber,
}))

/** Reads one filled cell into the row's draft, or holds it back there. The row's country must be known before. */
export function readCell(draft: RowDraft, mapping: ColumnMapping, text: string, defaults: RowDefaults): void {
  const read = READERS.get(mapping.field) ?? (mapping.own ? readOwn : readText)
  read(draft, mapping, text, defaults)
}

function readCountry(draft: RowDraft, mapping: ColumnMapping, text: string): void {
  const country = parseCountry(text)
  // An unknown country is not the importer's default: the row says it is another.
  draft.country = isFault(country) ? null : country
  draft.countryTold = true
  if (isFault(country)) holdFault(draft, mapping, country)
}

function readEmail(draft: RowDraft, mapping: ColumnMapping, text: string): void {
  const email = parseEmail(text)
  if (isFault(email)) holdFault(draft, mapping, email)
  else addContactPoint(draft, 'email', email.stored, email.canonical)
}

function readPhone(draft: RowDraft, mapping: ColumnMapping, text: string): void {
  const phone = parsePhone(text, draft.country)
  if (isFault(phone)) holdFault(draft, mapping, phone)
  else addContactPoint(draft, 'phone', phone.stored, phone.e164)
}

function readIdentityNumber(draft: RowDraft, mapping: ColumnMapping, text: string, { today }: RowDefaults): void {
  const number = parsePersonNumber(text, today)
  if (isFault(number)) holdFault(draft, mapping, number)
  else setValue(draft, mapping, number.canonical)
}

function readOrganisationNumber(draft: RowDraft, mapping: ColumnMapping, text: string, { today }: RowDefaults): void {
  const number = parseOrganisationNumber(text, draft.country, today)
  if (isFault(number)) holdFault(draft, mapping, number)
  // A sole trader's number is that of a person (H6).
  else if (number.sensitive) setValue(draft, { ...mapping, field: 'identity_number' }, number.canonical)
  else draft.identifiers.push({ kind: 'organisation-number', canonical: number.canonical })
}

function readDate(draft: RowDraft, mapping: ColumnMapping, text: string, { today, spreadsheet }: RowDefaults): void {
  const date = parseDate(text, { order: mapping.order, spreadsheet })
  if (isFault(date)) holdFault(draft, mapping, date)
  else if (date > today) hold(draft, mapping, null, 'date-in-the-future')
  else if (mapping.field === 'consent_time') draft.evidence.time = date
  else if (mapping.field === SALE_DAY) draft.evidence.sale = date
  else setValue(draft, mapping, date)
}

function readLanguage(draft: RowDraft, mapping: ColumnMapping, text: string): void {
  const language = parseLanguage(text)
  if (isFault(language)) holdFault(draft, mapping, language)
  else setValue(draft, mapping, language)
}

function readAnswer(draft: RowDraft, mapping: ColumnMapping, text: string): void {
  const objection = mapping.field === 'objection'
  // Many programs write the day of the no into such a column.
  const said = objection && !isFault(parseDate(text)) ? 'yes' : parseYesNo(text)
  if (isFault(said)) return holdFault(draft, mapping, said)
  // There a yes is the no; its "no" says nothing, least of all yes (L4).
  if (objection && said === 'no') return
  const answer = objection ? 'no' : said
  draft.answers.push({ column: mapping.header, field: objection ? 'objection' : 'consent', answer, channel: mapping.channel ?? null, purpose: mapping.purpose ?? null })
}

function readCustomerNumber(draft: RowDraft, mapping: ColumnMapping, text: string, defaults: RowDefaults): void {
  const before = draft.values.size
  readText(draft, mapping, text, defaults)
  if (draft.values.size > before) draft.identifiers.push({ kind: 'customer-number', canonical: draft.values.get('customer_number') as string })
}

function readList(draft: RowDraft, mapping: ColumnMapping, text: string, { today }: RowDefaults): void {
  if (hasPersonNumber(text, today)) return hold(draft, mapping, 'H5', 'person-number-in-text')
  const items = [...(draft.values.get(mapping.field) as readonly string[] | undefined ?? [])]
  for (const part of text.split(/[,;|\n]/)) {
    if (part.trim() === '') continue
    const item = parseName(part)
    if (isFault(item)) holdFault(draft, mapping, item)
    else if (!items.some((known) => searchKey(known) === searchKey(item))) items.push(item)
  }
  if (items.length > 0) draft.values.set(mapping.field, items)
}

/** A field of the company's own: read as its type and its checks say. */
function readOwn(draft: RowDraft, mapping: ColumnMapping, text: string, defaults: RowDefaults): void {
  const own = mapping.own!
  if (own.type === 'list') return readList(draft, mapping, text, defaults)
  if (own.type === 'text' && hasPersonNumber(text, defaults.today)) return hold(draft, mapping, 'H5', 'person-number-in-text')
  const read = own.type === 'date' ? parseDate(text, { order: mapping.order, spreadsheet: defaults.spreadsheet }) : text
  if (isFault(read)) return holdFault(draft, mapping, read)
  try {
    setValue(draft, mapping, parseFieldValue(own, read))
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    const { text: why, parameters } = error.detail
    draft.held.push({ column: mapping.header, field: mapping.field, rule: null, text: why, ...(parameters ? { parameters } : {}) })
  }
}

/** Several columns make one address, in the order of the file. */
function readStreet(draft: RowDraft, mapping: ColumnMapping, text: string, { today }: RowDefaults): void {
  if (hasPersonNumber(text, today)) return hold(draft, mapping, 'H5', 'person-number-in-text')
  const street = parseText(text, { max: MAX_STREET_CHARACTERS, lines: true })
  if (isFault(street)) return holdFault(draft, mapping, street)
  const before = draft.values.get('street')
  draft.values.set('street', before ? `${before as string}, ${street}` : street)
}

function readText(draft: RowDraft, mapping: ColumnMapping, text: string, { today }: RowDefaults): void {
  if (hasPersonNumber(text, today)) return hold(draft, mapping, 'H5', 'person-number-in-text')
  const evidence = EVIDENCE.get(mapping.field)
  const kept = evidence ? parseText(text, { lines: true }) : parseName(text)
  if (isFault(kept)) holdFault(draft, mapping, kept)
  else if (evidence) draft.evidence[evidence] = kept
  else setValue(draft, mapping, kept)
}

/** A second value for a field that a person has once is held back, unless it says the same. */
function setValue(draft: RowDraft, mapping: ColumnMapping, value: FieldValue): void {
  const before = draft.values.get(mapping.field)
  if (before === undefined) draft.values.set(mapping.field, value)
  else if (before !== value) hold(draft, mapping, null, 'second-value')
}

function addContactPoint(draft: RowDraft, kind: 'email' | 'phone', value: string, canonical: string): void {
  if (draft.contactPoints.some((point) => point.kind === kind && point.canonical === canonical)) return
  draft.contactPoints.push({ kind, value, canonical })
  draft.identifiers.push({ kind, canonical })
}

function hold(draft: RowDraft, { header, field }: ColumnMapping, rule: HeldBack['rule'], reason: string): void {
  draft.held.push({ column: header, field, rule, text: `imports.held.${reason}` })
}

function holdFault(draft: RowDraft, { header, field }: ColumnMapping, { fault, parameters }: Fault): void {
  draft.held.push({ column: header, field, rule: null, text: fault, ...(parameters ? { parameters } : {}) })
}
