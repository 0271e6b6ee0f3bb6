import { sendServiceMail } from '../messages/send-service-mail.ts'
import { insertGrounds } from '../people/grounds.sql.ts'
import type { Ground } from '../people/ground.ts'
import { selectContactPoints, selectOwnLanguages } from '../people/values.sql.ts'
import type { Tx } from '../plumbing/database.ts'
import { selectCatalogue } from '../purposes/catalogue.sql.ts'
import { newId, type GroundId, type PersonId } from '../values/ids.ts'
import { languageOf } from '../values/text.ts'
import { insertWarnings, selectToWarn, updateWarned } from './warnings.sql.ts'

/**
 * Tells people whose rule says so that their data will end, on which day, and where they can say that it should stay; one
 * batch. The gate is asked when the mail is handed over, like for every other. Whoever has no proved address is noted too.
 */
export async function warnPeople(tx: Tx, batch: number): Promise<{ warned: number; more: boolean }> {
  const rules = (await selectCatalogue(tx)).purposes.filter((one) => (one.retention.warnDays ?? 0) > 0).map((one) => ({ purpose: one.key, days: one.retention.warnDays! }))
  const due = rules.length === 0 ? [] : await selectToWarn(tx, rules, batch)
  const fresh = await insertWarnings(tx, due)
  const ends = new Map<PersonId, Date>()
  for (const one of fresh) ends.set(one.personId, new Date(Math.max(one.endsAt.getTime(), ends.get(one.personId)?.getTime() ?? 0)))
  const people = [...ends.keys()]
  const points = new Map((await selectContactPoints(tx, people)).filter((one) => one.kind === 'email' && one.verifiedAt).map((one) => [one.personId, one.contactPointId]))
  const languages = await selectOwnLanguages(tx, people)
  const reached = people.filter((personId) => points.has(personId))
  await insertGrounds(tx, reached.map((personId) => groundToTell(personId, ends.get(personId)!, tx.now)))
  const mailings = await sendServiceMail(tx, reached.map((personId) => ({
    kind: 'data-ending' as const, personId, contactPointId: points.get(personId)!, language: languageOf(languages.get(personId) ?? '') ?? 'en',
  })))
  await updateWarned(tx, reached.map((personId, place) => ({ personId, mailingId: mailings[place]! })))
  return { warned: reached.length, more: due.length === batch }
}

/** To tell somebody of the end of their data is a duty of its own (art. 5(1)(a), 12); it holds nothing longer than that end. */
function groundToTell(personId: PersonId, endsAt: Date, now: Date): Ground {
  return {
    personId, groundId: newId<GroundId>(now), purpose: 'rights', basis: 'legal-obligation', since: now, until: endsAt, waitsFor: null, reference: null, productGroups: [], seller: null,
    optOutOffered: null, lastSaleAt: null, evidence: { kind: 'retention-warning' }, provenanceId: null, entrySeq: null, endedAt: null, endedWhy: null, holdUntil: endsAt,
  }
}
