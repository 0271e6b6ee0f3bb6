import { lives, type Ground } from './ground.ts'

/**
 * What a connected system or a colleague may see: what its purposes need, of people with a living ground for one of
 * them (art. 5(1)(b), 25). Everything else is as if it were not there.
 */
export interface Scope {
  readonly purposes: readonly string[]
  /** Fields that each of these purposes needs, by the catalogue in force; a purpose that is retired needs none. */
  readonly needs: ReadonlyMap<string, readonly string[]>
  /** Fields seen of everybody, whatever ground there is: for colleagues whose roles are for all purposes. Undefined: nobody is seen without a ground. */
  readonly ofEverybody?: readonly string[]
  /** Documents that were issued to people are opened too: each shows many fields at once, so it takes a role or key that is for these purposes. */
  readonly documents?: boolean
}

/** Whose work invoices and books are. */
const OF_DOCUMENTS: readonly string[] = ['invoicing', 'bookkeeping']

/** Whether being bound to these purposes opens documents. */
export function areOfDocuments(purposes: readonly string[]): boolean {
  return purposes.some((purpose) => OF_DOCUMENTS.includes(purpose))
}

/** Whether whoever has this scope may open what was issued to people; undefined is everything. */
export function opensDocuments(scope: Scope | undefined): boolean {
  return scope === undefined || scope.documents === true
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
  return { purposes: inForce.map((one) => one.key), needs: new Map(inForce.map((one) => [one.key, one.fields])), documents: areOfDocuments(purposes) }
}

/** True when these fields are seen of everybody, so that nothing hidden can be told by putting people in their order. */
export function showsOfEverybody(scope: Scope | undefined, fields: readonly string[]): boolean {
  return scope === undefined || (scope.ofEverybody !== undefined && fields.every((field) => scope.ofEverybody!.includes(field)))
}

/** True when somebody is in scope who has these living grounds in it. */
export function isInScope(scope: Scope, living: readonly Ground[]): boolean {
  return living.length > 0 || scope.ofEverybody !== undefined
}

/** The living grounds through which somebody is in scope. */
export function groundsInScope(scope: Scope, grounds: readonly Ground[], restrictions: readonly Restricted[], now: Date): Ground[] {
  return grounds.filter((ground) => scope.purposes.includes(ground.purpose) && lives(ground, now)
    && !restrictions.some((one) => covers(one.purpose, ground.purpose) && one.fieldKey === ALL))
}

/** The fields that are in scope through these grounds; what is blocked or restricted is not. */
export function fieldsInScope(scope: Scope, grounds: readonly Ground[], restrictions: readonly Restricted[], blocked: readonly string[]): Set<string> {
  const through = (ground: Ground) => (scope.needs.get(ground.purpose) ?? []).filter((field) =>
    !blocked.includes(field) && !restrictions.some((one) => covers(one.purpose, ground.purpose) && covers(one.fieldKey, field)))
  return new Set([...grounds.flatMap(through), ...(scope.ofEverybody ?? [])])
}

function covers(restricted: string, one: string): boolean {
  return restricted === ALL || restricted === one
}
