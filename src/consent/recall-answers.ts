import type { Tx } from '../plumbing/database.ts'
import { selectCatalogue } from '../purposes/catalogue.sql.ts'
import type { PersonId } from '../values/ids.ts'
import { ALL, choiceKey, effectiveChoice, isNo, NO_STANDING, type Standing } from './standing.ts'
import { selectStandings } from './standing.sql.ts'

/** What a person has said so far, for those who bring news of it; whether something may be done is asked of the gate. */
export interface Recollection {
  /** Null stands for all marketing, or all channels. */
  saidTo(purpose: string | null, channel: string | null): 'yes' | 'no' | 'nothing'
}

/** What each of these people has said; somebody unknown has said nothing. */
export async function recallAnswers(tx: Tx, people: readonly PersonId[]): Promise<(personId: PersonId) => Recollection> {
  const standings = await selectStandings(tx, people)
  const { purposes } = await selectCatalogue(tx)
  const marketing = new Set(purposes.filter((purpose) => purpose.kind === 'marketing').map((purpose) => purpose.key))
  return (personId) => recollection(standings.get(personId) ?? NO_STANDING, marketing)
}

function recollection(standing: Standing, marketing: ReadonlySet<string>): Recollection {
  const state = (purpose: string | null, channel: string | null) =>
    purpose && channel
      ? effectiveChoice(standing, purpose, channel, marketing.has(purpose))?.state
      : standing.choices.get(choiceKey(purpose ?? ALL, channel ?? ALL))?.state
  return {
    saidTo: (purpose, channel) => {
      const said = state(purpose, channel)
      return said === 'given' ? 'yes' : said !== undefined && isNo(said) ? 'no' : 'nothing'
    },
  }
}
