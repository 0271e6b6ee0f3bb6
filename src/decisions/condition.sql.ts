import { sql, type RawBuilder } from 'kysely'
import { isListed, listedValues, type ListedField } from '../people/listed-values.sql.ts'
import { PROFILE_FIELDS } from '../purposes/field.ts'
import { PERSON_ATTRIBUTES, type CheckedCondition } from './audience.ts'

/** Of whom a value may be looked at, as a condition over `person p`. */
export type MayLook = (field: string) => RawBuilder<boolean>

/** What is blocked or restricted is as if it were not there (art. 18). */
export const notWithheld: MayLook = (field) => sql<boolean>`(not exists (select from value_block v where v.person_id = p.person_id and v.field_key = ${field})
  and not exists (select from restriction r where r.person_id = p.person_id and r.field_key = ${field}))`

/** The filters over `person p` and `profile f`. Columns are named only from the list of shipped fields; everything else is a parameter. */
export function matching(conditions: readonly CheckedCondition[], now: Date, mayLook: MayLook = notWithheld): RawBuilder<boolean> {
  if (conditions.length === 0) return sql<boolean>`true`
  // Once a field, however many filters look at it: each costs the planner a look at every part of two tables.
  const fields = new Set(conditions.filter((one) => !ofPerson(one)).map((one) => one.field))
  const listed = Map.groupBy(conditions.filter(isOfListed), (one) => one.field as ListedField)
  return sql<boolean>`(${sql.join([
    ...conditions.filter((one) => !isOfListed(one)).map((one) => matches(one, now)), ...[...listed].flatMap(([field, many]) => listedMatches(field, many)), ...[...fields].map(mayLook),
  ], sql` and `)})`
}

/** Looks at the text of a field that few values are had of. */
function isOfListed(condition: CheckedCondition): boolean {
  return isListed(condition.field) && condition.op !== 'empty' && (ofPerson(condition) || condition.as === 'text')
}

/**
 * Folding everybody's value takes a second for a million people: each value is folded once, and the index finds who has it.
 * Once for all that a value must be and once for all that it must not, however many filters there are.
 */
function listedMatches(field: ListedField, many: readonly CheckedCondition[]): RawBuilder<unknown>[] {
  const column = ofPerson(many[0]!) ? sql.ref(`p.${field}`) : valueOf(field)
  const among = (which: RawBuilder<unknown>) => sql`(${column} collate "C") = any (array(with recursive ${listedValues(field)} select listed.value from listed where ${which}))`
  // Where there are few values, `is not true` looks to the planner as if nobody were left, and it joins accordingly.
  const [isNot, is] = [many.filter((one) => one.op === 'is-not'), many.filter((one) => one.op !== 'is-not')]
  return [
    ...(is.length > 0 ? [among(sql.join(is.map(({ op, value }) => folded(sql`listed.value`, op, value)), sql` and `))] : []),
    ...(isNot.length > 0 ? [sql`(${among(sql.join(isNot.map(({ value }) => folded(sql`listed.value`, 'is', value)), sql` or `))}) is distinct from true`] : []),
  ]
}

/** Facts about the person themself and what they are held for: nothing of that is withheld field by field. */
function ofPerson({ field, as }: CheckedCondition): boolean {
  return as === 'purpose' || field === 'country' || field === 'capacity'
}

/** Facts about the person themself, and contact points, are found without the profile. */
export function needsProfile(conditions: readonly CheckedCondition[]): RawBuilder<unknown> {
  return conditions.some(isOfProfile) ? sql`left join profile f on f.person_id = p.person_id` : sql``
}

function isOfProfile({ field, as }: CheckedCondition): boolean {
  return as !== 'contact' && as !== 'purpose' && !(PERSON_ATTRIBUTES as readonly string[]).includes(field)
}

/** The value of a field as it stands in `profile f`: a column, or a member of the company's own fields. */
export function valueOf(field: string): RawBuilder<unknown> {
  const shipped = PROFILE_FIELDS.find((each) => each === field)
  return shipped ? sql.ref(`f.${shipped}`) : sql`(f.own -> ${field})`
}

function matches(condition: CheckedCondition, now: Date): RawBuilder<unknown> {
  if (condition.as === 'purpose') return heldFor(condition, now)
  if (ofPerson(condition)) return textMatches(sql.ref(`p.${condition.field}`), condition)
  return condition.as === 'contact' ? reachedAt(condition) : valueMatches(condition)
}

/** With a living ground for the purpose that is not restricted as a whole: such a one is only kept (art. 18). */
function heldFor({ op, value }: CheckedCondition, now: Date): RawBuilder<unknown> {
  return sql`${op === 'is-not' ? sql`not` : sql``} exists (
    select from ground hg where hg.person_id = p.person_id and hg.purpose_key = ${value} and ground_lives(hg.since, hg.until, hg.ended_at, ${now}::timestamptz)
      and not exists (select from restriction hr where hr.person_id = p.person_id and hr.purpose in ('*', hg.purpose_key) and hr.field_key = '*'))`
}

/** A living yes to one of some purposes that will end before a moment. */
export interface EndingYes {
  purposes: readonly string[]
  before: Date
}

/** A living yes `es` of the ground `eg` that ends by itself before a moment: with its ground, or before it where it was said earlier than through another channel. */
export function endingYes(now: Date, before: Date): RawBuilder<boolean> {
  return sql<boolean>`(es.state = 'given' and eg.basis = 'consent' and least(es.until, eg.until) < ${before}::timestamptz and (es.until is null or es.until > ${now}::timestamptz)
    and ground_lives(eg.since, eg.until, eg.ended_at, ${now}::timestamptz))`
}

export function whoseYesEnds({ purposes, before }: EndingYes, now: Date): RawBuilder<boolean> {
  return sql<boolean>`exists (
    select from standing es join ground eg on eg.person_id = es.person_id and eg.purpose_key = es.purpose
    where es.person_id = p.person_id and eg.person_id = p.person_id and es.purpose = any (${purposes}::text[]) and ${endingYes(now, before)})`
}

const POINT_KIND: Record<string, string> = { email: 'email', phone: 'phone', postal_address: 'postal' }

/** An address or number that reaches the person. */
function reachedAt({ field, op, value }: CheckedCondition): RawBuilder<unknown> {
  const points = (which: RawBuilder<unknown>) => sql`exists (select from contact_point c where c.person_id = p.person_id and c.kind = ${POINT_KIND[field] ?? field} and c.ended_at is null and ${which})`
  if (op === 'empty') return value === true ? sql`not ${points(sql`true`)}` : points(sql`true`)
  const literal = canonicalPiece(field, String(value)).replaceAll(/[\\%_]/g, String.raw`\$&`)
  return points(sql`c.canonical ilike ${op === 'is' ? literal : op === 'starts-with' ? `${literal}%` : `%${literal}%`}`)
}

/** Numbers are kept without spaces, hyphens and brackets. */
function canonicalPiece(field: string, text: string): string {
  return field === 'phone' ? text.replaceAll(/[\s()-]/g, '') : text
}

function valueMatches(condition: CheckedCondition): RawBuilder<unknown> {
  const shipped = PROFILE_FIELDS.some((each) => each === condition.field)
  const { value, op } = condition
  const held = shipped ? valueOf(condition.field) : sql`(f.own ->> ${condition.field})`
  if (op === 'empty') return isEmpty(condition, held)
  if (condition.as === 'list') return sql`exists (select from ${itemsOf(condition.field, shipped)} as i (item) where search_fold(i.item) = search_fold(${value}))`
  if (condition.as === 'text') return textMatches(held, condition)
  if (condition.as === 'yes-no') return sql`${valueOf(condition.field)} = ${JSON.stringify(value)}::jsonb`
  const compare = op === 'at-least' ? sql`>=` : op === 'at-most' ? sql`<=` : sql`=`
  if (shipped) return sql`${held} ${compare} ${value}::${condition.as === 'date' ? sql`date` : sql`bigint`}`
  // ISO dates compare as text in the order of time; numbers of own fields are JSON numbers.
  return condition.as === 'date'
    ? sql`${held} ${compare} ${value}::text`
    : sql`case jsonb_typeof(f.own -> ${condition.field}) when 'number' then ${held}::numeric ${compare} ${value}::numeric else false end`
}

function itemsOf(field: string, shipped: boolean): RawBuilder<unknown> {
  return shipped ? sql`unnest(${valueOf(field)})` : sql`jsonb_array_elements_text(case jsonb_typeof(f.own -> ${field}) when 'array' then f.own -> ${field} end)`
}

function isEmpty({ field, as, value }: CheckedCondition, held: RawBuilder<unknown>): RawBuilder<unknown> {
  const shipped = PROFILE_FIELDS.some((each) => each === field)
  const some = as === 'list' ? sql`exists (select from ${itemsOf(field, shipped)})` : sql`coalesce(${held}::text, '') <> ''`
  return value === true ? sql`not ${some}` : some
}

function textMatches(column: RawBuilder<unknown>, { op, value }: CheckedCondition): RawBuilder<unknown> {
  if (op === 'empty') return value === true ? sql`${column} is null` : sql`${column} is not null`
  return op === 'is-not' ? sql`(${folded(column, 'is', value)}) is not true` : folded(column, op, value)
}

function folded(text: RawBuilder<unknown>, op: CheckedCondition['op'], value: unknown): RawBuilder<unknown> {
  if (op === 'starts-with') return sql`starts_with(search_fold(${text}), search_fold(${value}))`
  if (op === 'contains') return sql`strpos(search_fold(${text}), search_fold(${value})) > 0`
  return sql`search_fold(${text}) = search_fold(${value})`
}
