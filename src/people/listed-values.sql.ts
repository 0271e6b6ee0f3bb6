import { sql, type RawBuilder } from 'kysely'

/** Fields of which very many people have one of rather few values, with the column whose index lists each value (migration 0029). */
const LISTED = {
  city: { table: 'profile', column: 'city' },
  region: { table: 'profile', column: 'region' },
  loyalty_level: { table: 'profile', column: 'loyalty_level' },
  country: { table: 'person', column: 'country' },
} as const
export type ListedField = keyof typeof LISTED

export function isListed(field: string): field is ListedField {
  return Object.hasOwn(LISTED, field)
}

/**
 * A recursive query `listed (value)`: each value that anybody has, once, in the order of bytes, and a null at its end. It
 * goes from value to value through the index, so it costs as much as there are values, however many people have them.
 * What comes out is text as any other: in the order of bytes Å would have no small letter.
 */
export function listedValues(field: ListedField): RawBuilder<unknown> {
  const { table, column } = LISTED[field]
  const least = (beyond: RawBuilder<unknown>) => sql`select min(l.${sql.ref(column)} collate "C") collate "default" from ${sql.table(table)} l where l.${sql.ref(column)} is not null and ${beyond}`
  return sql`listed (value) as (
    ${least(sql`true`)} union all select (${least(sql`(l.${sql.ref(column)} collate "C") > listed.value`)}) from listed where listed.value is not null)`
}
