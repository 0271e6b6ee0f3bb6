import { piecesOf, type Bytes } from '../plumbing/spooled-file.ts'
import { tableOf, unreadable, type Table, type TableRow } from './table.ts'
import { vCardLines, type VCardLine } from './vcard-lines.ts'

/** People have several; more than this in one card is no person's. */
const MOST_POINTS = 10
/** Of use to the program that wrote the card only, or held in another place. */
const TECHNICAL = /^(?:X-.*|VERSION|PRODID|REV|UID|CLASS|PROFILE|SOURCE|MAILER|CLIENTPIDMAP|SORT-STRING|LABEL|KIND|XML|FN|N|ORG|TITLE|EMAIL|TEL|ADR|BDAY|LANG)$/
const PIECE_BYTES = 64 * 1024
const NOT_TO_REACH_BY = ['fax', 'pager', 'modem']

/** Named so that the columns are recognised as those of any file. */
const FIXED = ['Given name', 'Family name', 'Full name', 'Company', 'Job title', 'Street', 'Postal code', 'City', 'Region', 'Country', 'Birth date', 'Language'] as const
type Fixed = Partial<Record<(typeof FIXED)[number], string>>

interface Card {
  number: number
  fixed: Fixed
  emails: string[]
  phones: string[]
  others: Map<string, string>
}

/**
 * A table from the vCards of a file, one row a card: RFC 6350, RFC 2426 and the vCard 2.1 of phones and Outlook. What else
 * a card says (notes, nicknames) has a column of its own, so that the importer sees what is left out; photos are not read.
 */
export function readVCards(bytes: Bytes): Table {
  const [emails, phones, others] = columnsOf(bytes)
  const header = [...FIXED, ...Array.from({ length: emails }, () => 'E-mail'), ...Array.from({ length: phones }, () => 'Phone'), ...others]
  const rowOf = (card: Card): TableRow => ({
    number: card.number,
    cells: [...FIXED.map((name) => card.fixed[name] ?? ''), ...filled(card.emails, emails), ...filled(card.phones, phones), ...others.map((name) => card.others.get(name) ?? '')],
  })
  return tableOf({ kind: 'vcards', encoding: null, delimiter: null, sheets: [] }, function* () {
    yield { number: 0, cells: header }
    for (const card of cards(bytes)) yield rowOf(card)
  })
}

function columnsOf(bytes: Bytes): [emails: number, phones: number, others: string[]] {
  let [emails, phones] = [0, 0]
  const others = new Set<string>()
  for (const card of cards(bytes)) {
    emails = Math.max(emails, card.emails.length)
    phones = Math.max(phones, card.phones.length)
    for (const name of card.others.keys()) others.add(name)
  }
  return [emails, phones, [...others].toSorted()]
}

function filled(values: readonly string[], columns: number): string[] {
  return Array.from({ length: columns }, (_, index) => values[index] ?? '')
}

function* cards(bytes: Bytes): Generator<Card> {
  let lines: VCardLine[] = []
  for (const line of boundedLines(bytes)) {
    if (lines.length > 0 && lines[0]!.card !== line.card) {
      yield cardOf(lines)
      lines = []
    }
    lines.push(line)
  }
  if (lines.length > 0) yield cardOf(lines)
}

function* boundedLines(bytes: Bytes): Generator<VCardLine> {
  let card = 0
  try {
    for (const line of vCardLines(inUtf8(bytes))) {
      card = line.card
      yield line
    }
  } catch (error) {
    if (error instanceof RangeError) throw unreadable('row-too-long', { row: card })
    throw error
  }
}

/** In pieces; what phones write in UTF-16 becomes UTF-8. */
function* inUtf8(bytes: Bytes): Generator<Uint8Array> {
  const [first, second] = bytes.subarray(0, 2)
  if (first !== 0xff || second !== 0xfe) return yield* piecesOf(bytes, PIECE_BYTES)
  const decoder = new TextDecoder('utf-16le')
  for (const piece of piecesOf(bytes, PIECE_BYTES)) yield Buffer.from(decoder.decode(piece, { stream: true }))
}

function cardOf(lines: readonly VCardLine[]): Card {
  const all = (name: string) => lines.filter((line) => line.name === name).toSorted((a, b) => Number(b.kinds.has('pref')) - Number(a.kinds.has('pref')))
  const text = (name: string) => plain(all(name)[0]?.value ?? '')
  const [family = '', given = ''] = parts(all('N')[0]?.value ?? '')
  const [, beside = '', street = '', city = '', region = '', code = '', country = ''] = parts(all('ADR')[0]?.value ?? '')
  const [company = ''] = parts(all('ORG')[0]?.value ?? '')
  const nameless = family === '' && given === ''
  return {
    number: lines[0]!.card,
    fixed: {
      'Given name': given, 'Family name': family, 'Full name': nameless && text('FN') !== company ? text('FN') : '', 'Company': company, 'Job title': text('TITLE'),
      'Street': (street || beside).replaceAll(/\s*\n\s*/g, ', ').replace(/[,\s]+$/, ''), 'Postal code': code, 'City': city, 'Region': region, 'Country': country,
      'Birth date': birthDate(text('BDAY')), 'Language': text('LANG'),
    },
    emails: distinct(all('EMAIL').map(({ value }) => plain(value).replace(/^mailto:/i, ''))),
    phones: distinct(all('TEL').filter(({ kinds }) => !NOT_TO_REACH_BY.some((kind) => kinds.has(kind))).map(({ value }) => plain(value).replace(/^tel:/i, '').replace(/;.*$/, ''))),
    others: new Map(lines.filter(({ name }) => !TECHNICAL.test(name)).map(({ name, value }) => [name, plain(value)])),
  }
}

/** The parts of a structured value, without their escapes. */
function parts(value: string): string[] {
  return (value.match(/(?:\\.|[^;\\])*(?:;|$)/gs) ?? []).map((part) => plain(part.replace(/;$/, '')))
}

function plain(value: string): string {
  return value.replaceAll(/\\([nN,;:\\"])/g, (_, escaped: string) => (escaped.toLowerCase() === 'n' ? '\n' : escaped)).replaceAll('\r', '').trim()
}

/** `19800322` and `1980-03-22T00:00:00Z` are that day; one without a year stays as it is, and is told as no date. */
function birthDate(text: string): string {
  const [, year, month, day] = /^(\d{4})-?(\d{2})-?(\d{2})(?:T.*)?$/.exec(text) ?? []
  return year ? `${year}-${month}-${day}` : text
}

function distinct(values: readonly string[]): string[] {
  return [...new Set(values.filter((value) => value !== ''))].slice(0, MOST_POINTS)
}
