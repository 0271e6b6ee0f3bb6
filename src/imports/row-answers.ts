import type { Choice } from '../consent/choice.ts'
import type { ImportPlan, PlannedRow } from './import-rows.ts'

/** An answer of the file that can be recorded. */
export interface PlannedAnswer {
  kind: Extract<Choice['kind'], 'given' | 'withdrawn' | 'objected'>
  purpose: string | null
  channel: string | null
  pointKind: 'email' | 'phone' | 'postal' | null
  time: string | null
  evidence: string | null
  wording: string | null
}

const POINT_OF_CHANNEL: Record<string, PlannedAnswer['pointKind']> = { email: 'email', sms: 'phone', phone: 'phone', letter: 'postal' }

/**
 * The answers of a row that are news. A no is always taken; a yes needs when, where and on which words it was given
 * (rule L3), an address to be given for, and no standing no (rule D9). What cannot be taken is named among the reasons.
 */
export function plannedAnswers(one: PlannedRow, plan: ImportPlan): PlannedAnswer[] {
  const { settings } = plan
  const time = one.row.evidence.time ?? (typeof settings.when === 'string' ? settings.when : null)
  const evidence = one.row.evidence.source ?? (typeof settings.evidence === 'string' ? settings.evidence : null)
  const words = one.row.evidence.wording ?? settings.wording ?? null
  const base = { time, evidence, wording: words }
  const claimed = settings.ground === 'consent' ? settings.purposes.map((purpose) => ({ column: null, answer: 'yes' as const, purpose, channel: 'email' })) : []
  return [...one.row.answers, ...claimed].flatMap((said): PlannedAnswer[] => {
    const before = one.recalled.saidTo(said.purpose, said.channel)
    if (said.answer === 'no') {
      if (before === 'no') return []
      return [{ ...base, kind: said.purpose === null ? 'objected' : 'withdrawn', purpose: said.purpose, channel: said.channel, pointKind: null }]
    }
    const hold = (rule: string, text: string): [] => {
      one.reasons.push({ column: said.column, field: said.purpose, rule, text })
      return []
    }
    if (before === 'yes') return []
    if (before === 'no') return hold('D9', 'consent.refused.no-stands')
    if (!said.purpose || !said.channel) return hold('L3', 'imports.held.yes-for-nothing')
    if (!time || !evidence || !words) return hold('L3', 'imports.held.yes-without-evidence')
    const pointKind = POINT_OF_CHANNEL[said.channel] ?? null
    if (pointKind && !one.row.contactPoints.some((point) => point.kind === pointKind)) return hold('L3', 'imports.held.yes-without-address')
    return [{ ...base, kind: 'given', purpose: said.purpose, channel: said.channel, pointKind }]
  })
}
