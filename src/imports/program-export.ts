import type { ImportField } from './import-field.ts'

/** What a column of a known program's export means: a field, a no (to everything, or through a channel), or nothing that we hold. */
export interface ProgramColumn {
  field: ImportField | null
  channel?: 'email' | 'sms' | 'phone' | 'letter'
}

/** A file as one program writes it out. */
export interface ProgramExport {
  /** `imports.program.<key>` says to the reader what it is and what to see to. */
  key: (typeof PROGRAM_EXPORTS)[number]
  /** Headers that together no other program writes, as `headerWords` folds them. */
  marks: readonly string[]
  columns: Readonly<Record<string, ProgramColumn>>
}

export const PROGRAM_EXPORTS = ['mailchimp', 'mailchimp-unsubscribed', 'mailchimp-cleaned', 'hubspot', 'hubspot-noes', 'superoffice'] as const

const NOTHING: ProgramColumn = { field: null }
const NO_MAIL: ProgramColumn = { field: 'objection', channel: 'email' }
const NO_TO_ALL: ProgramColumn = { field: 'objection' }

/** What the program itself needs or has worked out; networks, places and ratings nobody gave for our purposes. */
const MAILCHIMP_OWN = Object.fromEntries(['member rating', 'optin ip', 'confirm ip', 'latitude', 'longitude', 'gmtoff', 'dstoff', 'timezone', 'cc', 'region', 'last changed', 'leid', 'euid', 'notes', 'tags'].map((words) => [words, NOTHING]))
/** The second step of a double opt-in is the proof; the first is none. */
const MAILCHIMP_YES: ProgramExport['columns'] = { ...MAILCHIMP_OWN, 'optin time': NOTHING, 'confirm time': { field: 'consent_time' } }

/**
 * The exports of other programs that we know by their headers, the surest first: files of noes before those of everybody.
 * Sources: the help pages of Mailchimp on audience exports, of HubSpot on contact exports and on unsubscribes, and
 * SuperOffice's names of fields in Swedish, Norwegian and English.
 */
const EXPORTS: readonly ProgramExport[] = [
  {
    key: 'mailchimp-unsubscribed', marks: ['email address', 'unsub time', 'euid'],
    columns: { ...MAILCHIMP_YES, 'confirm time': NOTHING, 'unsub time': NO_MAIL, 'unsub campaign title': NOTHING, 'unsub campaign id': NOTHING, 'unsub reason': NOTHING, 'unsub reason other': NOTHING },
  },
  { key: 'mailchimp-cleaned', marks: ['email address', 'clean time', 'euid'], columns: { ...MAILCHIMP_YES, 'confirm time': NOTHING, 'clean time': NOTHING, 'clean campaign title': NOTHING, 'clean campaign id': NOTHING } },
  { key: 'mailchimp', marks: ['email address', 'member rating', 'euid'], columns: MAILCHIMP_YES },
  {
    key: 'hubspot-noes', marks: ['portal unsubscribe', 'portal bounce'],
    columns: { 'portal unsubscribe': NO_MAIL, 'portal spam report': NO_MAIL, 'portal bounce': NOTHING, 'global bounce': NOTHING, 'global unsubscribe': NO_MAIL, 'marketing information': NOTHING },
  },
  {
    key: 'hubspot', marks: ['record id', 'unsubscribed from all email'],
    columns: {
      'record id': NOTHING, 'unsubscribed from all email': NO_MAIL, 'associated company': { field: 'company_name' }, 'primary company': { field: 'company_name' }, 'contact owner': NOTHING, 'marketing contact status': NOTHING,
      'lead status': NOTHING, 'lifecycle stage': NOTHING, 'create date': NOTHING, 'last activity date': NOTHING, 'email hard bounce reason': NOTHING, 'ip country': NOTHING, 'ip city': NOTHING,
    },
  },
  ...[
    { marks: ['person id', 'no mailings'], no: 'no mailings', retired: 'retired', phone: 'direct phone', contact: 'our contact' },
    { marks: ['person id', 'inga utskick'], no: 'inga utskick', retired: 'slutat', phone: 'direkttelefon', contact: 'var kontakt' },
    { marks: ['person id', 'ingen utsendelser'], no: 'ingen utsendelser', retired: 'sluttet', phone: 'direktetelefon', contact: 'var kontakt' },
  ].map(({ marks, no, retired, phone, contact }): ProgramExport => ({
    key: 'superoffice', marks,
    columns: { 'person id': NOTHING, 'contact id': NOTHING, [no]: NO_TO_ALL, [retired]: NOTHING, [phone]: { field: 'phone' }, [contact]: NOTHING, category: NOTHING, kategori: NOTHING, business: NOTHING, bransch: NOTHING, bransje: NOTHING },
  })),
]

/** The program whose export has these headers, folded; undefined where none is known. */
export function programExportOf(headers: readonly string[]): ProgramExport | undefined {
  const there = new Set(headers)
  return EXPORTS.find(({ marks }) => marks.every((mark) => there.has(mark)))
}
