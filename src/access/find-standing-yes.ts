import { selectStandings } from '../consent/standing.sql.ts'
import { choiceKey, type ChoiceStanding } from '../consent/standing.ts'
import type { Tx } from '../plumbing/database.ts'
import type { Link } from './link.ts'

/** The yes that stands already to the very question behind an ask link: it is asked anew before it ends. */
export async function findStandingYes(tx: Tx, { personId, channel }: Pick<Link, 'personId' | 'channel'>, purpose: string): Promise<ChoiceStanding | undefined> {
  const choice = (await selectStandings(tx, [personId])).get(personId)?.choices.get(choiceKey(purpose, channel))
  return choice?.state === 'given' ? choice : undefined
}
