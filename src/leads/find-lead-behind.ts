import type { Link } from '../access/link.ts'
import { lockPeople } from '../people/people.sql.ts'
import type { Tx } from '../plumbing/database.ts'
import { isOpen, type Lead } from './lead.ts'
import { selectLeadOfNotice } from './leads.sql.ts'

/** The lead behind a link, held with its person; undefined when it is over. */
export async function findLeadBehind(tx: Tx, link: Link): Promise<Lead | undefined> {
  await lockPeople(tx, [link.personId])
  const lead = link.mailingId === null ? undefined : await selectLeadOfNotice(tx, link.personId, link.mailingId)
  return lead && isOpen(lead, tx.now) ? lead : undefined
}
