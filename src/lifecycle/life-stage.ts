import { lives, type Ground } from '../people/ground.ts'

/**
 * Where somebody stands in their life with the company. `prospect`: we know of them; `lead`: they have asked for something
 * or said yes to something; `customer`: an agreement is in force; `former-customer`: one was, or something was issued to them.
 */
export const LIFE_STAGES = ['prospect', 'lead', 'customer', 'former-customer'] as const
export type LifeStage = (typeof LIFE_STAGES)[number]

/** Agreements about nothing that is sold yet: they make a lead. */
const BEFORE_AN_AGREEMENT: readonly string[] = ['prospects', 'trial']

/** What is known of a ground here. */
type StageGround = Pick<Ground, 'purpose' | 'basis' | 'since' | 'until' | 'endedAt'>

/** The stage that grounds and documents tell, at a moment. Pure. */
export function lifeStage(grounds: readonly StageGround[], documents: number, now: Date): LifeStage {
  const begun = grounds.filter((ground) => ground.since <= now)
  const agreements = begun.filter((ground) => ground.basis === 'contract' && !BEFORE_AN_AGREEMENT.includes(ground.purpose))
  if (agreements.some((ground) => lives(ground, now))) return 'customer'
  if (agreements.length > 0 || documents > 0) return 'former-customer'
  const asked = (ground: StageGround) => ground.basis === 'consent' || BEFORE_AN_AGREEMENT.includes(ground.purpose)
  return begun.some((ground) => asked(ground) && lives(ground, now)) ? 'lead' : 'prospect'
}
