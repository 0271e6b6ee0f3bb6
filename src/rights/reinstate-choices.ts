import type { Choice } from '../consent/choice.ts'
import { recordChoices, type Recording } from '../consent/record-choices.ts'
import type { Keeper } from '../keeper/keeper.ts'
import { lockPeople } from '../people/people.sql.ts'
import type { Tx } from '../plumbing/database.ts'
import { selectCatalogue } from '../purposes/catalogue.sql.ts'
import { questionWording } from '../purposes/wording.ts'
import type { PersonId } from '../values/ids.ts'
import type { Language } from '../values/text.ts'
import { findUndoableNoes } from './find-undoable-noes.ts'

/**
 * The person, who has proved to be the person, says that noes which came through a link were not theirs: each yes that
 * they took away is said again, by the person, and what was blocked is free (rule H3). Undefined when there is none.
 */
export async function reinstateChoices(tx: Tx, keeper: Pick<Keeper, 'journal'>, personId: PersonId, language: Language): Promise<Recording | undefined> {
  await lockPeople(tx, [personId])
  const { noes, yeses } = await findUndoableNoes(tx, personId)
  if (yeses.length === 0) return undefined
  const { purposes } = await selectCatalogue(tx)
  return recordChoices(tx, keeper, yeses.map(({ purpose, channel, contactPointId, frequency }): Choice => {
    const published = purposes.find((one) => one.key === purpose)
    return {
      personId, kind: 'given', purpose, channel, contactPointId, frequency, surface: 'web', language, actor: { kind: 'person', id: personId },
      wording: published ? questionWording(published, language) : null, evidence: { kind: 'code', undoes: noes.map((no) => no.seq) },
    }
  }))
}
