import { sendServiceMail } from '../messages/send-service-mail.ts'
import { selectContactPoints, selectOwnLanguages } from '../people/values.sql.ts'
import type { Tx } from '../plumbing/database.ts'
import { selectInstallation } from '../plumbing/installation.sql.ts'
import type { MailingId, PersonId } from '../values/ids.ts'
import { languageOf, type Language } from '../values/text.ts'
import { selectNoticeDays } from './leads.sql.ts'

/**
 * Queues the mail that tells somebody what is held of them, where it came from and what they can choose (art. 14), where it
 * has not been told. Null: they know, or have no address.
 */
export async function mailChoices(tx: Tx, personId: PersonId): Promise<MailingId | null> {
  if (!(await selectNoticeDays(tx, [personId])).has(personId)) return null
  const point = (await selectContactPoints(tx, [personId])).find((one) => one.kind === 'email')
  if (!point) return null
  const [noticeId] = await sendServiceMail(tx, [{ kind: 'lead', personId, contactPointId: point.contactPointId, language: await languageFor(tx, personId) }])
  return noticeId!
}

async function languageFor(tx: Tx, personId: PersonId): Promise<Language> {
  const own = languageOf((await selectOwnLanguages(tx, [personId])).get(personId) ?? '')
  return own ?? ((await selectInstallation(tx))?.controller.country === 'NO' ? 'nb' : 'sv')
}
