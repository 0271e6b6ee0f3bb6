import { selectGrounds } from '../people/grounds.sql.ts'
import type { Tx } from '../plumbing/database.ts'
import { selectCatalogue } from '../purposes/catalogue.sql.ts'
import type { PersonId } from '../values/ids.ts'
import { ALL } from './standing.ts'
import { selectStandings } from './standing.sql.ts'
import { yesEnds, yesHoldsUntil } from './yes-end.ts'

/** When each yes of a person through a channel ends by itself, by purpose; those that do not are left out. */
export async function findYesEnds(tx: Tx, personId: PersonId, channel: string): Promise<Map<string, Date>> {
  const [grounds, standing, { purposes }] = [await selectGrounds(tx, [personId]), (await selectStandings(tx, [personId])).get(personId)!, await selectCatalogue(tx)]
  const endOf = yesEnds(purposes)
  const yeses = [...standing.choices.values()].filter((one) => one.channel === channel && one.purpose !== ALL && one.state === 'given')
  return new Map(yeses.flatMap((one): [string, Date][] => {
    const until = yesHoldsUntil(one, grounds, endOf, tx.now)
    return until ? [[one.purpose, until]] : []
  }))
}
