import { selectNames } from '../people/people-list.sql.ts'
import { selectPeople } from '../people/people.sql.ts'
import { selectContactPoints } from '../people/values.sql.ts'
import type { Tx } from '../plumbing/database.ts'
import type { MailingId, PersonId } from '../values/ids.ts'
import { chooseRecipients, type ChosenRecipient } from './choose-recipients.ts'
import type { Mailing } from './mailing.ts'
import { moveMailing } from './move-mailing.ts'
import { reasonsFor, type LeftOutReason } from './left-out.ts'

export interface MailingRehearsal {
  matching: number
  permitted: number
  notPermitted: number
  /** Why the others not, the commonest first (rules D7, M1). */
  reasons: LeftOutReason[]
  /** Some of those who would get it; a protected identity has neither name nor address here. */
  people: { personId: PersonId; name: string; contactPoint: string | null }[]
}

const PAGE = 1000
const SAMPLE = 20

/** Who would get a mailing and why the others not, on the real data; nothing is sent. */
export async function rehearseMailing(tx: Tx, mailingId: MailingId): Promise<MailingRehearsal> {
  const mailing = await moveMailing(tx, mailingId, 'rehearse')
  const counts = new Map<string, number>()
  const sample: ChosenRecipient[] = []
  let [matching, permitted] = [0, 0]
  for await (const page of pagesOf(tx, mailing)) {
    matching += page.length
    const yes = page.filter((one) => one.permitted)
    permitted += yes.length
    sample.push(...yes.slice(0, SAMPLE - sample.length))
    for (const { permitted: allowed, rule } of page) if (!allowed) counts.set(rule, (counts.get(rule) ?? 0) + 1)
  }
  return { matching, permitted, notPermitted: matching - permitted, reasons: reasonsFor(counts, mailing.channel), people: await named(tx, sample) }
}

async function* pagesOf(tx: Tx, mailing: Mailing): AsyncGenerator<ChosenRecipient[]> {
  for (let after: PersonId | undefined, full = true; full;) {
    const page = await chooseRecipients(tx, mailing, after === undefined ? { limit: PAGE } : { after, limit: PAGE })
    yield page
    after = page.at(-1)?.personId
    full = page.length === PAGE
  }
}

async function named(tx: Tx, sample: readonly ChosenRecipient[]): Promise<MailingRehearsal['people']> {
  const ids = sample.map((one) => one.personId)
  const hidden = new Set((await selectPeople(tx, ids)).filter((one) => one.protectedIdentity).map((one) => one.personId))
  const names = await selectNames(tx, ids)
  const points = new Map((await selectContactPoints(tx, ids)).map((one) => [one.contactPointId, one.value]))
  return sample.map(({ personId, contactPointId }) => hidden.has(personId)
    ? { personId, name: '', contactPoint: null }
    : { personId, name: names.get(personId) ?? '', contactPoint: (contactPointId && points.get(contactPointId)) ?? null })
}
