import { NO_KINDS } from '../../consent/choice.ts'
import type { EntryKind } from '../../ledger/entry.ts'
import { scopeOf, type Scope } from '../../people/scope.ts'
import { Problem } from '../../plumbing/errors.ts'
import type { Tx } from '../../plumbing/database.ts'
import { selectCatalogue, type PublishedCatalogue } from '../../purposes/catalogue.sql.ts'
import { scopeOfReaches, writableOf } from '../../staff/reach.ts'
import type { StaffActor } from '../../staff/staff-actor.ts'

/** What this caller may see: undefined is everything. The one place where keys and colleagues are bound. */
export async function scopeFor(tx: Tx, actor: StaffActor): Promise<Scope | undefined> {
  return isBound(actor) ? scopeIn(await selectCatalogue(tx), actor) : undefined
}

/** True for whoever sees less than everything: every key, and colleagues whose roles leave something out. */
export function isBound(actor: StaffActor): boolean {
  return actor.kind === 'key' || !actor.reaches.some(({ purposes, readable }) => purposes === null && readable === null)
}

/** The same with the catalogue in hand. */
export function scopeIn(catalogue: PublishedCatalogue, actor: StaffActor): Scope | undefined {
  return actor.kind === 'key' ? scopeOf(actor.purposes, catalogue) : scopeOfReaches(actor.reaches, catalogue)
}

/** Throws as if the first of these fields that the caller may not change were not there; `field` is its path. */
export function refuseUnwritable(actor: StaffActor, fields: readonly string[], field: (name: string) => string = (name) => name): void {
  const writable = actor.kind === 'key' ? undefined : writableOf(actor.reaches)
  const closed = writable && fields.find((one) => !writable.has(one))
  if (closed !== undefined) throw new Problem('forbidden', { text: 'staff.field-not-yours', field: field(closed) })
}

/** Throws `forbidden` where a key or colleague would act for a purpose it is not bound to. `field` is the path of the list. */
export function refuseOutOfScope(scope: Scope | undefined, purposes: readonly string[], field: (place: number) => string): void {
  const place = scope ? purposes.findIndex((purpose) => !scope.purposes.includes(purpose)) : -1
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
  const bound = choices.findIndex(({ kind, purpose }) => !free(kind) && !scope.purposes.includes(purpose))
  if (bound >= 0) throw new Problem('forbidden', { text: 'staff.not-for-purpose', field: `choices.${bound}.purpose`, parameters: { purpose: choices[bound]!.purpose } })
  if (!sees && !choices.every(({ kind }) => free(kind))) throw new Problem('not-found', { text: 'people.unknown' })
}
