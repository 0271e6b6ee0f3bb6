import type { Actor } from '../ledger/entry.ts'
import { sendServiceMail } from '../messages/send-service-mail.ts'
import { findRole } from '../companies/find-role.ts'
import { selectRolePoints } from '../companies/roles.sql.ts'
import { selectContactPoints } from '../people/values.sql.ts'
import type { Tx } from '../plumbing/database.ts'
import type { Quote } from './quote.ts'
import { insertQuoteMail, type QuoteMail } from './quotes.sql.ts'

/** Puts a quote, or the receipt for a yes, on its way: for a company to the address of the person's role there, else to a proved address before one that is only held. False where there is none. */
export async function mailQuote(tx: Tx, { personId, quoteId, companyId, language }: Quote, what: QuoteMail['what'], by: Actor): Promise<boolean> {
  const emails = (await selectContactPoints(tx, [personId])).filter((one) => one.kind === 'email' && one.endedAt === null)
  const role = companyId === null ? undefined : await findRole(tx, personId, companyId)
  const atWork = new Set((await selectRolePoints(tx, [personId])).filter((one) => one.roleId === role?.roleId).map((one) => one.contactPointId))
  const point = emails.find((one) => atWork.has(one.contactPointId)) ?? emails.find((one) => one.verifiedAt !== null) ?? emails[0]
  if (!point) return false
  const [mailingId] = await sendServiceMail(tx, [{ kind: 'quote', personId, contactPointId: point.contactPointId, language }])
  await insertQuoteMail(tx, { personId, mailingId: mailingId!, quoteId, what, by })
  return true
}
