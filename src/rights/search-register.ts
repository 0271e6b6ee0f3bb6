import { findBySealed } from '../people/find-by-sealed.ts'
import type { SealingKeeper } from '../people/seal-values.ts'
import { RETENTION_ZONE } from '../people/start-grounds.ts'
import type { Tx } from '../plumbing/database.ts'
import { localDateIn } from '../values/calendar.ts'
import { isFault } from '../values/fault.ts'
import type { PersonId } from '../values/ids.ts'
import { parsePersonNumber } from '../values/identity-number.ts'
import { searchedPlaces, selectFoundIn } from './register-search.sql.ts'
import { termsOf, type PlaceFound, type TermKind } from './register-search.ts'
import type { ReadContact } from './stranger.ts'

/** Where identity numbers lie, sealed: found by their keyed mark. */
export const SEALED = 'sealed_value'

export interface RegisterSearched {
  /** By what was looked. */
  by: TermKind[]
  /** Every place, also those where nothing was found. */
  places: PlaceFound[]
}

/**
 * Looks for somebody in every place of the data map where a fact stands in the open, and by their sealed number; `except`
 * is the row that was made for the request itself. Reads whole tables: to be called as a report.
 */
export async function searchRegister(tx: Tx, keeper: SealingKeeper, said: { name: string; contacts: readonly ReadContact[]; number?: string | undefined }, except: PersonId): Promise<RegisterSearched> {
  const terms = termsOf(said)
  const places: PlaceFound[] = []
  for (const table of terms.length === 0 ? [] : searchedPlaces()) places.push(await selectFoundIn(tx, table, terms, except))
  return { by: [...new Set(terms.map((one) => one.kind))], places: [...places, await sealedFound(tx, keeper, said.number, except)] }
}

async function sealedFound(tx: Tx, keeper: SealingKeeper, number: string | undefined, except: PersonId): Promise<PlaceFound> {
  const parsed = number === undefined ? undefined : parsePersonNumber(number, localDateIn(RETENTION_ZONE, tx.now))
  const found = parsed === undefined || isFault(parsed) ? [] : await findBySealed(tx, keeper, { key: 'identity_number', type: 'identity-number' }, parsed.canonical)
  const people = found.filter((personId) => personId !== except)
  return { place: SEALED, found: people.length, people: people.map((personId) => ({ personId, by: ['number'] })) }
}
