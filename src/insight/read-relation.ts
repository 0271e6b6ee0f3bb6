import { RETENTION_ZONE } from '../people/start-grounds.ts'
import type { Tx } from '../plumbing/database.ts'
import { selectCatalogue } from '../purposes/catalogue.sql.ts'
import type { PurposeKind } from '../purposes/purpose.ts'
import { monthsLater } from '../values/moment.ts'
import { shownCounts, shownPart, type Part, type PurposeCounts, type ShownCounts } from './relation.ts'
import { countAsked, countBecameCustomers, countRegret, countUnused } from './relation.sql.ts'

/** Over so many months everything is counted. */
export const COUNTED_MONTHS = 12

/** What the law or an agreement has us do anyway brings nobody, and whether it is used says nothing. */
const OF_OUR_OWN: readonly PurposeKind[] = ['marketing', 'analysis']
const BRINGS: readonly PurposeKind[] = [...OF_OUR_OWN, 'service']
const CUSTOMER = 'contract'

export interface Relation {
  since: Date
  purposes: ShownCounts[]
  /** Of yeses to anything, month by month; null where there are too few. */
  regret: { month: string; part: Part | null }[]
}

/** How it stands between us and the people in the register, purpose by purpose, over the last year. */
export async function readRelation(tx: Tx): Promise<Relation> {
  const since = monthsLater(tx.now, -COUNTED_MONTHS, RETENTION_ZONE)
  const { purposes } = await selectCatalogue(tx)
  const keysOf = (kinds: readonly PurposeKind[]) => purposes.filter(({ key, kind }) => kinds.includes(kind) && key !== CUSTOMER).map(({ key }) => key)
  const asked = await countAsked(tx, since)
  const regret = await countRegret(tx, since, RETENTION_ZONE)
  const became = await countBecameCustomers(tx, since, keysOf(BRINGS))
  const unused = await countUnused(tx, since, keysOf(OF_OUR_OWN))
  const sumOf = (rows: readonly (Part & { purpose: string })[], purpose: string) => sum(rows.filter((row) => row.purpose === purpose))
  const counts = purposes.map(({ key: purpose }): PurposeCounts => ({
    purpose, asked: sumOf(asked, purpose), regretted: sumOf(regret, purpose), becameCustomers: sumOf(became, purpose), unused: sumOf(unused, purpose),
  }))
  return {
    since,
    purposes: counts.map(shownCounts),
    regret: [...Map.groupBy(regret, ({ month }) => month)].map(([month, rows]) => ({ month, part: shownPart(sum(rows)) })),
  }
}

const sum = (parts: readonly Part[]): Part => parts.reduce((total, { of, count }) => ({ of: total.of + of, count: total.count + count }), { of: 0, count: 0 })
