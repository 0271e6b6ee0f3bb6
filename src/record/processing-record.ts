import type { Basis } from '../law/basis.ts'
import { CAPACITIES, type Capacity, type Channel } from '../law/channel.ts'
import type { KnownOrNot } from '../law/country.ts'
import { CATEGORIES, words, type Category, type Leaving, type PersonalTable, type Why } from '../law/data-map.ts'
import type { Catalogue } from '../purposes/catalogue.ts'
import { CONTACT_FIELDS, FIELD_CATEGORIES, PROFILE_FIELDS, type Field, type FieldCategory } from '../purposes/field.ts'
import { FOLLOW_UP } from '../purposes/follow-up.ts'
import { BASIS_COUNTRIES, type BasisLine, type Purpose } from '../purposes/purpose.ts'

/** Groups of people whose data a purpose uses (art. 30(1)(c)). */
export const SUBJECTS = ['customers', 'former', 'prospects', 'trying', 'members', 'asked', 'everybody', 'colleagues'] as const
export type Subject = (typeof SUBJECTS)[number]

/** One basis and where it holds: on these channels, for these capacities, in these countries. */
export interface BasisUse {
  basis: Basis
  channels: Channel[]
  /** Empty: for everybody. */
  capacities: Capacity[]
  /** Empty: in all of them. */
  countries: KnownOrNot[]
}

/** One purpose as the record of processing has it (art. 30(1)(b) to (f)). */
export interface Activity {
  purpose: Purpose
  bases: BasisUse[]
  subjects: Subject[]
  /** The fields it needs, by kind of data. */
  fields: { category: FieldCategory; fields: Field[] }[]
  /** What the program keeps for it beside the fields, by the data map. */
  kept: Category[]
}

/** What the program keeps of people beside fields: what it is, what for, and when it goes. */
export interface KeptData {
  category: Category
  why: Why
  leaves: Leaving
  tables: string[]
  /** Keys of the purposes in force that explain it. */
  purposes: string[]
}

export interface ProcessingRecord {
  activities: Activity[]
  kept: KeptData[]
  faults: RecordFault[]
}

/** Something that runs and that the record cannot explain: a key under `record.fault`, and what it is about. */
export interface RecordFault {
  text: 'unexplained' | 'no-field' | 'field-missing' | 'nobody-to-write-to' | 'no-address'
  about: string
  needs?: string
}

/** The purposes that explain why something is kept which is no field's value; those of the fields are `the-fields`. */
const EXPLAINED_BY: Record<Why, readonly string[] | 'the-fields' | 'the-house'> = {
  purposes: 'the-fields', running: 'the-fields', proof: ['rights'], insight: ['rights'], rights: ['rights'], undo: ['rights', 'security'], security: ['security'], law: ['bookkeeping'],
  // Colleagues are no customers: what is kept of them has a part of its own in the record.
  staff: 'the-house',
}

/** Columns of the profile that are no field: whose row it is, what sorts and finds it, and where own fields stand. */
const NO_FIELDS = new Set(['person_id', 'display_name', 'sort_key', 'search_key', 'own'])

/** The record of processing (art. 30(1)), from what is in force: purposes, their fields, bases, recipients and periods, and the data map. Pure. */
export function processingRecord(catalogue: Catalogue, map: Readonly<Record<string, PersonalTable>>): ProcessingRecord {
  const kept = keptData(catalogue, map)
  return {
    activities: catalogue.purposes.map((purpose) => ({
      purpose, bases: basisUses(purpose.bases), subjects: subjectsOf(purpose), fields: fieldsOf(purpose, catalogue.fields),
      kept: CATEGORIES.filter((category) => kept.some((one) => one.category === category && one.why !== 'purposes' && one.why !== 'running' && one.purposes.includes(purpose.key))),
    })),
    kept, faults: [...unexplained(kept), ...fieldFaults(catalogue, map)],
  }
}

function keptData(catalogue: Catalogue, map: Readonly<Record<string, PersonalTable>>): KeptData[] {
  const groups = Map.groupBy(Object.entries(map), ([, { category, why, leaves }]) => `${category} ${why} ${leaves}`)
  return [...groups.values()].map((tables) => {
    const { category, why, leaves } = tables[0]![1]
    return { category, why, leaves, tables: tables.map(([table]) => table), purposes: explaining(why, catalogue) }
  }).toSorted((a, b) => CATEGORIES.indexOf(a.category) - CATEGORIES.indexOf(b.category))
}

function explaining(why: Why, { purposes }: Catalogue): string[] {
  const by = EXPLAINED_BY[why]
  if (by === 'the-house') return ['the-house']
  return purposes.filter((purpose) => (by === 'the-fields' ? purpose.fields.length > 0 : by.includes(purpose.key))).map((purpose) => purpose.key)
}

function unexplained(kept: readonly KeptData[]): RecordFault[] {
  return kept.filter((one) => one.purposes.length === 0).flatMap(({ why, tables }) => {
    const by = EXPLAINED_BY[why]
    return tables.map((about) => ({ text: 'unexplained' as const, about, ...(typeof by === 'string' ? {} : { needs: by.join(', ') }) }))
  })
}

/** Columns that hold what no field is defined for, and fields of the catalogue that the map has no column for. */
function fieldFaults({ purposes, fields }: Catalogue, map: Readonly<Record<string, PersonalTable>>): RecordFault[] {
  const needed = new Set(purposes.flatMap((purpose) => purpose.fields))
  const columns = [...words(map['profile']?.columns ?? '')].filter((column) => !NO_FIELDS.has(column))
  const known = new Set(fields.map((field) => field.key))
  const stored = new Set<string>([...columns, ...CONTACT_FIELDS])
  return [
    // A field that the company has retired holds nothing any more: only what never was one is unexplained.
    ...columns.filter((column) => !(PROFILE_FIELDS as readonly string[]).includes(column) && !needed.has(column)).map((column) => ({ text: 'no-field' as const, about: `profile.${column}` })),
    ...fields.filter((field) => field.shipped && !field.sensitive && !stored.has(field.key)).map((field) => ({ text: 'field-missing' as const, about: field.key })),
    ...[...needed].filter((key) => !known.has(key)).map((about) => ({ text: 'field-missing' as const, about })),
  ]
}

/** Lines that say the same for several channels, capacities or countries are told as one. */
function basisUses(lines: readonly BasisLine[]): BasisUse[] {
  const cells = Map.groupBy(lines, ({ basis, channel }) => `${basis} ${channel}`)
  const perChannel = [...cells.values()].map((ones) => ({
    basis: ones[0]!.basis, channel: ones[0]!.channel,
    scope: ones.length === BASIS_COUNTRIES.length * CAPACITIES.length ? [] : ones.map(({ capacity, country }) => ({ capacity, country })),
  }))
  return [...Map.groupBy(perChannel, ({ basis, scope }) => `${basis} ${JSON.stringify(scope)}`).values()].flatMap((ones) => {
    const channels = ones.map((one) => one.channel)
    const { basis, scope } = ones[0]!
    if (scope.length === 0) return [{ basis, channels, capacities: [], countries: [] }]
    const byCapacity = [...Map.groupBy(scope, (one) => one.capacity)].map(([capacity, places]) => ({ capacity, countries: places.map((one) => one.country) }))
    return [...Map.groupBy(byCapacity, ({ countries }) => countries.join()).values()].map((same) => ({
      basis, channels, capacities: allOrSome(same.map((one) => one.capacity), CAPACITIES.length), countries: allOrSome(same[0]!.countries, BASIS_COUNTRIES.length),
    }))
  })
}

const allOrSome = <Each>(some: Each[], all: number): Each[] => (some.length === all ? [] : some)

const SUBJECTS_OF: Record<string, Subject[]> = {
  contract: ['customers', 'former'], invoicing: ['customers', 'former'], bookkeeping: ['customers', 'former'], service: ['customers', 'former'],
  prospects: ['prospects'], [FOLLOW_UP]: ['prospects'], trial: ['trying'], membership: ['members'], rights: ['everybody'], security: ['everybody'],
}

/** By what a purpose of the company's own is to the person where the starter catalogue does not know it. */
function subjectsOf({ key, kind, bases }: Purpose): Subject[] {
  const own = SUBJECTS_OF[key]
  if (own) return own
  if (kind === 'legal') return ['everybody']
  const asked: Subject[] = bases.some(({ basis }) => basis === 'consent') ? ['asked'] : []
  return bases.every(({ basis }) => basis === 'consent') ? asked : ['customers', ...asked]
}

function fieldsOf({ fields: needed }: Purpose, fields: readonly Field[]): Activity['fields'] {
  return FIELD_CATEGORIES.map((category) => ({ category, fields: fields.filter((field) => field.category === category && needed.includes(field.key)) })).filter((one) => one.fields.length > 0)
}
