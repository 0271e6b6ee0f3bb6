import { decideAudience } from '../decisions/decide-audience.ts'
import type { PersonDecision } from '../decisions/decide-for.ts'
import { selectPeople } from '../people/people.sql.ts'
import { selectInstallation } from '../plumbing/installation.sql.ts'
import type { Tx } from '../plumbing/database.ts'
import type { ContactPointId, PersonId } from '../values/ids.ts'
import type { Language } from '../values/text.ts'
import { languageFor, questionsOf, type MailingDraft } from './mailing.ts'

/** Somebody who matches the audience: who may get it, or by which rule not. */
export interface ChosenRecipient {
  personId: PersonId
  permitted: boolean
  rule: string
  contactPointId: ContactPointId | null
  language: Language
}

/**
 * One page of everybody who matches, in the order of ids, with the answer of the gate. The rehearsal counts these rows
 * and the run sends to them: they cannot differ (rule M1). Somebody is permitted when one of the questions may be put.
 */
export async function chooseRecipients(tx: Tx, draft: MailingDraft, page: { after?: PersonId; limit: number }): Promise<ChosenRecipient[]> {
  // The same filters and the same page give the same people for each purpose.
  const endings = draft.renewsBefore ? { purposes: draft.purposes, before: draft.renewsBefore } : undefined
  const answers: PersonDecision[][] = []
  for (const question of questionsOf(draft)) answers.push(await decideAudience(tx, question, draft.audience.where, page, endings))
  const byPerson = Map.groupBy(answers.flat(), (one) => one.personId)
  const countries = new Map((await selectPeople(tx, [...byPerson.keys()])).map((one) => [one.personId, one.country]))
  const company = (await selectInstallation(tx))?.controller.country ?? 'SE'
  return [...byPerson].map(([personId, decisions]) => {
    const decision = decisions.find((one) => one.allowed) ?? decisions[0]!
    return {
      personId, permitted: decision.allowed, rule: decision.rule, contactPointId: decision.allowed ? decision.contactPointId : null,
      language: languageFor({ language: decision.language, country: countries.get(personId) ?? null }, company, draft.content),
    }
  })
}
