import { recogniseColumns } from '../imports/recognise-columns.ts'
import { readVCards } from '../imports/vcard-table.ts'
import type { LocalDate } from '../values/calendar.ts'
import { parseCountry } from '../values/country.ts'
import { isFault } from '../values/fault.ts'

/** What stands on a business card, as far as it says it itself: in the square code, or in the file that a phone sends. */
export interface Card {
  /** By field of the catalogue. */
  values: Readonly<Record<string, string>>
  contactPoints: readonly { kind: 'email' | 'phone'; value: string }[]
  /** ISO 3166 alpha-2. */
  country: string | null
  /** What there is no field for, by its name on the card. */
  others: readonly { name: string; value: string }[]
}

/** The longest square code holds 4,296 characters; a vCard with a photo is more, of which nothing is read. */
export const CARD_LENGTH = 100_000

const VCARD = /BEGIN:VCARD/i
const MECARD = /^\s*MECARD:/i

/** Reads the first card of a text: a vCard (RFC 2426, RFC 6350) or a MECARD of a phone. Undefined for anything else. */
export function readCard(text: string, today: LocalDate): Card | undefined {
  const source = MECARD.test(text) ? asVCard(text) : VCARD.test(text) ? text : undefined
  if (source === undefined) return undefined
  const table = readVCards(Buffer.from(source))
  const [row] = table.rows()
  if (!row) return undefined
  const { columns } = recogniseColumns(table.header, [row.cells], { country: null, today })
  const cells = columns.map(({ field, header, column }) => ({ field, name: header, value: (row.cells[column] ?? '').trim() })).filter(({ value }) => value !== '')
  const country = parseCountry(cells.find(({ field }) => field === 'country')?.value ?? '')
  const isPoint = (field: string | null): field is 'email' | 'phone' => field === 'email' || field === 'phone'
  return {
    values: Object.fromEntries(cells.filter(({ field }) => field !== null && field !== 'country' && !isPoint(field)).map(({ field, value }) => [field!, value])),
    contactPoints: cells.flatMap(({ field, value }) => (isPoint(field) ? [{ kind: field, value }] : [])),
    country: isFault(country) ? null : country,
    others: cells.filter(({ field }) => field === null).map(({ name, value }) => ({ name, value })),
  }
}

/** The words of a MECARD in those of a vCard; what it calls otherwise keeps its name. */
function asVCard(text: string): string {
  const fields = text.replace(MECARD, '').match(/(?:\\.|[^;\\])+/gs) ?? []
  const lines = fields.flatMap((field) => {
    const [, name, value] = /^\s*([A-Z-]+):(.*)$/is.exec(field) ?? []
    if (!name || !value) return []
    return [`${NAMES[name.toUpperCase()] ?? name.toUpperCase()}:${name.toUpperCase() === 'N' ? withSemicolons(value) : name.toUpperCase() === 'ADR' ? `;;${value.replaceAll(';', '\\;')}` : value}`]
  })
  return ['BEGIN:VCARD', 'VERSION:3.0', ...lines, 'END:VCARD', ''].join('\r\n')
}

const NAMES: Readonly<Record<string, string>> = { 'TEL-AV': 'TEL' }

/** `Berg,Siv` is family and given name. */
function withSemicolons(name: string): string {
  return name.replace(/(^|[^\\]),/, '$1;')
}
