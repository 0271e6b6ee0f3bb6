import type { FiscalYearRule } from '../law/fiscal-year.ts'
import { holdUntil, useUntil, WAITS_FOR_RETENTION } from '../purposes/retention.ts'
import type { Purpose } from '../purposes/purpose.ts'
import { newId, type GroundId } from '../values/ids.ts'
import type { Ground } from './ground.ts'

export type NewGround = Pick<Ground, 'personId' | 'purpose' | 'basis'> &
  Partial<Omit<Ground, 'groundId' | 'endedAt' | 'endedWhy' | 'holdUntil'>>

/**
 * Grounds as they begin now, or on the day given; an end already known gives the day their values may be held until.
 * Months of retention are counted in `zone`, fiscal years as the company has said them.
 */
export function begunGrounds(grounds: readonly NewGround[], purposes: readonly Pick<Purpose, 'key' | 'retention'>[], zone: string, now: Date, years: readonly FiscalYearRule[]): Ground[] {
  const retention = new Map(purposes.map((purpose) => [purpose.key, purpose.retention]))
  // Of many, most begin alike, and counting months is slow.
  const ends = new Map<string, { hold: Date | null; use: Date | null }>()
  return grounds.map((ground): Ground => {
    const since = ground.since ?? now
    const until = ground.until ?? null
    const lastSaleAt = ground.lastSaleAt ?? null
    const rule = retention.get(ground.purpose)
    const alike = `${ground.purpose} ${since.getTime()} ${until?.getTime()} ${lastSaleAt?.getTime()}`
    const facts = { since, end: until, lastSaleAt }
    if (!ends.has(alike)) ends.set(alike, rule ? { hold: holdUntil(rule, facts, zone, years), use: useUntil(rule, facts, zone) } : { hold: until, use: null })
    const { hold, use } = ends.get(alike)!
    return {
      groundId: newId<GroundId>(now), reference: null, productGroups: [], seller: null, optOutOffered: null, evidence: {},
      provenanceId: null, entrySeq: null, endedAt: null, endedWhy: null, ...ground, since, until: until ?? use, lastSaleAt,
      waitsFor: ground.waitsFor ?? (until ? null : use ? WAITS_FOR_RETENTION : WAITS_FOR[ground.basis]), holdUntil: hold,
    }
  })
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
