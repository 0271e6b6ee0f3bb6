import { selectCompanies } from '../companies/companies.sql.ts'
import { participantByNumber } from '../companies/company.ts'
import { findRole } from '../companies/find-role.ts'
import { selectRolePoints } from '../companies/roles.sql.ts'
import { selectContactPoints, selectValues } from '../people/values.sql.ts'
import type { Tx } from '../plumbing/database.ts'
import { selectInstallation } from '../plumbing/installation.sql.ts'
import type { ContactPointId, PersonId } from '../values/ids.ts'
import { daysLater } from '../values/moment.ts'
import { isFault } from '../values/fault.ts'
import { parseParticipant } from '../values/participant.ts'
import type { Language } from '../values/text.ts'
import { writtenLanguage } from '../values/written-language.ts'
import { selectChoices, selectSettings, type DeliveryChoice } from './choices.sql.ts'
import { selectReturnedPoints } from './deliveries.sql.ts'
import { possibleWays, standardSettings, wayOf, type DeliverySettings, type DeliveryWay, type Reachable, type WayReason } from './delivery-way.ts'

/** How somebody's invoices go, and what else there would be. */
export interface Ways {
  way: DeliveryWay | undefined
  why: WayReason | undefined
  possible: DeliveryWay[]
  choice: DeliveryChoice | undefined
  /** Where a mail would go: a proved address before one that is only held. */
  emailPoint: ContactPointId | undefined
  language: Language
  settings: DeliverySettings
}

/** Days that an address rests from invoices after a mail to it came back for good, unless its owner shows that they read it. */
const REST_DAYS = 90

function rests(verifiedAt: Date | null, returnedAt: Date | undefined): boolean {
  return returnedAt !== undefined && (verifiedAt === null || verifiedAt <= returnedAt)
}

/** What is known of how these invoices can reach somebody, and which way they go by it; those of a company at its own addresses, whatever the person has chosen for themselves. */
export async function readWays(tx: Tx, personId: PersonId, companyId: string | null = null): Promise<Ways> {
  if (companyId !== null) return readCompanyWays(tx, personId, companyId)
  const country = (await selectInstallation(tx))?.controller.country ?? 'SE'
  const settings = { ...standardSettings(country), ...(await selectSettings(tx)) }
  const values = new Map((await selectValues(tx, [personId])).map((one) => [one.fieldKey, one.value]))
  const points = (await selectContactPoints(tx, [personId])).filter((one) => one.endedAt === null)
  const [choice] = await selectChoices(tx, [personId])
  const returned = await selectReturnedPoints(tx, personId, daysLater(tx.now, -REST_DAYS))
  const emails = points.filter((one) => one.kind === 'email' && !rests(one.verifiedAt, returned.get(one.contactPointId)))
  const known = {
    email: emails.length > 0, postal: points.some((one) => one.kind === 'postal'), page: emails.some((one) => one.verifiedAt !== null), participant: choice?.participant, wish: values.get('delivery'),
    choice: choice && { way: choice.way, by: choice.saidBy.kind === 'person' ? 'person' as const : 'staff' as const },
  }
  const way = wayOf(known, settings)
  return {
    way: way?.way, why: way?.why, possible: possibleWays(known, settings), choice, settings,
    emailPoint: (emails.find((one) => one.verifiedAt !== null) ?? emails[0])?.contactPointId,
    language: writtenLanguage(values.get('language'), country),
  }
}

/** A mail rests on the role in which somebody speaks for the company, and goes to the company's own address where it has one (document-mail.ts). */
async function readCompanyWays(tx: Tx, personId: PersonId, companyId: string): Promise<Ways> {
  const country = (await selectInstallation(tx))?.controller.country ?? 'SE'
  const settings = { ...standardSettings(country), ...(await selectSettings(tx)) }
  const [company] = await selectCompanies(tx, [companyId])
  const role = await findRole(tx, personId, companyId)
  const atWork = (await selectRolePoints(tx, [personId])).find((one) => one.kind === 'email' && one.roleId === role?.roleId)
  const held = company && (company.participant ?? participantByNumber(company))
  const participant = held && parseParticipant(held.scheme, held.id)
  const known: Reachable = { email: atWork !== undefined, postal: Boolean(company?.street), page: atWork?.verified === true, participant: participant && !isFault(participant) ? participant : undefined, wish: undefined, choice: undefined }
  const way = wayOf(known, settings)
  return {
    way: way?.way, why: way?.why, possible: possibleWays(known, settings), choice: undefined, emailPoint: atWork?.contactPointId, settings,
    language: writtenLanguage((await selectValues(tx, [personId])).find((one) => one.fieldKey === 'language')?.value, country),
  }
}
