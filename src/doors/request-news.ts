import { sendServiceMail } from '../messages/send-service-mail.ts'
import { selectContactPoints, selectOwnLanguages } from '../people/values.sql.ts'
import type { Tx } from '../plumbing/database.ts'
import type { PersonId } from '../values/ids.ts'
import { languageOf, type Language } from '../values/text.ts'

/**
 * Tells the person by mail that there is news about a request of theirs, and nothing of what it is: that stands on their own
 * page. It goes to the verified address that was held longest, so that whoever asks in another's name cannot take the mail with them.
 */
export async function newsOfRequest(tx: Tx, personId: PersonId, otherwise: Language): Promise<void> {
  const [oldest] = (await selectContactPoints(tx, [personId]))
    .filter((point) => point.kind === 'email' && point.verifiedAt !== null).toSorted((a, b) => a.since.getTime() - b.since.getTime())
  if (!oldest) return
  const language = languageOf((await selectOwnLanguages(tx, [personId])).get(personId) ?? '') ?? otherwise
  await sendServiceMail(tx, [{ kind: 'request-news', personId, contactPointId: oldest.contactPointId, language }])
}
