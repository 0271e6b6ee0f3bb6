import { lives, type Ground } from './ground.ts'

/**
 * What a connected system may see: what its purposes need, of people with a living ground for one of them
 * (art. 5(1)(b), 25). Everything else is as if it were not there.
 */
export interface Scope {
  readonly purposes: readonly string[]
  /** Fields that each of these purposes needs, by the catalogue in force; a purpose that is retired needs none. */
  readonly needs: ReadonlyMap<string, readonly string[]>
}

/** Restricted are uses for a purpose, of a field, or both; `*` is all (art. 18). */
export interface Restricted {
  purpose: string
  fieldKey: string
}

const ALL = '*'

/** The scope of these purposes. */
export function scopeOf(purposes: readonly string[], catalogue: { purposes: readonly { key: string; fields: readonly string[] }[] }): Scope {
  const inForce = catalogue.purposes.filter((one) => purposes.includes(one.key))
  return { purposes: inForce.map((one) => one.key), needs: new Map(inForce.map((one) => [one.key, one.fields])) }
}

/** The living grounds through which somebody is in scope; empty for whoever is not. */
export function groundsInScope(scope: Scope, grounds: readonly Ground[], restrictions: readonly Restricted[], now: Date): Ground[] {
  return grounds.filter((ground) => scope.purposes.includes(ground.purpose) && lives(ground, now)
    && !restrictions.some((one) => covers(one.purpose, ground.purpose) && one.fieldKey === ALL))
}

/** The fields that are in scope through these grounds; what is blocked or restricted is not. */
export function fieldsInScope(scope: Scope, grounds: readonly Ground[], restrictions: readonly Restricted[], blocked: readonly string[]): Set<string> {
  const through = (ground: Ground) => (scope.needs.get(ground.purpose) ?? []).filter((field) =>
    !blocked.includes(field) && !restrictions.some((one) => covers(one.purpose, ground.purpose) && covers(one.fieldKey, field)))
  return new Set(grounds.flatMap(through))
}

function covers(restricted: string, one: string): boolean {
  return restricted === ALL || restricted === one
}
