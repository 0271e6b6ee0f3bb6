import { sendServiceMail } from '../messages/send-service-mail.ts'
import { selectContactPoints, selectOwnLanguages } from '../people/values.sql.ts'
import type { Tx } from '../plumbing/database.ts'
import { selectCatalogue } from '../purposes/catalogue.sql.ts'
import { languageOf } from '../values/text.ts'
import { insertWarnings, selectToWarn, updateWarned } from './warnings.sql.ts'

/**
 * Tells people whose rule says so that their data will end, on which day, and where they can say that it should stay; one
 * batch. It is a duty (art. 5(1)(a), 12), and the gate is asked when the mail is handed over, as for every other. Whoever
 * has no proved address is noted too.
 */
export async function warnPeople(tx: Tx, batch: number): Promise<{ warned: number; more: boolean }> {
  const rules = (await selectCatalogue(tx)).purposes.filter((one) => (one.retention.warnDays ?? 0) > 0).map((one) => ({ purpose: one.key, days: one.retention.warnDays! }))
  const due = rules.length === 0 ? [] : await selectToWarn(tx, rules, batch)
  const fresh = await insertWarnings(tx, due)
  const people = [...new Set(fresh.map((one) => one.personId))]
  const points = new Map((await selectContactPoints(tx, people)).filter((one) => one.kind === 'email' && one.verifiedAt).map((one) => [one.personId, one.contactPointId]))
  const languages = await selectOwnLanguages(tx, people)
  const reached = people.filter((personId) => points.has(personId))
  const mailings = await sendServiceMail(tx, reached.map((personId) => ({
    kind: 'data-ending' as const, personId, contactPointId: points.get(personId)!, language: languageOf(languages.get(personId) ?? '') ?? 'en',
  })))
  await updateWarned(tx, reached.map((personId, place) => ({ personId, mailingId: mailings[place]! })))
  return { warned: reached.length, more: due.length === batch }
}
