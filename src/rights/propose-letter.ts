import { selectNames } from '../people/people-list.sql.ts'
import type { Tx } from '../plumbing/database.ts'
import { selectInstallation } from '../plumbing/installation.sql.ts'
import { selectCatalogue } from '../purposes/catalogue.sql.ts'
import { selectRecipientNotices } from './recipient-notices.sql.ts'
import { composeLetter } from './request-letter.ts'
import type { Outcome, RefusalReason, RightsRequest } from './request.ts'
import { selectSteps } from './requests.sql.ts'
import { strangerFacts } from './stranger-facts.ts'

/** The answer that a request gets where nobody has written another: by the person's name, in their language. */
export async function proposeLetter(tx: Tx, request: RightsRequest, outcome: Outcome, reason: RefusalReason | undefined): Promise<string> {
  const company = (await selectInstallation(tx))?.controller.name ?? ''
  const name = (await selectNames(tx, [request.personId])).get(request.personId) ?? ''
  const stranger = request.stranger ? strangerFacts(request, await selectSteps(tx, request.personId, [request.requestId]), (await selectCatalogue(tx)).purposes, tx.now) : undefined
  const told = [...new Set((await selectRecipientNotices(tx, request.personId, [request.requestId])).map((one) => one.recipient))]
  return composeLetter(request.language, { request, name, company, outcome, told, stranger, ...(reason && { reason }) })
}
