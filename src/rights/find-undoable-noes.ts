import { rebuildStanding } from '../consent/rebuild-standing.ts'
import { ALL, effectiveChoice, isNo, type ChoiceStanding } from '../consent/standing.ts'
import { selectStandings } from '../consent/standing.sql.ts'
import { selectContactPoints } from '../people/values.sql.ts'
import type { Tx } from '../plumbing/database.ts'
import { selectCatalogue } from '../purposes/catalogue.sql.ts'
import type { PersonId } from '../values/ids.ts'

export interface UndoableNoes {
  /** Noes that came through a link without proof and took a yes away. */
  noes: ChoiceStanding[]
  /** The yeses they took away, as they stood before; those whose address is still held. */
  yeses: ChoiceStanding[]
}

/** What a person who has proved to be the person may take back: noes that nobody proved (rule H3). Changes nothing. */
export async function findUndoableNoes(tx: Tx, personId: PersonId): Promise<UndoableNoes> {
  const now = (await selectStandings(tx, [personId])).get(personId)!
  const doubted = [...now.choices.values()].filter((choice) => choice.unproved && isNo(choice.state)).toSorted((a, b) => a.seq - b.seq)
  if (doubted.length === 0) return { noes: [], yeses: [] }
  const marketing = new Map((await selectCatalogue(tx)).purposes.map((purpose) => [purpose.key, purpose.kind === 'marketing']))
  const held = new Set((await selectContactPoints(tx, [personId])).map((point) => point.contactPointId))
  const yeses = new Map<string, ChoiceStanding>()
  const noes: ChoiceStanding[] = []
  for (const no of doubted) {
    const before = (await rebuildStanding(tx, [personId], no.seq - 1)).get(personId)!
    const taken = [...before.choices.values()].filter((yes) => {
      const reached = (no.purpose === ALL ? marketing.get(yes.purpose) : no.purpose === yes.purpose) && (no.channel === ALL || no.channel === yes.channel)
      const stood = effectiveChoice(before, yes.purpose, yes.channel, marketing.get(yes.purpose) ?? false)
      const stands = effectiveChoice(now, yes.purpose, yes.channel, marketing.get(yes.purpose) ?? false)
      return reached && stood === yes && yes.state === 'given' && stands?.seq === no.seq && (!yes.contactPointId || held.has(yes.contactPointId))
    })
    if (taken.length > 0) noes.push(no)
    for (const yes of taken) yeses.set(`${yes.purpose} ${yes.channel}`, yes)
  }
  return { noes, yeses: [...yeses.values()] }
}
