import type { Actor } from '../ledger/entry.ts'
import type { Choice } from './choice.ts'

/** When somebody wants to be called. It is a wish under the purposes that exist and lets nothing through that the gate stops; `never` says no to marketing by phone as well. */
export const CALL_WISHES = ['any-time', 'before-noon', 'afternoon', 'evening', 'never'] as const
export type CallWish = (typeof CALL_WISHES)[number]

/** The wish that stands, and who said it. */
export interface SaidCallWish {
  wish: CallWish
  at: Date
  by: Actor['kind']
}

export function callWishIn(text: unknown): CallWish | undefined {
  return CALL_WISHES.find((one) => one === text)
}

type Saying = Omit<Choice, 'kind' | 'purpose' | 'channel' | 'contactPointId' | 'frequency'>
const aboutCalls = { purpose: null, channel: 'phone', contactPointId: null, frequency: null }

/** What is recorded of a wish: of `never` the no to marketing by phone first. */
export function choicesOfCallWish(said: Saying, calls: CallWish): Choice[] {
  return [...noOfCallWish(said, calls), { ...said, ...aboutCalls, kind: 'wished', evidence: { ...said.evidence, calls } }]
}

/** Whoever never wants to be called objects to marketing by phone (art. 21(2)); a later wish does not lift that (rule D9). */
export function noOfCallWish(said: Saying, calls: unknown): Choice[] {
  return calls === 'never' ? [{ ...said, ...aboutCalls, kind: 'objected' }] : []
}
