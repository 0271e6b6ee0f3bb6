import type { Tx } from '../plumbing/database.ts'
import type { Company } from './company.ts'
import type { CheckedCompanyList, CompanyPlace } from './company-list.ts'
import { selectCompanyPlaceAt, selectCompanyPlaces } from './company-list.sql.ts'
import { selectCompanies } from './companies.sql.ts'

/** Where a page begins or ends: after a place, before one, or some part (0 to 1) into the list. */
export type CompanyTurn = { after?: CompanyPlace } | { before: CompanyPlace } | { at: number }

export interface CompanyPage {
  companies: Company[]
  /** Give them back as `before` and `after`; null where the list begins and ends. */
  first: CompanyPlace | null
  last: CompanyPlace | null
}

/** One page of a list of companies. */
export async function listCompanies(tx: Tx, list: CheckedCompanyList, turn: CompanyTurn, limit: number): Promise<CompanyPage> {
  const inside = 'at' in turn && turn.at > 0 && turn.at < 1
  const start = 'at' in turn ? (inside ? await selectCompanyPlaceAt(tx, list, turn.at) : undefined) : 'before' in turn ? turn.before : turn.after
  const backward = 'before' in turn || ('at' in turn && turn.at >= 1)
  const found = await selectCompanyPlaces(tx, list, start, backward, limit + 1)
  const more = found.length > limit
  const page = backward ? found.slice(more ? 1 : 0) : found.slice(0, limit)
  const [hasBefore, hasAfter] = backward ? [more, 'before' in turn] : [start !== undefined, more]
  const companies = new Map((await selectCompanies(tx, page.map((one) => one.companyId))).map((one) => [one.companyId, one]))
  return { companies: page.map((one) => companies.get(one.companyId)!), first: hasBefore ? page[0] ?? null : null, last: hasAfter ? page.at(-1) ?? null : null }
}
