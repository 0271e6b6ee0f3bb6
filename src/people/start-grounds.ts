import { selectCatalogue } from '../purposes/catalogue.sql.ts'
import { holdUntil } from '../purposes/retention.ts'
import type { Tx } from '../plumbing/database.ts'
import { newId, type GroundId } from '../values/ids.ts'
import type { Ground } from './ground.ts'
import { insertGrounds } from './grounds.sql.ts'

export type NewGround = Pick<Ground, 'personId' | 'purpose' | 'basis'> &
  Partial<Omit<Ground, 'groundId' | 'endedAt' | 'endedWhy' | 'holdUntil'>>

/** Zone in which months of retention are counted. */
export const RETENTION_ZONE = 'Europe/Stockholm'

/** Starts grounds from now, or from the day given; an end already known gives the day their values may be held until. */
export async function startGrounds(tx: Tx, grounds: readonly NewGround[]): Promise<Ground[]> {
  if (grounds.length === 0) return []
  const { purposes } = await selectCatalogue(tx)
  const retention = new Map(purposes.map((purpose) => [purpose.key, purpose.retention]))
  const complete = grounds.map((ground): Ground => {
    const since = ground.since ?? tx.now
    const until = ground.until ?? null
    const lastSaleAt = ground.lastSaleAt ?? null
    const rule = retention.get(ground.purpose)
    return {
      groundId: newId<GroundId>(tx.now), reference: null, productGroups: [], seller: null, optOutOffered: null, evidence: {},
      provenanceId: null, entrySeq: null, endedAt: null, endedWhy: null, ...ground, since, until, lastSaleAt,
      waitsFor: ground.waitsFor ?? (until ? null : WAITS_FOR[ground.basis]),
      holdUntil: rule ? holdUntil(rule, { since, end: until, lastSaleAt }, RETENTION_ZONE) : until,
    }
  })
  await insertGrounds(tx, complete)
  return complete
}

/** What ends a ground of each basis when no date is set. */
const WAITS_FOR: Record<Ground['basis'], string> = {
  consent: 'withdrawal',
  contract: 'contract-end',
  'legal-obligation': 'obligation-end',
  'vital-interest': 'need-end',
  'public-task': 'task-end',
  'legitimate-interest': 'objection',
  'soft-opt-in': 'objection',
}
