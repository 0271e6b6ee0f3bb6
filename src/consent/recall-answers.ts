import type { Tx } from '../plumbing/database.ts'
import type { Channel } from '../law/channel.ts'
import { selectCatalogue } from '../purposes/catalogue.sql.ts'
import type { PersonId } from '../values/ids.ts'
import { ALL, choiceKey, effectiveChoice, isNo, NO_STANDING, type Standing } from './standing.ts'
import { selectStandings } from './standing.sql.ts'

/** What a person has said so far, for those who bring news of it; whether something may be done is asked of the gate. */
export interface Recollection {
  /** Null stands for all marketing, or all channels. */
  saidTo(purpose: string | null, channel: string | null): 'yes' | 'no' | 'nothing'
  /** True when some channel of the purpose is refused, by itself or by a wider no. */
  refuses(purpose: string): boolean
}

/** What each of these people has said; somebody unknown has said nothing. */
export async function recallAnswers(tx: Tx, people: readonly PersonId[]): Promise<(personId: PersonId) => Recollection> {
  const standings = await selectStandings(tx, people)
  const { purposes } = await selectCatalogue(tx)
  const known = new Map(purposes.map((purpose) => [purpose.key, { marketing: purpose.kind === 'marketing', channels: purpose.channels }]))
  return (personId) => recollection(standings.get(personId) ?? NO_STANDING, known)
}

function recollection(standing: Standing, purposes: ReadonlyMap<string, { marketing: boolean; channels: readonly Channel[] }>): Recollection {
  const state = (purpose: string | null, channel: string | null) =>
    purpose && channel
      ? effectiveChoice(standing, purpose, channel, purposes.get(purpose)?.marketing ?? false)?.state
      : standing.choices.get(choiceKey(purpose ?? ALL, channel ?? ALL))?.state
  return {
    saidTo: (purpose, channel) => {
      const said = state(purpose, channel)
      return said === 'given' ? 'yes' : said !== undefined && isNo(said) ? 'no' : 'nothing'
    },
    refuses: (purpose) => (purposes.get(purpose)?.channels ?? []).some((channel) => {
      const said = state(purpose, channel)
      return said !== undefined && isNo(said)
    }),
  }
}
