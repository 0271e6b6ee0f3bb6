import { CATEGORIES, isFree, PERSONAL_TABLES, type Category } from '../law/data-map.ts'
import type { Controller } from '../plumbing/installation.sql.ts'
import type { PublishedCatalogue } from '../purposes/catalogue.sql.ts'
import type { PersonId } from '../values/ids.ts'
import type { Language } from '../values/text.ts'
import { findOthers, withoutOthers, type OthersFound, type OthersKind, type Others, type OwnWords } from './others-in-text.ts'

/** `access` is everything (art. 15); `portability` what the person gave, for a consent or a contract, kept by a computer (art. 20). */
export const COPY_KINDS = ['access', 'portability'] as const
export type CopyKind = (typeof COPY_KINDS)[number]

export type GivenTables = Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>

/** Everything that is held of one person, as it is given to them: other people's data is taken out, and told of. */
export interface AccessCopy {
  kind: CopyKind
  personId: PersonId
  language: Language
  /** The moment it tells of. */
  at: Date
  controller: Controller
  catalogue: PublishedCatalogue
  tables: GivenTables
  relationsFor: readonly { kind: string; since: string; until: string | null }[]
  /** Names of companies that the person has a role at, by id. */
  companies: ReadonlyMap<string, string>
  wordings: ReadonlyMap<string, { language: string; text: string }>
  /** Entries whose receipt is not given: it is signed over a note that is partly about somebody else, and cannot be given in part. */
  receiptsKept: ReadonlySet<number>
  /** What was taken out, in the order of the tables. */
  redactions: readonly Redaction[]
  /** Takes other people out of a text that is read later, such as a mail. */
  clean: Clean
}

/** One place where something about somebody else stood. What stood there is not kept. */
export interface Redaction extends OthersFound {
  /** `table.column`. */
  place: string
  /** A keyed mark of the whole text, by which a decision about it is found again as long as the text is the same. */
  mark: string
  /** A colleague has looked and lets it stand. */
  shown: boolean
}

/** A note, a mail, or another text in which something about somebody else was found, for a colleague to look at. */
export interface Passage {
  place: string
  /** Of a mail: its day and subject, by which it is told from others. */
  about?: string
  mark: string
  text: string
  found: Redaction[]
}

/** What colleagues have said of places: `shown` lets stand, else it is taken out whatever the program thinks. */
export type Decisions = readonly Pick<Redaction, 'mark' | 'start' | 'end' | 'kind' | 'why' | 'shown'>[]

/**
 * The text without other people; `note` when anything may stand in it, and not only what is the person's. With `about` it is
 * shown to the colleague whatever was found in it.
 */
export type Clean = (place: string, text: string, note: boolean, about?: string) => string

export interface Cleaner {
  clean: Clean
  /** Each once. */
  passages: Passage[]
}

/** Takes other people out of texts, and remembers where. `markOf` makes the keyed mark, `instead` says what stood there. */
export function cleanerFor(own: OwnWords, others: Others, decisions: Decisions, markOf: (text: string) => string, instead: (kind: OthersKind) => string): Cleaner {
  const passages: Passage[] = []
  const known = new Map<string, string>()
  const clean: Clean = (place, text, note, about) => {
    const name = `${note} ${text}`
    const before = known.get(name)
    if (before !== undefined) return before
    const found = findOthers(text, own, others, note)
    // A note is shown to the colleague whatever was found in it: there may be what no program finds.
    const shown = found.length > 0 || ((note || about !== undefined) && text.length > 2)
    const mark = shown || decisions.length > 0 ? markOf(text) : ''
    const here = decisions.filter((one) => one.mark === mark)
    const all = withDecisions(found, here).map((one) => ({ ...one, place, mark }))
    const cleaned = withoutOthers(text, all.filter((one) => !one.shown), instead)
    if (shown || all.length > 0) passages.push({ place, mark, text, found: all, ...(about !== undefined && { about }) })
    known.set(name, cleaned)
    return cleaned
  }
  return { clean, passages }
}

/** What a colleague has let stand stands where it covers exactly what is found; what they have marked is taken out. */
function withDecisions(found: readonly OthersFound[], decisions: Decisions): (OthersFound & { shown: boolean })[] {
  const same = (a: OthersFound, b: OthersFound) => a.start === b.start && a.end === b.end && a.kind === b.kind
  const chosen = decisions.filter((one) => one.kind === 'chosen' && !one.shown)
  const standing = found.filter((one) => !chosen.some((mine) => mine.start <= one.start && one.end <= mine.end))
  return [...standing.map((one) => ({ ...one, shown: decisions.some((said) => said.shown && same(said, one)) })), ...chosen.map(({ start, end, kind, why }) => ({ start, end, kind, why, shown: false }))]
    .toSorted((a, b) => a.start - b.start)
}

/** Free columns in which the person's own stands, or what was written to the person: what looks like a name there is theirs or everybody's. */
const NO_NOTES = new Set(['profile.own', 'import_before.before', 'mass_change_person.before', 'outbox_mail.subject', 'incoming_mail.subject', 'use_record.subject', 'ground.reference', 'issued_document.title', 'stop_row.choice'])
/** Members of JSON in which somebody wrote a note. */
const NOTES = new Set(['text', 'words', 'note', 'reason'])

/** The rows with every free column cleaned, JSON member by member. */
export function cleanedTables(tables: GivenTables, { clean }: Pick<Cleaner, 'clean'>): GivenTables {
  return Object.fromEntries(Object.entries(tables).map(([table, rows]) => {
    const map = PERSONAL_TABLES[table]!
    if (map.free === undefined) return [table, rows]
    const cleaned = (column: string, value: unknown): unknown => {
      const place = `${table}.${column}`
      return isFree(map, column) ? cleanedValue(value, !NO_NOTES.has(place), (text, note) => clean(place, text, note && !NO_NOTES.has(place))) : value
    }
    return [table, rows.map((row) => Object.fromEntries(Object.entries(row).map(([column, value]) => [column, cleaned(column, value)])))]
  }))
}

function cleanedValue(value: unknown, note: boolean, clean: (text: string, note: boolean) => string): unknown {
  if (typeof value === 'string') return clean(value, note)
  if (Array.isArray(value)) return value.map((each) => cleanedValue(each, note, clean))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, cleanedValue(each, NOTES.has(name), clean)]))
}

/** The tables of a copy that have rows, by what they are to the person. */
export function tablesOf(copy: Pick<AccessCopy, 'tables'>, category: Category): [table: string, rows: GivenTables[string]][] {
  return Object.entries(copy.tables).filter(([table, rows]) => PERSONAL_TABLES[table]!.category === category && rows.length > 0)
}

/** The categories of a copy that have rows, in their order. */
export function categoriesOf(copy: Pick<AccessCopy, 'tables'>): Category[] {
  return CATEGORIES.filter((category) => tablesOf(copy, category).length > 0)
}
