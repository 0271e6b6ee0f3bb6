import { selectDealsOf } from '../deals/deals.sql.ts'
import { lives, type Ground } from '../people/ground.ts'
import { selectGrounds } from '../people/grounds.sql.ts'
import type { Tx } from '../plumbing/database.ts'
import { FOLLOW_UP } from '../purposes/follow-up.ts'
import { isOpen, type Lead } from './lead.ts'
import { selectLeadsOf } from './leads.sql.ts'

/** The grounds that end with a lead: what let us get in touch, when no other lead and no deal rests on it. */
export async function findLeadGrounds(tx: Tx, lead: Pick<Lead, 'personId' | 'leadId' | 'groundId'>): Promise<Ground[]> {
  const living = (await selectGrounds(tx, [lead.personId])).filter((ground) => lives(ground, tx.now))
  const others = (await selectLeadsOf(tx, lead.personId)).filter((one) => one.leadId !== lead.leadId && isOpen(one, tx.now))
  const deals = (await selectDealsOf(tx, lead.personId)).filter((deal) => deal.state === 'open')
  const kept = new Set([...others, ...deals].map((one) => one.groundId))
  return living.filter((ground) => !kept.has(ground.groundId) && (ground.groundId === lead.groundId || (others.length === 0 && ground.purpose === FOLLOW_UP)))
}
