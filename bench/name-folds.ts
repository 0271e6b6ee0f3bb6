import type pg from 'pg'
import { searchKey } from '../src/values/search-key.ts'
import { INVENTED_NAMES, type InventedPerson } from './invented-people.ts'

/** Sort and search keys as the database's own functions make them, but put together from words that were folded once. */
export class Folds {
  readonly #sorted: ReadonlyMap<string, string>

  static async read(client: pg.Client): Promise<Folds> {
    const { rows } = await client.query<{ name: string; key: string }>("select name, sort_fold(name, 'SE') as key from unnest($1::text[]) as n (name)", [INVENTED_NAMES])
    return new Folds(new Map(rows.map(({ name, key }) => [name, key])))
  }

  private constructor(sorted: ReadonlyMap<string, string>) {
    this.#sorted = sorted
  }

  keysOf(one: InventedPerson): { sortKey: string; searchKey: string } {
    return {
      sortKey: `${this.#sorted.get(one.familyName)} ${this.#sorted.get(one.givenName)}`,
      searchKey: searchKey([one.givenName, one.familyName, one.city, one.customerNumber].join(' ')),
    }
  }
}
