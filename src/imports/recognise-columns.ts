import { dateOrderOf, parseDate, type DateOrder, type LocalDate } from '../values/calendar.ts'
import { parseCountry, type CountryCode } from '../values/country.ts'
import { parseEmail } from '../values/email.ts'
import { isFault } from '../values/fault.ts'
import { parseOrganisationNumber, parsePersonNumber } from '../values/identity-number.ts'
import { parseLanguage } from '../values/language-name.ts'
import { searchKey } from '../values/search-key.ts'
import { parseYesNo } from '../values/yes-no.ts'
import { CHANNEL_WORDS, COLUMN_NAMES, CONSENT_WORDS, DAY_WORDS, NOT_HELD, OBJECTION_WORDS, QUALIFIERS } from './column-names.ts'
import { REPEATABLE_FIELDS, type ImportField } from './import-field.ts'
import { programExportOf, type ProgramColumn, type ProgramExport } from './program-export.ts'

export const RECOGNITION_ROWS = 200

/** Why a field is proposed, or none: `imports.recognised.<reason>` says it to the reader. */
export const RECOGNITION_REASONS = ['program', 'header', 'header-and-values', 'header-but-other-values', 'values-only', 'identity-numbers', 'taken', 'not-held', 'salutation', 'unknown', 'empty'] as const
export type RecognitionReason = (typeof RECOGNITION_REASONS)[number]

export interface ColumnProposal {
  readonly column: number
  readonly header: string
  /** Null: the column is dropped unless somebody maps it. */
  readonly field: ImportField | null
  readonly reason: RecognitionReason
  readonly confidence: 'high' | 'medium' | 'low' | 'none'
  /** For an answer: the channel its header names. The purpose is always chosen by hand. */
  readonly channel?: 'email' | 'sms' | 'phone' | 'letter'
  /** For dates: the order that the values show. */
  readonly order?: DateOrder
  /** How many of the values looked at fit the field, and how many there were. */
  readonly fitting?: number
  readonly filled: number
}

/** The target a proposal stands for in a mapping; which purpose an answer is for is chosen by hand. */
export function targetOf({ field, channel }: Pick<ColumnProposal, 'field' | 'channel'>): string | null {
  return field !== null && channel !== undefined ? `${field}::${channel}` : field
}

export interface Recognition {
  readonly columns: readonly ColumnProposal[]
  /** The first row holds an address or number: the file seems to have no header. */
  readonly headerLooksLikeData: boolean
  /** The program that writes such files, where it is known. */
  readonly program: ProgramExport['key'] | null
}

export interface RecognitionHints {
  country: CountryCode | null
  today: LocalDate
  /** The table is a spreadsheet: bare numbers may be days. */
  spreadsheet?: boolean
}

const MOST = 0.8
const SOME = 0.3
/** Fewer values than this prove nothing by themselves. */
const ENOUGH = 3

/**
 * Proposes what each column of a table means, from its header and its first rows. A proposal by values alone says so and
 * has low confidence; a column of identity numbers is told as one whatever its header says (H6).
 */
export function recogniseColumns(header: readonly string[], rows: readonly (readonly string[])[], hints: RecognitionHints): Recognition {
  const program = programExportOf(header.map(headerWords))
  const proposals = header.map((name, column) => {
    const values = rows.slice(0, RECOGNITION_ROWS).map((cells) => (cells[column] ?? '').trim()).filter((value) => value !== '')
    const known = program?.columns[headerWords(name)]
    return known ? byProgram({ column, header: name, filled: values.length }, known, values, hints) : recogniseColumn(column, name, values, hints)
  })
  return { columns: withoutRivals(proposals), program: program?.key ?? null, headerLooksLikeData: header.some((name) => !isFault(parseEmail(name)) || !isFault(parsePersonNumber(name, hints.today))) }
}

function recogniseColumn(column: number, header: string, values: string[], hints: RecognitionHints): ColumnProposal {
  const words = headerWords(header)
  const base = { column, header, filled: values.length }
  const named = fieldOf(words)
  if (named !== 'identity_number' && named !== 'organisation_number' && mostly(values, (value) => !isFault(parsePersonNumber(value, hints.today)))) {
    return { ...base, field: 'identity_number', reason: 'identity-numbers', confidence: 'medium', fitting: count(values, fits('identity_number', values, hints)!) }
  }
  if (NOT_HELD.has(words)) return { ...base, field: null, reason: 'not-held', confidence: 'high' }
  if (!named) return byValues(base, values, hints)
  if (named === 'title' && mostly(values, isSalutation)) return { ...base, field: null, reason: 'salutation', confidence: 'high' }
  return byHeader(base, words, named, values, hints)
}

/** What the program that wrote the file means by it, whatever the words seem to say. */
function byProgram(base: Pick<ColumnProposal, 'column' | 'header' | 'filled'>, { field, channel }: ProgramColumn, values: string[], hints: RecognitionHints): ColumnProposal {
  if (field === null) return { ...base, field, reason: 'not-held', confidence: 'high' }
  const order = DATE_FIELDS.has(field) ? dateOrderOf(values) : undefined
  return { ...base, field, reason: 'program', confidence: 'high', ...(channel ? { channel } : {}), ...(order ? { order } : {}), ...(field !== 'objection' && { fitting: count(values, fits(field, values, hints) ?? (() => true)) }) }
}

function byHeader(base: Pick<ColumnProposal, 'column' | 'header' | 'filled'>, words: string, field: ImportField, values: string[], hints: RecognitionHints): ColumnProposal {
  const exact = field === 'consent' || field === 'objection' || NAMES.get(words) === field
  const channel = field === 'consent' || field === 'objection' ? CHANNEL_WORDS.find(([, pattern]) => pattern.test(words))?.[0] : undefined
  const order = DATE_FIELDS.has(field) ? dateOrderOf(values) : undefined
  const test = fits(field, values, hints)
  const proposal = { ...base, field, ...(channel ? { channel } : {}), ...(order ? { order } : {}) }
  if (!test || values.length === 0) return { ...proposal, reason: 'header', confidence: exact ? 'high' : 'medium' }
  const fitting = count(values, test)
  const share = fitting / values.length
  if (share < SOME) return { ...proposal, fitting, reason: 'header-but-other-values', confidence: 'low' }
  return { ...proposal, fitting, reason: 'header-and-values', confidence: share >= MOST && exact ? 'high' : 'medium' }
}

/** Only what can hardly be anything else: e-mail addresses. */
function byValues(base: Pick<ColumnProposal, 'column' | 'header' | 'filled'>, values: string[], hints: RecognitionHints): ColumnProposal {
  if (values.length === 0) return { ...base, field: null, reason: 'empty', confidence: 'none' }
  const isEmail = fits('email', values, hints)!
  if (!mostly(values, isEmail)) return { ...base, field: null, reason: 'unknown', confidence: 'none' }
  return { ...base, field: 'email', reason: 'values-only', confidence: 'low', fitting: count(values, isEmail) }
}

const RANK = { high: 3, medium: 2, low: 1, none: 0 } as const

/** Of several columns for a field that a person has once, the surest keeps it, the first among equals. */
function withoutRivals(proposals: ColumnProposal[]): ColumnProposal[] {
  const best = new Map<ImportField, ColumnProposal>()
  for (const proposal of proposals) {
    const rival = proposal.field && best.get(proposal.field)
    if (proposal.field && (!rival || RANK[proposal.confidence] > RANK[rival.confidence])) best.set(proposal.field, proposal)
  }
  return proposals.map((proposal) => {
    const { field } = proposal
    if (!field || field === 'identity_number' || REPEATABLE_FIELDS.has(field) || best.get(field) === proposal) return proposal
    return { column: proposal.column, header: proposal.header, filled: proposal.filled, field: null, reason: 'taken', confidence: 'none' }
  })
}

const NAMES = new Map<string, ImportField>(Object.entries(COLUMN_NAMES).flatMap(([field, names]) => names.flatMap((name) => [[name, field as ImportField], [name.replaceAll(' ', ''), field as ImportField]])))
const DATE_FIELDS: ReadonlySet<string> = new Set<ImportField>(['birth_date', 'last_purchase_at', 'consent_time'])

/** How the contacts of Google and of phones name what there may be several of: `E-mail 1 - Value`, `Organization Title`, `Address 1 - City`. */
const OF_A_CONTACT = /^(e mail|phone|organization|address)(?: \d+)? (value|name|title|street|city|region|postal code|country)$/

/** `CustomerId`, `customer_id` and `Customer-ID:` are all `customer id`. */
function headerWords(header: string): string {
  const split = header.replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2').replace(/(\p{L})(\d)/gu, '$1 $2')
  return searchKey(split.replace(/[^\p{L}\p{M}\p{N}]+/gu, ' '))
}

function fieldOf(words: string): ImportField | undefined {
  const [, thing, part] = OF_A_CONTACT.exec(words) ?? []
  if (thing && part) return NAMES.get(part === 'value' ? thing : part === 'title' ? 'job title' : part === 'name' ? 'company' : part)
  const named = NAMES.get(words) ?? NAMES.get(words.replaceAll(' ', ''))
  if (named) return named
  if (OBJECTION_WORDS.test(words)) return 'objection'
  const bare = words.split(' ').filter((word) => !QUALIFIERS.has(word)).join(' ')
  return NAMES.get(bare) ?? (CONSENT_WORDS.test(words) ? (DAY_WORDS.test(words) ? 'consent_time' : 'consent') : undefined)
}

/** How a value of the field looks, where that can be told; `undefined` for free text. */
function fits(field: ImportField, values: string[], { country, today, spreadsheet = false }: RecognitionHints): ((value: string) => boolean) | undefined {
  const order = dateOrderOf(values)
  const tests: Partial<Record<ImportField, (value: string) => boolean>> = {
    email: (value) => !isFault(parseEmail(value)),
    // Numbers of other countries and times do not parse here; their shape is enough.
    phone: (value) => /^\+?[\d\s()./–-]{5,30}$/.test(value) && value.replace(/\D/g, '').length >= 5,
    postal_code: (value) => value.length <= 12 && /\d/.test(value),
    country: (value) => !isFault(parseCountry(value)),
    birth_date: (value) => !isFault(parseDate(value, { order, spreadsheet })),
    last_purchase_at: (value) => !isFault(parseDate(value, { order, spreadsheet })),
    consent_time: (value) => !isFault(parseDate(value, { order, spreadsheet })),
    identity_number: (value) => !isFault(parsePersonNumber(value, today)),
    organisation_number: (value) => !isFault(parseOrganisationNumber(value, country ?? ('SE' as CountryCode), today)),
    language: (value) => !isFault(parseLanguage(value)),
    consent: (value) => !isFault(parseYesNo(value)),
    objection: (value) => !isFault(parseYesNo(value)),
  }
  return tests[field]
}

const SALUTATIONS = new Set(['mr', 'mrs', 'ms', 'miss', 'dr', 'mx', 'herr', 'fru', 'froken', 'frau', 'hr'])

function isSalutation(value: string): boolean {
  return SALUTATIONS.has(searchKey(value).replace('.', ''))
}

function mostly(values: string[], test: (value: string) => boolean): boolean {
  return values.length >= ENOUGH && count(values, test) / values.length >= MOST
}

function count(values: string[], test: (value: string) => boolean): number {
  return values.filter(test).length
}
