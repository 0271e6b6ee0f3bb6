import { lockPeople } from '../people/people.sql.ts'
import { selectContactPoints, type ContactPoint } from '../people/values.sql.ts'
import type { Tx } from '../plumbing/database.ts'
import { selectCatalogue, type PublishedCatalogue } from '../purposes/catalogue.sql.ts'
import type { PersonId } from '../values/ids.ts'
import type { Standing } from './standing.ts'
import { selectStandings } from './standing.sql.ts'

/** What must be known of people before what they say is recorded; true until the transaction ends, because they are locked. */
export interface Sayers {
  /** Those among them who are in the register. */
  known: ReadonlySet<PersonId>
  catalogue: PublishedCatalogue
  standings: ReadonlyMap<PersonId, Standing>
  points: ReadonlyMap<PersonId, readonly ContactPoint[]>
}

/** Locks these people, or is told which of them the transaction has locked already, and reads what they stand at. */
export async function readSayers(tx: Tx, people: readonly PersonId[], locked?: readonly PersonId[]): Promise<Sayers> {
  const known = new Set(locked ?? (await lockPeople(tx, people)))
  const catalogue = await selectCatalogue(tx)
  const standings = await selectStandings(tx, people)
  const points = Map.groupBy(await selectContactPoints(tx, people), (point) => point.personId)
  return { known, catalogue, standings, points }
}
