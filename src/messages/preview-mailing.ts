import type { PersonDecision } from '../decisions/decide-for.ts'
import { decideFor } from '../decisions/decide-for.ts'
import { Problem } from '../plumbing/errors.ts'
import { selectInstallation } from '../plumbing/installation.sql.ts'
import { selectContactPoints } from '../people/values.sql.ts'
import type { Tx } from '../plumbing/database.ts'
import { selectCatalogue } from '../purposes/catalogue.sql.ts'
import type { MailingId, PersonId } from '../values/ids.ts'
import type { Language } from '../values/text.ts'
import type { Mail } from './mail.ts'
import { questionsOf } from './mailing.ts'
import { selectMailing } from './mailings.sql.ts'
import type { Sending } from './sending.ts'
import { writeMail } from './write-mail.ts'

/** Stands for somebody whose name and data are not known: every field shows what stands there otherwise. */
const NOBODY = '00000000-0000-7000-8000-000000000000' as PersonId

/**
 * The mail exactly as it would go out, to one person or to somebody unknown. Its links are of a mail that was never
 * sent, so they lead nowhere. Throws not-found.
 */
export async function previewMailing(tx: Tx, sending: Sending, mailingId: MailingId, language: Language, personId?: PersonId): Promise<Mail> {
  const [mailing, installation, catalogue] = [await selectMailing(tx, mailingId), await selectInstallation(tx), await selectCatalogue(tx)]
  if (!mailing || !installation) throw new Problem('not-found', { text: 'messages.mailing-not-found' })
  if (!mailing.content[language]) throw new Problem('invalid', { text: 'messages.draft.no-words', field: 'language' })
  const person = personId ?? NOBODY
  const decisions = await decideFor(tx, [person], questionsOf(mailing))
  const points = personId ? await selectContactPoints(tx, [personId]) : []
  const point = points.find((one) => one.contactPointId === decisions[0]!.contactPointId) ?? { verifiedAt: null }
  const { mail } = await writeMail(
    tx, sending, { messages: [], mailings: new Map([[PREVIEW, mailing]]), installation, catalogue, noticeDue: new Set(), entries: new Map(), individuals: new Map() },
    // The copy gets an id of its own: tokens derived from it are in no table.
    { personId: person, mailingId: PREVIEW, kind: mailing.kind, contactPointId: null, language, entrySeqs: [], requestId: null, fence: 0, attempts: 0 },
    asIfGranted(decisions), point,
  )
  return mail
}

const PREVIEW = '00000000-0000-7000-8000-000000000001' as MailingId

/** Shows every question and the usual basis, whether or not the gate would let this copy go. */
function asIfGranted(decisions: readonly PersonDecision[]): PersonDecision[] {
  const allowed = decisions.filter((one) => one.allowed)
  return allowed.length > 0 ? allowed : decisions.map((one) => ({ ...one, basis: 'consent', obligations: [] }))
}
