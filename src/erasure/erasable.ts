import { holds, lives, WAITS_FOR_PAYMENT, type Ground } from '../people/ground.ts'

/** Why something stays although the person wants to be forgotten; each has a sentence, and where the law says so its article. */
export const BECAUSE = {
  contract: { article: '6(1)(b)' },
  claim: { article: '17(3)(e)' },
  duty: { article: '17(3)(b)' },
  'public-task': { article: '17(3)(b)' },
  'vital-interest': { article: '6(1)(d)' },
  hold: { article: '17(3)(e)' },
  bookkeeping: { article: '17(3)(b)' },
  proof: { article: '7(1), 17(3)(e)' },
  mark: { article: '17(3)(b), 21(3)' },
  'file-waiting': { article: '17(1)' },
  'sealed-answer': { article: '17(1)' },
  letter: { article: '12(3)' },
  key: { article: '17(1)' },
  scrub: { article: '17(1)' },
  backup: { article: '17(1)' },
  'system-waits': { article: '19' },
  'system-late': { article: '19' },
  'system-refused': { article: '19' },
  'system-silent': { article: '19' },
} as const
export type Because = keyof typeof BECAUSE

/** The reasons for which a part of somebody stays in the register, as places. */
export const KEEPERS: readonly Because[] = ['contract', 'claim', 'duty', 'public-task', 'vital-interest', 'hold']

/** Agreements that nobody has made yet, and duties that a mark or the document itself fulfils: the person's wish ends them. */
const END_BY_WISH: readonly string[] = ['prospects', 'rights', 'bookkeeping']

/**
 * Why a ground may not end because the person wants to be forgotten (art. 17(1), (3)), or undefined when it may: a contract
 * that runs carries what it needs until it is ended; so does a duty, and an invoice until it is paid. Consent, interests, and whatever is only kept for a
 * while after its end may always end.
 */
export function staysBecause(ground: Pick<Ground, 'basis' | 'purpose' | 'since' | 'until' | 'waitsFor' | 'endedAt'>, now: Date): Because | undefined {
  // A contract that begins later is one as well.
  const begins = ground.since > now && ground.endedAt === null
  if (END_BY_WISH.includes(ground.purpose) || !(lives(ground, now) || begins)) return undefined
  // What was paid is told about for a while; nobody's wish has to wait for that.
  if (ground.waitsFor === WAITS_FOR_PAYMENT) return ground.until === null ? 'claim' : undefined
  switch (ground.basis) {
    case 'contract':
      return 'contract'
    case 'legal-obligation':
      return 'duty'
    case 'public-task':
    case 'vital-interest':
      return ground.basis
    default:
      return undefined
  }
}

/** The grounds that end now, those held on to after their end among them. */
export function endingGrounds(grounds: readonly Ground[], held: ReadonlySet<string>, now: Date): Ground[] {
  return grounds.filter((ground) => (holds(ground, now) || ground.since > now) && staysBecause(ground, now) === undefined && !held.has(ground.groundId))
}

/** A document that is held stays anyway; a field or a ground that is held keeps the person. */
export function keepsValues(hold: { itemKind: 'document' | 'field' | 'ground' }): boolean {
  return hold.itemKind !== 'document'
}
