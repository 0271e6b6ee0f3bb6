import { areOfDocuments, scopeOf, type Scope } from '../people/scope.ts'
import type { Catalogue } from '../purposes/catalogue.ts'

/** How far a role reaches: for which purposes, and into which fields. Null is all, those to come too. */
export interface Reach {
  readonly purposes: readonly string[] | null
  readonly readable: readonly string[] | null
  /** Never more than what is readable. */
  readonly writable: readonly string[] | null
}

type KnownCatalogue = Pick<Catalogue, 'purposes' | 'fields'>

export const UNLIMITED: Reach = { purposes: null, readable: null, writable: null }

/**
 * What colleagues with these reaches see of people: undefined is everything. Roles for all purposes show their fields of
 * everybody; roles for some show what these purposes need, as far as the role reads it, of people with a living ground.
 */
export function scopeOfReaches(reaches: readonly Reach[], catalogue: KnownCatalogue): Scope | undefined {
  if (reaches.some(({ purposes, readable }) => purposes === null && readable === null)) return undefined
  const everywhere = reaches.filter(({ purposes }) => purposes === null)
  const covered = catalogue.purposes.filter(({ key }) => reaches.some((one) => one.purposes === null || one.purposes.includes(key)))
  const read = (purpose: string, field: string) => reaches.some((one) => includes(one.purposes, purpose) && includes(one.readable, field))
  const documents = reaches.some(({ purposes }) => purposes !== null && areOfDocuments(purposes))
  const scope = { ...scopeOf(covered.map(({ key }) => key), { purposes: covered.map(({ key, fields }) => ({ key, fields: fields.filter((field) => read(key, field)) })) }), documents }
  return everywhere.length === 0 ? scope : { ...scope, ofEverybody: catalogue.fields.map(({ key }) => key).filter((field) => everywhere.some(({ readable }) => includes(readable, field))) }
}

/** The fields that colleagues with these reaches may change; undefined is all. */
export function writableOf(reaches: readonly Reach[]): ReadonlySet<string> | undefined {
  return reaches.some(({ writable }) => writable === null) ? undefined : new Set(reaches.flatMap(({ writable }) => writable ?? []))
}

/** What both allow. */
export function narrowed(one: Reach, by: Reach): Reach {
  return { purposes: both(one.purposes, by.purposes), readable: both(one.readable, by.readable), writable: both(one.writable, by.writable) }
}

/** True when whoever has these reaches has all of this one: one of them must hold it whole. */
export function covers(reaches: readonly Reach[], wanted: Reach): boolean {
  const holds = (have: readonly string[] | null, want: readonly string[] | null) => have === null || (want !== null && want.every((one) => have.includes(one)))
  return reaches.some((one) => holds(one.purposes, wanted.purposes) && holds(one.readable, wanted.readable) && holds(one.writable, wanted.writable))
}

function includes(list: readonly string[] | null, one: string): boolean {
  return list === null || list.includes(one)
}

function both(one: readonly string[] | null, other: readonly string[] | null): readonly string[] | null {
  if (one === null || other === null) return one ?? other
  return one.filter((each) => other.includes(each))
}
