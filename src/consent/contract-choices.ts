import type { Ground } from '../people/ground.ts'
import type { Choice } from './choice.ts'

/**
 * What is noted in the ledger when contracts begin or end to carry purposes (art. 6(1)(b), 5(1)(e)): with it the person's
 * own sequence tells why they could be served, and from when they no longer can. Grounds of other kinds are passed over.
 */
export function contractChoices(kind: 'contract-started' | 'contract-ended', grounds: readonly Ground[], said: Pick<Choice, 'surface' | 'actor'>): Choice[] {
  return grounds.filter((ground) => ground.basis === 'contract').map((ground) => ({
    personId: ground.personId, kind, purpose: ground.purpose, channel: null, contactPointId: null, frequency: null, language: null, wording: null,
    ...said, evidence: { ground: ground.groundId, ...(ground.reference && { reference: ground.reference }) },
  }))
}
