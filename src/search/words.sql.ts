import { sql, type RawBuilder } from 'kysely'
import { anywhere, type Wanted } from './wanted.ts'

/** Condition: a folded text has all the words, each in any of its spellings. `text` is an expression that an index knows. */
export function hasWords(text: RawBuilder<unknown>, wanted: Wanted): RawBuilder<boolean> {
  const words = anywhere(wanted).map(({ keys }) => sql`(${sql.join(keys.map((pattern) => sql`${text} like ${pattern}`), sql` or `)})`)
  return words.length === 0 ? sql<boolean>`false` : sql<boolean>`(${sql.join(words, sql` and `)})`
}
