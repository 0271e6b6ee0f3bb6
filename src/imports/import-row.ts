import type { Identifier } from '../people/identifier.ts'
import type { ReadableField } from '../people/own-value.ts'
import type { FieldValue } from '../people/values.sql.ts'
import type { DateOrder, LocalDate } from '../values/calendar.ts'
import type { CountryCode } from '../values/country.ts'
import type { Language, TextParameters } from '../values/text.ts'

/** What a column means, as proposed and confirmed by the person who imports. Other columns are dropped. */
export interface ColumnMapping {
  readonly column: number
  readonly header: string
  /** An import field, or the key of another field of the catalogue. */
  readonly field: string
  /** The latter, by which its cells are read. */
  readonly own?: ReadableField
  /** Of an answer: what was answered to. Null is all channels or all marketing. */
  readonly channel?: string | null
  readonly purpose?: string | null
  readonly order?: DateOrder
}

/** What counts where a row says nothing. */
export interface RowDefaults {
  country: CountryCode | null
  language: Language | null
  today: LocalDate
  /** The table is a spreadsheet: bare numbers in date columns are days. */
  spreadsheet: boolean
}

export interface HeldBack {
  /** The column's header; null where the row as a whole is meant. */
  readonly column: string | null
  readonly field: string | null
  /** The product rule that holds it back; null for a value that can't be read. */
  readonly rule: 'H5' | 'H6' | null
  readonly text: string
  readonly parameters?: TextParameters
}

export interface RowContactPoint {
  readonly kind: 'email' | 'phone' | 'postal'
  readonly value: string
  readonly canonical: string
}

/** A yes or no that stands in the file; whether it can be recorded is decided by the evidence, not here. */
export interface RowAnswer {
  readonly column: string
  readonly field: 'consent' | 'objection'
  readonly answer: 'yes' | 'no'
  readonly channel: string | null
  readonly purpose: string | null
}

export interface CanonicalRow {
  readonly number: number
  readonly values: ReadonlyMap<string, FieldValue>
  readonly contactPoints: readonly RowContactPoint[]
  readonly identifiers: readonly Identifier[]
  /** ISO 3166 alpha-2; null when neither the row nor the importer says. */
  readonly country: CountryCode | null
  /** The row itself says its country. */
  readonly countryTold: boolean
  readonly answers: readonly RowAnswer[]
  readonly evidence: Readonly<RowEvidence>
  readonly held: readonly HeldBack[]
  /** False: the row is out as a whole, and the last of `held` says why. */
  readonly kept: boolean
}

/** When, where and on which words the answers of a row were given, and when the last purchase was, as far as the file says. */
export interface RowEvidence {
  time?: LocalDate
  source?: string
  wording?: string
  sale?: LocalDate
}

/** What the row becomes while its cells are read. */
export interface RowDraft {
  values: Map<string, FieldValue>
  contactPoints: RowContactPoint[]
  identifiers: Identifier[]
  country: CountryCode | null
  countryTold: boolean
  answers: RowAnswer[]
  evidence: RowEvidence
  held: HeldBack[]
}
