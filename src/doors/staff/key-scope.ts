import { NO_KINDS } from '../../consent/choice.ts'
import type { EntryKind } from '../../ledger/entry.ts'
import { scopeOf, type Scope } from '../../people/scope.ts'
import { Problem } from '../../plumbing/errors.ts'
import type { Tx } from '../../plumbing/database.ts'
import { selectCatalogue } from '../../purposes/catalogue.sql.ts'
import type { StaffActor } from '../../staff/staff-actor.ts'

/** What this caller may see: undefined is everything, for colleagues. The one place where keys are bound. */
export async function scopeFor(tx: Tx, actor: StaffActor): Promise<Scope | undefined> {
  return actor.kind === 'key' ? scopeOf(actor.purposes, await selectCatalogue(tx)) : undefined
}

/** Throws `forbidden` where a key would act for a purpose it is not bound to. `field` is the path of the list. */
export function refuseOutOfScope(scope: Scope | undefined, purposes: readonly string[], field: (place: number) => string): void {
  const place = scope ? purposes.findIndex((purpose) => !scope.purposes.includes(purpose)) : -1
  if (place >= 0) throw new Problem('forbidden', { text: 'staff.key-not-for-purpose', field: field(place), parameters: { purpose: purposes[place]! } })
}

/**
 * What a key may record: choices about its purposes, of the people it sees. One that speaks for the person may record
 * any no for anybody, seen or not: a withdrawal can always be recorded (rule L2). Throws as if the person were unknown.
 */
export function refuseChoices(actor: StaffActor, scope: Scope | undefined, sees: boolean, choices: readonly { kind: EntryKind; purpose: string }[]): void {
  if (!scope || actor.kind === 'staff') return
  const free = (kind: EntryKind) => actor.speaksForPerson && NO_KINDS.includes(kind)
  const bound = choices.findIndex(({ kind, purpose }) => !free(kind) && !scope.purposes.includes(purpose))
  if (bound >= 0) throw new Problem('forbidden', { text: 'staff.key-not-for-purpose', field: `choices.${bound}.purpose`, parameters: { purpose: choices[bound]!.purpose } })
  if (!sees && !choices.every(({ kind }) => free(kind))) throw new Problem('not-found', { text: 'people.unknown' })
}
