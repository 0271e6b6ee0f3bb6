import { PERSON_ATTRIBUTES } from '../../decisions/audience.ts'
import { NO_KINDS } from '../../consent/choice.ts'
import type { EntryKind } from '../../ledger/entry.ts'
import { scopeOf, type Scope } from '../../people/scope.ts'
import { selectInScope } from '../../people/scope.sql.ts'
import { Problem } from '../../plumbing/errors.ts'
import type { Tx } from '../../plumbing/database.ts'
import { selectCatalogue, type PublishedCatalogue } from '../../purposes/catalogue.sql.ts'
import { scopeOfReaches, writableOf, type Reach } from '../../staff/reach.ts'
import type { PersonId } from '../../values/ids.ts'
import type { StaffActor } from '../../staff/staff-actor.ts'

/** What this caller may see: undefined is everything. The one place where keys and colleagues are bound. */
export async function scopeFor(tx: Tx, actor: StaffActor): Promise<Scope | undefined> {
  return isBound(actor) ? scopeIn(await selectCatalogue(tx), actor) : undefined
}

/** True for whoever sees less than everything: every key, and colleagues whose roles leave something out. */
export function isBound(actor: StaffActor): boolean {
  return actor.kind === 'key' || !seesAll(actor.reaches)
}

/** True for colleagues who see everything of everybody. */
export function seesAll(reaches: readonly Reach[]): boolean {
  return reaches.some(({ purposes, readable }) => purposes === null && readable === null)
}

/** The same with the catalogue in hand. */
export function scopeIn(catalogue: PublishedCatalogue, actor: StaffActor): Scope | undefined {
  return actor.kind === 'key' ? scopeOf(actor.purposes, catalogue) : scopeOfReaches(actor.reaches, catalogue)
}

/** The purposes that hold whoever is bound by them; null for colleagues who see everybody. */
export function purposesOf(actor: StaffActor): readonly string[] | null {
  if (actor.kind === 'key') return actor.purposes
  return actor.reaches.some(({ purposes }) => purposes === null) ? null : [...new Set(actor.reaches.flatMap(({ purposes }) => purposes ?? []))]
}

/** Throws `forbidden` for the first field that a colleague sees of nobody; `path` names it. Whatever its values, the answer is the same (AZ-03). */
export function refuseUnseen(actor: StaffActor, scope: Scope | undefined, fields: readonly string[], path: (place: number) => string): void {
  // What a key may filter by is what its purpose needs, which is asked wherever there is a filter.
  const place = scope && actor.kind === 'staff' ? fields.findIndex((field) => !seesField(scope, field)) : -1
  if (place >= 0) throw new Problem('forbidden', { text: 'staff.field-not-seen', field: path(place), parameters: { field: fields[place]! } })
}

/** Throws as if unknown for somebody who is not in scope. */
export async function refuseStrangers(tx: Tx, scope: Scope | undefined, people: readonly PersonId[]): Promise<void> {
  if (scope && (await selectInScope(tx, scope, people)).size < new Set(people).size) throw new Problem('not-found', { text: 'people.unknown' })
}

/** True when the field is seen of somebody. What stands of a person besides values is no field. */
export function seesField(scope: Scope | undefined, field: string): boolean {
  return scope === undefined || (PERSON_ATTRIBUTES as readonly string[]).includes(field) || scope.ofEverybody?.includes(field) === true
    || [...scope.needs.values()].some((needed) => needed.includes(field))
}

/** True for what a colleague's roles let them change; keys are held to what their purposes need. */
export function mayWrite(actor: StaffActor, field: string): boolean {
  return actor.kind === 'key' || (writableOf(actor.reaches)?.has(field) ?? true)
}

/** Throws `forbidden` for whoever does not see everything: a mail that was sent may hold anything. */
export function refuseBound(actor: StaffActor): void {
  if (isBound(actor)) throw new Problem('forbidden', { text: 'staff.needs-all-fields' })
}

/** Throws `forbidden` for the first of these fields that the caller may not change; `field` is its path. */
export function refuseUnwritable(actor: StaffActor, fields: readonly string[], field: (name: string) => string = (name) => name): void {
  const closed = fields.find((one) => !mayWrite(actor, one))
  if (closed !== undefined) throw new Problem('forbidden', { text: 'staff.field-not-yours', field: field(closed) })
}

/** Throws `forbidden` where a key or colleague would act for a purpose it is not bound to. `field` is the path of the list. */
export function refuseOutOfScope(scope: Scope | undefined, purposes: readonly string[], field: (place: number) => string): void {
  const place = scope && !scope.ofEverybody ? purposes.findIndex((purpose) => !scope.purposes.includes(purpose)) : -1
  if (place >= 0) throw new Problem('forbidden', { text: 'staff.not-for-purpose', field: field(place), parameters: { purpose: purposes[place]! } })
}

/**
 * What whoever is bound may record: choices about their purposes, of the people they see. A key that speaks for the person may record
 * any no for anybody, seen or not: a withdrawal can always be recorded (rule L2). Throws as if the person were unknown.
 */
export function refuseChoices(actor: StaffActor, scope: Scope | undefined, sees: boolean, choices: readonly { kind: EntryKind; purpose: string }[]): void {
  if (!scope) return
  // A colleague records a no for anybody too, with what the person left behind as evidence.
  const free = (kind: EntryKind) => (actor.kind === 'staff' || actor.speaksForPerson) && NO_KINDS.includes(kind)
  const bound = scope.ofEverybody ? -1 : choices.findIndex(({ kind, purpose }) => !free(kind) && !scope.purposes.includes(purpose))
  if (bound >= 0) throw new Problem('forbidden', { text: 'staff.not-for-purpose', field: `choices.${bound}.purpose`, parameters: { purpose: choices[bound]!.purpose } })
  if (!sees && !choices.every(({ kind }) => free(kind))) throw new Problem('not-found', { text: 'people.unknown' })
}
