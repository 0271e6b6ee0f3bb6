import { chooseRecipients } from '../messages/choose-recipients.ts'
import { reasonsFor, type LeftOutReason } from '../messages/left-out.ts'
import type { MailingDraft } from '../messages/mailing.ts'
import type { Tx } from '../plumbing/database.ts'
import type { PersonId } from '../values/ids.ts'
import { countEndingChannels, type EndingChannel } from './renewals.sql.ts'

const PAGE = 1_000

export interface RenewalRehearsal {
  /** People whose yes ends in time. */
  matching: number
  permitted: number
  notPermitted: number
  /** By which rule the others cannot be asked, the commonest first. */
  reasons: LeftOutReason[]
  /** Through which channels their yeses were said: those for another than the round's own are not asked about by it. */
  channels: EndingChannel[]
}

/** Whom a round would ask and why the others not, by the gate itself; nothing is kept or sent (rules D7, M1). */
export async function rehearseRenewal(tx: Tx, draft: MailingDraft): Promise<RenewalRehearsal> {
  const counts = new Map<string, number>()
  let [matching, permitted] = [0, 0]
  for (let after: PersonId | undefined, full = true; full;) {
    const page = await chooseRecipients(tx, draft, after === undefined ? { limit: PAGE } : { after, limit: PAGE })
    matching += page.length
    permitted += page.filter((one) => one.permitted).length
    for (const one of page) if (!one.permitted) counts.set(one.rule, (counts.get(one.rule) ?? 0) + 1)
    after = page.at(-1)?.personId
    full = page.length === PAGE
  }
  return { matching, permitted, notPermitted: matching - permitted, reasons: reasonsFor(counts, draft.channel), channels: await countEndingChannels(tx, draft.purposes, draft.renewsBefore!) }
}
