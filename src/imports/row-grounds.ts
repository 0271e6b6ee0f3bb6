import type { NewGround } from '../people/start-grounds.ts'
import { isFault } from '../values/fault.ts'
import { parseDate } from '../values/calendar.ts'
import type { ImportPlan, PlannedRow } from './import-rows.ts'
import type { PlannedAnswer } from './row-answers.ts'

/** The grounds a row starts: those the importer claims and the person does not have yet, and one for each recorded yes. */
export function plannedGrounds(one: PlannedRow, plan: ImportPlan, answers: readonly PlannedAnswer[]): Omit<NewGround, 'personId'>[] {
  const { settings } = plan
  const claimed = settings.ground === 'consent' ? [] : settings.purposes.map((purpose) => ({ purpose, basis: settings.ground, evidence: textEvidence(settings.evidence) }))
  const given = answers.filter((answer) => answer.kind === 'given').map((answer) => ({ purpose: answer.purpose!, basis: 'consent' as const }))
  const refused = new Set(answers.filter((answer) => answer.kind !== 'given').map((answer) => answer.purpose))
  const distinct = [...claimed, ...given, ...softOptIn(one, plan)]
    .filter((ground, index, all) => all.findIndex((each) => each.purpose === ground.purpose && each.basis === ground.basis) === index)
  return distinct.filter((ground) => {
    if (one.grounds.some((each) => each.purpose === ground.purpose && each.basis === ground.basis && !each.endedAt)) return false
    const marketing = plan.catalogue.purposes.find((purpose) => purpose.key === ground.purpose)?.kind === 'marketing'
    if (!marketing || ground.basis === 'consent') return true
    // A file brings back no marketing that the person has refused (rules D4, D9).
    const saidNo = refused.has(ground.purpose) || refused.has(null) || one.recalled.refuses(ground.purpose)
    if (saidNo) one.reasons.push({ column: null, field: ground.purpose, rule: 'D9', text: 'consent.refused.no-stands' })
    return !saidNo
  })
}

function softOptIn(one: PlannedRow, plan: ImportPlan): Omit<NewGround, 'personId'>[] {
  const claim = plan.settings.softOptIn
  if (!claim) return []
  const lastSale = saleDay(claim.lastSale, one, plan)
  if (!lastSale) {
    one.reasons.push({ column: typeof claim.lastSale === 'object' ? claim.lastSale.column : null, field: null, rule: 'D4', text: 'imports.held.sale-without-day' })
    return []
  }
  return claim.purposes.map((purpose) => ({
    purpose, basis: 'soft-opt-in' as const, productGroups: claim.productGroups, seller: plan.seller, optOutOffered: true,
    lastSaleAt: new Date(`${lastSale}T12:00:00Z`), evidence: { offered: claim.evidence },
  }))
}

function saleDay(lastSale: string | { column: string }, one: PlannedRow, plan: ImportPlan): string | null {
  if (typeof lastSale === 'string') return lastSale
  const text = one.cells[plan.header.indexOf(lastSale.column)] ?? ''
  const day = parseDate(text, { spreadsheet: plan.defaults.spreadsheet })
  return isFault(day) ? null : day
}

function textEvidence(evidence: unknown): Record<string, string> {
  return typeof evidence === 'string' ? { where: evidence } : {}
}
