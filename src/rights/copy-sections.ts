import { callWishIn } from '../consent/call-wish.ts'
import type { Basis } from '../law/basis.ts'
import { authorityOf } from '../law/country.ts'
import { PERSONAL_TABLES, words, NOT_GIVEN } from '../law/data-map.ts'
import type { Ground } from '../people/ground.ts'
import { holdings, type Until } from '../people/holding.ts'
import type { FieldValue } from '../people/values.sql.ts'
import type { PublishedField } from '../purposes/catalogue.sql.ts'
import { starterRole } from '../staff/starter-roles.ts'
import { t, type Language } from '../values/text.ts'
import { writtenList } from '../values/written.ts'
import { tablesOf, type AccessCopy } from './access-copy.ts'
import { dayInWords, valueInWords } from './value-in-words.ts'

// long: one page as it reads from top to bottom, a function for each of its parts.

/** One thing that is told: what it is, what stands there, and lines about it. */
export interface CopyItem {
  term: string
  text: string
  notes: string[]
  /** Of words that somebody was shown in another language. */
  lang?: string
}

/** A part of the readable copy; the page, the PDF and the text file are made of the same. */
export interface CopySection {
  key: string
  title: string
  lead: string
  items: CopyItem[]
}

type Row = Readonly<Record<string, unknown>>

/** Of rows of one kind as many are told one by one; all of them stand in the archive. */
const MOST_ITEMS = 200

const POINT_FIELD: Record<string, string> = { email: 'email', phone: 'phone', postal: 'postal_address' }

/** The copy in the person's language, for a human being to read (art. 12(1), 15(1)). */
export function copySections(copy: AccessCopy): CopySection[] {
  const parts = copy.kind === 'portability' ? [held(copy), choices(copy)] : [
    about(copy), held(copy), concluded(copy), purposes(copy), origin(copy), choices(copy), messages(copy), uses(copy), looks(copy), relations(copy),
    requests(copy), documents(copy), others(copy, 'sign-in'), others(copy, 'imports'), leftOut(copy), rights(copy),
  ]
  return parts.filter((part) => part.items.length > 0 || part.lead !== '')
}

function section(copy: AccessCopy, key: string, items: CopyItem[], empty = true): CopySection {
  const { language } = copy
  const lead = items.length === 0 ? (empty ? t(language, 'copy.nothing') : '') : t(language, `copy.${key}.lead`, { company: copy.controller.name })
  const rest = items.length - MOST_ITEMS
  return {
    key, title: t(language, `copy.${key}.title`), lead,
    items: rest > 0 ? [...items.slice(0, MOST_ITEMS), { term: '…', text: t(language, 'copy.rest', { rest }), notes: [] }] : items,
  }
}

const rowsOf = (copy: AccessCopy, table: string): readonly Row[] => copy.tables[table] ?? []
const text = (value: unknown): string => (value === null || value === undefined ? '' : String(value))
/** ICU takes no hyphen in the name of a choice. */
const choice = (value: unknown): string => text(value).replaceAll('-', '_') || 'none'
const day = ({ language }: AccessCopy, value: unknown): string => (value === null || value === undefined ? '' : dayInWords(language, new Date(text(value))))
const newestFirst = (rows: readonly Row[], column: string): Row[] => rows.toSorted((a, b) => text(b[column]).localeCompare(text(a[column])))
const purposeName = ({ catalogue, language }: AccessCopy, key: unknown): string =>
  key === null || key === undefined || key === '*' ? t(language, 'customer.history.all-marketing') : catalogue.purposes.find((one) => one.key === key)?.texts[language].name ?? text(key)
const fieldName = ({ catalogue, language }: AccessCopy, key: unknown): string => catalogue.fields.find((one) => one.key === key)?.texts[language].name ?? text(key)
const channelName = (language: Language, channel: unknown): string => {
  const known = ['email', 'sms', 'letter', 'phone', 'push', 'web', 'ads'].includes(text(channel))
  return known ? t(language, `law.channel.${text(channel)}`) : ''
}
const countryName = (language: Language, code: string): string => (/^[A-Z]{2}$/.test(code) ? new Intl.DisplayNames(language, { type: 'region' }).of(code) ?? code : code)
const withChannel = (copy: AccessCopy, purpose: unknown, channel: unknown): string => {
  const name = channelName(copy.language, channel)
  return purposeName(copy, purpose) + (name === '' ? '' : ` (${name})`)
}

function about(copy: AccessCopy): CopySection {
  const { language, controller } = copy
  const authority = authorityOf(controller.country)
  return section(copy, 'about', [
    { term: t(language, 'copy.about.controller'), text: controller.name, notes: [controller.address, controller.email, controller.phone].filter((one) => one !== undefined) },
    { term: t(language, 'copy.about.made'), text: dayInWords(language, copy.at), notes: [t(language, 'copy.about.moment')] },
    { term: t(language, 'copy.about.authority'), text: authority.name, notes: [authority.website] },
  ])
}

/** What the grounds of the copy hold, as the program itself asks. */
function groundsOf(copy: AccessCopy): Ground[] {
  const moment = (value: unknown) => (value === null || value === undefined ? null : new Date(text(value)))
  return rowsOf(copy, 'ground').map((row) => ({
    personId: copy.personId, groundId: row['ground_id'] as Ground['groundId'], purpose: text(row['purpose_key']), basis: row['basis'] as Basis, since: moment(row['since'])!, until: moment(row['until']),
    waitsFor: row['waits_for'] as string | null, reference: row['reference'] as string | null, productGroups: [], seller: null, optOutOffered: null, lastSaleAt: null, evidence: {},
    provenanceId: null, entrySeq: null, endedAt: moment(row['ended_at']), endedWhy: row['ended_why'] as string | null, holdUntil: moment(row['hold_until']),
  }))
}

function held(copy: AccessCopy): CopySection {
  const grounds = groundsOf(copy)
  const values = valuesOf(copy).filter(({ field }) => !field?.inferred)
  const points = rowsOf(copy, 'contact_point').map((point): CopyItem => {
    const field = POINT_FIELD[text(point['kind'])] ?? text(point['kind'])
    const ended = point['ended_at'] === null ? [] : [t(copy.language, 'copy.held.replaced', { day: day(copy, point['ended_at']) })]
    const verified = point['verified_at'] === null || point['verified_at'] === undefined ? t(copy.language, 'customer.held.unverified') : t(copy.language, 'copy.held.verified', { day: day(copy, point['verified_at']) })
    return { term: fieldName(copy, field), text: text(point['value']), notes: [...ended, verified, ...whyOf(copy, field, grounds, text(point['provenance_id']))] }
  })
  const person = copy.kind === 'portability' ? [] : rowsOf(copy, 'person').flatMap((row): CopyItem[] => [
    { term: t(copy.language, 'copy.held.since'), text: day(copy, row['created_at']), notes: [] },
    ...(row['country'] === null ? [] : [{ term: t(copy.language, 'copy.held.country'), text: countryName(copy.language, text(row['country'])), notes: [] }]),
    ...(row['protected_identity'] === true ? [{ term: t(copy.language, 'copy.held.protected'), text: t(copy.language, 'customer.question.yes'), notes: [] }] : []),
  ])
  return section(copy, 'held', [...values.map((one) => valueItem(copy, one, grounds)), ...points, ...person])
}

interface CopyValue { key: string; field: PublishedField | undefined; value: FieldValue }

/** Columns of the profile that are no values: whose it is, and the name as the register shows it. */
const NO_VALUES = new Set(['person_id', 'display_name'])

/** The values of the profile, also those of fields that left the catalogue. */
function valuesOf(copy: AccessCopy): CopyValue[] {
  const [profile] = rowsOf(copy, 'profile')
  if (!profile) return []
  const { own, ...columns } = profile
  const sealed = Object.fromEntries(rowsOf(copy, 'sealed_value').map((row) => [text(row['field_key']), row['value']]))
  return Object.entries({ ...columns, ...((own ?? {}) as Record<string, unknown>), ...sealed }).filter(([key, value]) => !NO_VALUES.has(key) && value !== null && value !== '')
    .map(([key, value]) => ({ key, field: copy.catalogue.fields.find((one) => one.key === key), value: value as FieldValue }))
}

function valueItem(copy: AccessCopy, { key, field, value }: CopyValue, grounds: readonly Ground[]): CopyItem {
  return { term: fieldName(copy, key), text: valueInWords(copy.language, key, value, field?.checks), notes: whyOf(copy, key, grounds) }
}

/** What for, from where and until when. */
function whyOf(copy: AccessCopy, field: string, grounds: readonly Ground[], provenanceId?: string): string[] {
  const { language, catalogue } = copy
  const source = rowsOf(copy, 'provenance').filter((one) => (provenanceId === undefined || provenanceId === '' ? (one['fields'] as string[]).includes(field) : one['provenance_id'] === provenanceId)).toSorted((a, b) => text(a['recorded_at']).localeCompare(text(b['recorded_at']))).at(-1)
  const whence = source ? [sourceInWords(copy, source)] : []
  // A portable copy has no grounds in it: what it holds is the person's to take along whatever we do with it.
  if (copy.kind === 'portability') return whence
  const [holding] = holdings([field], grounds, new Map(catalogue.purposes.map((one) => [one.key, one.fields])), copy.at)
  const names = [...new Set(holding!.grounds.map((ground) => purposeName(copy, ground.purpose)))].toSorted((a, b) => a.localeCompare(b, language))
  return [
    names.length > 0 ? t(language, 'customer.held.for', { purposes: writtenList(language, names) }) : t(language, 'customer.held.for-nothing'),
    ...whence, t(language, 'customer.held.until', { until: untilInWords(copy, holding!.until, grounds) }),
  ]
}

function sourceInWords(copy: AccessCopy, source: Row): string {
  const collected = ['self', 'other', 'inferred'].includes(text(source['collected'])) ? text(source['collected']) : 'other'
  const from = source['source'] === 'person' ? t(copy.language, 'customer.held.from-here') : t(copy.language, `customer.held.from-${collected}`, { source: text(source['source']) })
  return `${from} ${t(copy.language, 'customer.held.by', { who: choice(source['recorded_by_kind']), day: day(copy, source['recorded_at']) })}`
}

function untilInWords({ language, catalogue }: AccessCopy, until: Until, grounds: readonly Ground[]): string {
  if (until.kind === 'date') return t(language, 'customer.until.date', { day: dayInWords(language, until.at) })
  if (until.kind === 'ended') return t(language, 'customer.until.ended')
  const holding = grounds.filter((ground) => !ground.holdUntil && !ground.endedAt && ground.waitsFor === until.waitsFor).map((ground) => ground.purpose)
  const months = Math.max(0, ...catalogue.purposes.filter((purpose) => holding.includes(purpose.key)).map((purpose) => purpose.retention.months))
  return t(language, 'customer.until.event', { event: choice(until.waitsFor), months })
}

/** What was concluded, and how (art. 13(2)(f), 15(1)(h)). */
function concluded(copy: AccessCopy): CopySection {
  const grounds = groundsOf(copy)
  const { language } = copy
  const items = valuesOf(copy).filter(({ field }) => field?.inferred).map((one): CopyItem => {
    const item = valueItem(copy, one, grounds)
    return { ...item, notes: [t(language, 'copy.concluded.how', { description: one.field!.texts[language].description }), ...item.notes] }
  })
  const rejected = rowsOf(copy, 'rejected_inference').map((row): CopyItem => ({
    term: fieldName(copy, row['field_key']), text: t(language, 'copy.concluded.rejected', { what: row['value'] === '*' ? fieldName(copy, row['field_key']) : text(row['value']), day: day(copy, row['at']) }), notes: [],
  }))
  return section(copy, 'concluded', [...items, ...rejected])
}

/** Purposes with their basis, recipients by name and how long (art. 15(1)(a), (c), (d)). */
function purposes(copy: AccessCopy): CopySection {
  const { language, catalogue } = copy
  const byPurpose = [...Map.groupBy(rowsOf(copy, 'ground'), (row) => text(row['purpose_key']))].toSorted(([a], [b]) => purposeName(copy, a).localeCompare(purposeName(copy, b), language))
  return section(copy, 'purposes', byPurpose.map(([key, rows]): CopyItem => {
    const purpose = catalogue.purposes.find((one) => one.key === key)
    const recipients = (purpose?.recipients ?? []).map((one) => t(language, `purposes.recipient.${one}`))
    return {
      term: purposeName(copy, key), text: purpose?.texts[language].description ?? '',
      notes: [
        ...rows.map((row) => groundInWords(copy, row)),
        ...(recipients.length > 0 ? [t(language, 'copy.purposes.recipients', { recipients: writtenList(language, recipients) })] : []),
        ...(purpose ? [t(language, 'copy.purposes.kept', { event: t(language, `receipt.until.${purpose.retention.from}`), months: purpose.retention.months })] : []),
      ],
    }
  }))
}

function groundInWords(copy: AccessCopy, row: Row): string {
  const { language } = copy
  const known = ['consent', 'contract', 'legal-obligation', 'vital-interest', 'public-task', 'legitimate-interest', 'soft-opt-in'].includes(text(row['basis']))
  const basis = known ? t(language, `law.basis.${text(row['basis'])}`) : text(row['basis'])
  const reference = row['reference'] === null ? '' : text(row['reference'])
  return t(language, 'copy.purposes.ground', { basis, since: day(copy, row['since']), reference: reference === '' ? 'none' : reference, ended: row['ended_at'] === null ? 'none' : day(copy, row['ended_at']) })
}

function origin(copy: AccessCopy): CopySection {
  return section(copy, 'origin', newestFirst(rowsOf(copy, 'provenance'), 'recorded_at').map((row) => ({
    term: day(copy, row['recorded_at']), text: writtenList(copy.language, (row['fields'] as string[]).map((field) => fieldName(copy, field))), notes: [sourceInWords(copy, row)],
  })))
}

/** What was said, with the words it answered to. */
function choices(copy: AccessCopy): CopySection {
  const { language } = copy
  return section(copy, 'choices', rowsOf(copy, 'ledger_entry').toSorted((a, b) => Number(b['seq']) - Number(a['seq'])).map((row): CopyItem => {
    const asked = copy.wordings.get(text(row['wording_id']).replace(/^\\x/, ''))
    const evidence = Object.entries((row['evidence'] ?? {}) as Record<string, unknown>).filter(([key, value]) => key === 'text' && typeof value === 'string').map(([, value]) => t(language, 'copy.choices.note', { text: String(value) }))
    const calls = callWishIn((row['evidence'] as Record<string, unknown> | null)?.['calls'])
    return {
      term: day(copy, row['at']), text: t(language, 'customer.history.entry', { kind: choice(row['kind']), what: calls ? t(language, `consent.calls.${calls}`) : withChannel(copy, row['purpose'], row['channel']) }),
      notes: [`${t(language, 'customer.history.where', { surface: choice(row['surface']) })} ${t(language, 'customer.history.who', { kind: choice(row['actor_kind']) })}`, ...evidence, ...(asked ? [t(language, 'copy.choices.words', { text: asked.text })] : [])],
    }
  }))
}

function messages(copy: AccessCopy): CopySection {
  const { language } = copy
  const mails = rowsOf(copy, 'outbox_mail').map((row) => ({ at: text(row['at']), term: day(copy, row['at']), text: text(row['subject']), notes: [t(language, 'copy.messages.mail', { to: text(row['recipient']) })] }))
  const sent = rowsOf(copy, 'message').map((row) => ({
    at: text(row['finished_at'] ?? row['queued_at']), term: day(copy, row['finished_at'] ?? row['queued_at']), text: t(language, 'copy.messages.kind', { kind: choice(row['kind']) }),
    notes: [t(language, 'copy.messages.state', { state: choice(row['state']), rule: text(row['rule']) || 'none' })],
  }))
  const came = rowsOf(copy, 'incoming_mail').map((row) => ({ at: text(row['received_at']), term: day(copy, row['received_at']), text: text(row['subject']), notes: [t(language, 'copy.messages.came', { from: text(row['sender']), day: day(copy, row['keep_until']) })] }))
  return section(copy, 'messages', [...mails, ...came, ...sent].toSorted((a, b) => b.at.localeCompare(a.at)).map(({ term, text: what, notes }) => ({ term, text: what, notes })))
}

function uses(copy: AccessCopy): CopySection {
  const { language } = copy
  return section(copy, 'uses', newestFirst(rowsOf(copy, 'use_record'), 'at').map((row): CopyItem => ({
    term: day(copy, row['at']), text: t(language, 'customer.history.use', { kind: choice(row['kind']), what: withChannel(copy, row['purpose'], row['channel']) }),
    notes: [...(row['subject'] === null ? [] : [t(language, 'customer.history.subject', { subject: text(row['subject']) })]), `${t(language, 'customer.history.who', { kind: choice(row['actor_kind']) })} ${t(language, 'copy.uses.rule', { rule: text(row['rule']) })}`],
  })))
}

/** Who looked: what they are at the company, never their name. */
function looks(copy: AccessCopy): CopySection {
  const { language } = copy
  return section(copy, 'looks', newestFirst(rowsOf(copy, 'look'), 'at').map((row): CopyItem => {
    const roles = row['actor_kind'] === 'key' ? [t(language, 'looks.key')] : (row['roles'] as string[]).map((role) => (starterRole(role) ? t(language, `looks.role.${role}`) : role))
    return { term: day(copy, row['at']), text: writtenList(language, roles.length > 0 ? roles : [t(language, 'looks.no-role')]), notes: [writtenList(language, (row['fields'] as string[]).map((field) => seenInWords(copy, field)))] }
  }))
}

function seenInWords(copy: AccessCopy, field: string): string {
  return ['name', 'choices', 'grounds', 'relations', 'history', 'messages'].includes(field) ? t(copy.language, `looks.field.${field}`) : fieldName(copy, field)
}

function relations(copy: AccessCopy): CopySection {
  const item = (row: Row, direction: 'of' | 'for'): CopyItem => ({
    term: t(copy.language, 'copy.relations.kind', { kind: text(row['kind']), direction }), text: t(copy.language, 'copy.relations.since', { day: day(copy, row['since']) }),
    notes: row['until'] === null ? [] : [t(copy.language, 'copy.relations.until', { day: day(copy, row['until']) })],
  })
  const roles = rowsOf(copy, 'company_role').map((row): CopyItem => ({
    term: t(copy.language, 'copy.relations.role', { company: copy.companies.get(text(row['company_id'])) ?? '' }), text: text(row['title']),
    notes: [...(row['since'] === null ? [] : [t(copy.language, 'copy.relations.since', { day: day(copy, row['since']) })]), ...(row['until'] === null ? [] : [t(copy.language, 'copy.relations.until', { day: day(copy, row['until']) })])],
  }))
  return section(copy, 'relations', [...roles, ...rowsOf(copy, 'relation').map((row) => item(row, 'of')), ...copy.relationsFor.map((row) => item(row as unknown as Row, 'for'))])
}

function requests(copy: AccessCopy): CopySection {
  return section(copy, 'requests', newestFirst(rowsOf(copy, 'request'), 'received_at').map((row) => ({
    term: day(copy, row['received_at']), text: t(copy.language, 'copy.requests.kind', { kind: choice(row['kind']) }),
    notes: [t(copy.language, 'copy.requests.state', { state: choice(row['state']), due: day(copy, row['due_on']) }), ...(row['answer'] === null || row['answer'] === undefined ? [] : [text(row['answer'])])],
  })))
}

function documents(copy: AccessCopy): CopySection {
  return section(copy, 'documents', newestFirst(rowsOf(copy, 'issued_document'), 'issued_on').map((row) => ({
    term: day(copy, row['issued_on']), text: `${text(row['title'])} ${text(row['number'])}`.trim(), notes: [t(copy.language, 'copy.documents.kept', { day: day(copy, row['keep_until']) })],
  })))
}

/** Rows that say little by themselves: how many there are of each kind, and where all of them stand. */
function others(copy: AccessCopy, category: 'sign-in' | 'imports'): CopySection {
  const items = tablesOf(copy, category).map(([table, rows]): CopyItem => ({ term: t(copy.language, `copy.table.${table}`), text: t(copy.language, 'copy.rows', { count: rows.length, file: `csv/${table}.csv` }), notes: [] }))
  return section(copy, category, items, false)
}

/** What was taken out because it is somebody else's, and what the map does not give, each with why. */
function leftOut(copy: AccessCopy): CopySection {
  const { language } = copy
  const taken = Map.groupBy(copy.redactions, (one) => `${one.place} ${one.kind} ${one.why}`)
  const reasons = new Set(Object.values(PERSONAL_TABLES).filter((map) => map.whose === 'person').flatMap((map) => [...(map.notGiven ? [map.notGiven] : []), ...Object.entries(map.withheld ?? {}).filter(([, columns]) => words(columns).size > 0).map(([why]) => why)]))
  return section(copy, 'left-out', [
    ...[...taken.values()].map((ones): CopyItem => ({
      term: t(language, `copy.table.${ones[0]!.place.split('.')[0]!}`), text: t(language, 'copy.left-out.taken', { count: ones.length, kind: choice(ones[0]!.kind) }), notes: [t(language, `copy.left-out.why.${ones[0]!.why}`)],
    })),
    ...(copy.receiptsKept.size === 0 ? [] : [{ term: t(language, 'copy.left-out.receipts.what'), text: t(language, 'copy.left-out.receipts.why', { count: copy.receiptsKept.size }), notes: [] }]),
    ...NOT_GIVEN.filter((why) => reasons.has(why)).map((why): CopyItem => ({ term: t(language, `copy.not-given.${why}.what`), text: t(language, `copy.not-given.${why}.why`), notes: [] })),
  ])
}

const RIGHTS = ['16', '17', '18', '20', '21', '22', '7-3', '77'] as const

function rights(copy: AccessCopy): CopySection {
  return section(copy, 'rights', RIGHTS.map((right) => ({ term: t(copy.language, 'copy.rights.article', { article: right === '7-3' ? '7(3)' : right }), text: t(copy.language, `law.right.${right}`), notes: [] })))
}
