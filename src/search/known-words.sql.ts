import { sql } from 'kysely'
import type { Tx } from '../plumbing/database.ts'
import type { WordCount } from './known-words.ts'

/** So many words are known at most, the most frequent first. */
const WORDS_MOST = 200_000

/** Every word of names and towns, of people and companies, with how often it stands there. Reads all of them. */
export async function selectKnownWords(tx: Tx): Promise<WordCount[]> {
  const { rows } = await sql<WordCount>`
    select word, count(*)::int as count from (
      select unnest(string_to_array(search_key, ' ')) as word from profile union all select unnest(string_to_array(search_key, ' ')) from company where merged_into is null) w
    where word ~ '^[^0-9]{3,40}$' group by word order by count(*) desc, word limit ${WORDS_MOST}`.execute(tx.db)
  return rows
}
