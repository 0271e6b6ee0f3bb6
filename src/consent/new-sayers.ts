import type { Ground } from '../people/ground.ts'
import type { ContactPoint } from '../people/values.sql.ts'
import type { PublishedCatalogue } from '../purposes/catalogue.sql.ts'
import type { PersonId } from '../values/ids.ts'
import type { Sayers } from './read-sayers.ts'
import { NO_STANDING } from './standing.ts'

/** Somebody added in this very transaction: nobody else can have seen or locked them, and all there is of them is at hand. */
export interface NewSayer {
  personId: PersonId
  points: readonly ContactPoint[]
  grounds: readonly Ground[]
}

/** New people as those who say something: nothing has to be read. */
export function newSayers(people: readonly NewSayer[], catalogue: PublishedCatalogue): Sayers {
  return {
    catalogue, areNew: true,
    known: new Set(people.map((one) => one.personId)),
    standings: new Map(people.map((one) => [one.personId, NO_STANDING])),
    points: new Map(people.map((one) => [one.personId, one.points])),
    grounds: new Map(people.map((one) => [one.personId, one.grounds])),
    aliases: new Map(),
  }
}
