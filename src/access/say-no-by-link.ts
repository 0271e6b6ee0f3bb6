import type { Choice } from '../consent/choice.ts'
import type { Recording } from '../consent/record-choices.ts'
import { sayNo } from '../consent/say-no.ts'
import { selectStandings } from '../consent/standing.sql.ts'
import { stillToSay } from '../consent/still-to-say.ts'
import type { Keeper } from '../keeper/keeper.ts'
import type { Database } from '../plumbing/database.ts'

export interface SaidNo {
  /** Absent when nothing was left to say, or when the no waits beside a lock. */
  recording?: Recording
  /** One message may already be on its way. */
  inFlight: boolean
}

/**
 * Takes the noes that were said through a link, of one person. Always possible, as often as one likes; what already
 * stands is not said again. Takes the database, because a no must not wait (say-no.ts).
 */
export async function sayNoByLink(database: Database, keeper: Pick<Keeper, 'journal'>, noes: readonly Choice[]): Promise<SaidNo> {
  const [first] = noes
  if (!first) return { inFlight: false }
  const standing = (await database.read((tx) => selectStandings(tx, [first.personId]))).get(first.personId)!
  const left = stillToSay(noes, standing)
  return left.length === 0 ? { inFlight: false } : sayNo(database, keeper, left)
}
