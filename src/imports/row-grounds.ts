import { lives } from '../people/ground.ts'
import type { NewGround } from '../people/new-ground.ts'
import type { ImportPlan } from './import-plan.ts'
import { saidForAll } from './import-settings.ts'
import { refusedByOthers, type Planned, type PlannedRow } from './planned-row.ts'
import { covers, type PlannedAnswer } from './row-answers.ts'

type RowGround = Omit<NewGround, 'personId'>

/** Requests and noes are kept under the law itself (art. 7(1), 21(3)), whatever else is held. */
export const TO_KEEP_A_NO: RowGround = { purpose: 'rights', basis: 'legal-obligation' }

/**
 * The grounds a row starts: those the importer claims and the person does not have yet, and one for each recorded yes.
 * Marketing that was refused does not begin again through a file (rules D4, D9). Somebody of whom only a no is brought
 * is held for that no alone.
 */
export function plannedGrounds(one: PlannedRow, plan: ImportPlan, answers: readonly PlannedAnswer[], now: Date): Planned<RowGround[]> {
  const { settings } = plan
  const given = answers.filter((answer) => answer.kind === 'given').map((answer): RowGround => ({
    purpose: answer.purpose!, basis: 'consent', evidence: { when: answer.time!, where: answer.where! },
  }))
  const claims = settings.ground === 'consent' || settings.ground === 'soft-opt-in' ? [] : settings.purposes.map((purpose): RowGround => ({ purpose, basis: settings.ground, evidence: evidenceOf(plan), ...(plan.groundsEnd && { until: plan.groundsEnd }) }))
  const sales = soldTo(one, plan)
  const reasons = [...sales.reasons]
  const grounds = distinct([...claims, ...given, ...sales.what]).filter((ground) => {
    if (stands(ground, one, now)) return false
    const refused = isRefused(ground, one, plan, answers)
    if (refused) reasons.push({ column: null, field: ground.purpose, rule: 'D9', text: refused })
    return refused === null
  })
  const onlyNo = grounds.length === 0 && answers.length > 0 && !one.known?.grounds.some((ground) => lives(ground, now))
  return { what: onlyNo && plan.catalogue.purposes.some((purpose) => purpose.key === TO_KEEP_A_NO.purpose) ? [TO_KEEP_A_NO] : grounds, reasons }
}

/** Why a ground for marketing does not begin, as the key of a sentence. */
function isRefused(ground: RowGround, one: PlannedRow, plan: ImportPlan, answers: readonly PlannedAnswer[]): string | null {
  const purpose = plan.catalogue.purposes.find((each) => each.key === ground.purpose)
  if (purpose?.kind !== 'marketing' || ground.basis === 'consent') return null
  const noes = answers.filter((answer) => answer.kind !== 'given')
  const refused = (channel: string) => one.known?.said.saidTo(purpose.key, channel) === 'no' || noes.some((no) => covers(no, purpose.key, channel))
  const electronic = purpose.channels.filter((channel) => ELECTRONIC.includes(channel))
  // As a no would end it if it stood: a soft opt-in dies with the first electronic no, an interest when all is refused.
  if (ground.basis === 'soft-opt-in' ? electronic.some(refused) : purpose.channels.every(refused)) return 'consent.refused.no-stands'
  return purpose.channels.some((channel) => refusedByOthers(one, purpose.key, channel)) ? 'imports.held.no-at-address' : null
}

const ELECTRONIC: readonly string[] = ['email', 'sms', 'push']

/** True when the person has such a ground already; a later purchase is another one. */
function stands(ground: RowGround, one: PlannedRow, now: Date): boolean {
  return one.known?.grounds.some((each) => each.purpose === ground.purpose && each.basis === ground.basis && lives(each, now)
    && (ground.basis !== 'soft-opt-in' || (each.lastSaleAt !== null && each.lastSaleAt >= ground.lastSaleAt!))) ?? false
}

/** The sales that a soft opt-in rests on. */
function soldTo(one: PlannedRow, plan: ImportPlan): Planned<RowGround[]> {
  const claim = plan.settings.softOptIn
  if (!claim) return { what: [], reasons: [] }
  const day = one.row.evidence.sale ?? saidForAll(claim.lastSale)
  if (!day) {
    const column = typeof claim.lastSale === 'object' ? claim.lastSale.column : null
    return { what: [], reasons: [{ column, field: null, rule: 'D4', text: 'imports.held.sale-without-day' }] }
  }
  const purposes = plan.settings.ground === 'soft-opt-in' ? [...plan.settings.purposes, ...claim.purposes] : claim.purposes
  return {
    reasons: [],
    what: purposes.map((purpose): RowGround => ({
      purpose, basis: 'soft-opt-in', productGroups: claim.productGroups, seller: plan.seller, optOutOffered: true,
      lastSaleAt: new Date(`${day}T12:00:00Z`), evidence: { offered: claim.evidence },
    })),
  }
}

function evidenceOf(plan: ImportPlan): Record<string, string> {
  const where = saidForAll(plan.settings.evidence)
  return where === null ? {} : { where }
}

function distinct(grounds: readonly RowGround[]): RowGround[] {
  return grounds.filter((one, index) => grounds.findIndex((each) => each.purpose === one.purpose && each.basis === one.basis) === index)
}
