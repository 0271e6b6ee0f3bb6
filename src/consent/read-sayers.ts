import type { Ground } from '../people/ground.ts'
import { selectGrounds } from '../people/grounds.sql.ts'
import { lockRecords, selectAliases, type RecordAlias } from '../people/record-aliases.sql.ts'
import { selectContactPoints, type ContactPoint } from '../people/values.sql.ts'
import type { Tx } from '../plumbing/database.ts'
import { inOneGo } from '../plumbing/pipelined.ts'
import { selectCatalogue, type PublishedCatalogue } from '../purposes/catalogue.sql.ts'
import type { PersonId } from '../values/ids.ts'
import { recallStrangers } from './recall-strangers.ts'
import { NO_STANDING, type Standing } from './standing.ts'
import { selectStandings } from './standing.sql.ts'

/** What must be known of people before what they say is recorded; true until the transaction ends, because they are locked. */
export interface Sayers {
  /** Those among them who are in the register. */
  known: ReadonlySet<PersonId>
  catalogue: PublishedCatalogue
  standings: ReadonlyMap<PersonId, Standing>
  points: ReadonlyMap<PersonId, readonly ContactPoint[]>
  grounds: ReadonlyMap<PersonId, readonly Ground[]>
  /** Other records of the same human: what is said of one counts for them too. */
  aliases: ReadonlyMap<PersonId, readonly RecordAlias[]>
  /** They were added in this very transaction, and nothing is stored of what they stand at. */
  areNew?: true
}

/** Locks these people with all their records, or is told which of them the transaction has locked already, and reads what they stand at. */
export async function readSayers(tx: Tx, people: readonly PersonId[], locked?: readonly PersonId[]): Promise<Sayers> {
  // The lock first: each statement sees what was committed before it began.
  const known = locked ?? (await lockRecords(tx, people))
  const [catalogue, standings, points, grounds, aliases] = await inOneGo(tx, [
    () => selectCatalogue(tx), () => selectStandings(tx, people),
    () => selectContactPoints(tx, people), () => selectGrounds(tx, people), () => selectAliases(tx, people),
  ])
  // Whoever is in the register stands somewhere there, be it at nothing.
  const strangers = people.filter((personId) => standings.get(personId) === NO_STANDING)
  const recalled = strangers.length === 0 ? [] : await recallStrangers(tx, strangers)
  return {
    known: new Set(known), catalogue, standings: new Map([...standings, ...recalled]),
    points: Map.groupBy(points, (point) => point.personId), grounds: Map.groupBy(grounds, (ground) => ground.personId),
    aliases: Map.groupBy(aliases, (alias) => alias.personId),
  }
}
