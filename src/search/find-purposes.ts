import type { Tx } from '../plumbing/database.ts'
import { selectCatalogue } from '../purposes/catalogue.sql.ts'
import { searchKey } from '../values/search-key.ts'
import type { Clue, Found, Searcher } from './found.ts'
import { rankOf } from './wanted.ts'

/** Purposes by their name in the searcher's language, or their key. */
export async function findPurposes(tx: Tx, { wanted, limit }: Clue, { language }: Searcher): Promise<Found[]> {
  const { purposes } = await selectCatalogue(tx)
  const fits = (text: string) => wanted.words.every(({ forms, near }) => [...forms, ...near].some((form) => searchKey(text).includes(form)))
  return purposes.filter(({ key, texts }) => fits(`${texts[language].name} ${key}`)).slice(0, limit)
    .map(({ key, texts }) => ({ id: key, person: null, title: texts[language].name, about: key, rank: rankOf(texts[language].name, wanted), shows: [] }))
}
