import type { Purpose } from '../purposes/purpose.ts'
import { monthsLater } from '../values/moment.ts'
import type { StrangerFacts } from './request-letter.ts'
import type { RequestStep, RightsRequest } from './request.ts'
import { RIGHTS } from '../people/rights-only.ts'

const ZONE = 'Europe/Stockholm'

/** What the answer to somebody in no register says beside the outcome; undefined for everybody else. */
export function strangerFacts({ stranger }: Pick<RightsRequest, 'stranger'>, steps: readonly RequestStep[], purposes: readonly Pick<Purpose, 'key' | 'retention'>[], now: Date): StrangerFacts | undefined {
  if (!stranger) return undefined
  const { marks, proofs } = (steps.findLast((step) => step.kind === 'searched')?.detail['searched'] ?? {}) as { marks?: number; proofs?: number }
  const rule = purposes.find((one) => one.key === RIGHTS)?.retention
  return { keptUntil: rule ? monthsLater(now, rule.months, ZONE) : null, marks: marks ?? 0, proofs: proofs ?? 0 }
}
