import { COMPARED, type Compared } from './compare.ts'

export const GRADES = ['sure', 'unsure'] as const
export type Grade = (typeof GRADES)[number]

/** 99 to 1. */
const SURE_ODDS = Math.log2(99)

/**
 * What a compared pair is proposed as, if at all. The odds alone decide nothing: a name, however rare, makes nobody one human,
 * nor do name and place; and who shares a home, an address and a surname but not a first name is a household.
 */
export function gradeOf(levels: readonly number[], odds: number): Grade | undefined {
  const at = (field: Compared): number => levels[COMPARED.indexOf(field)]!
  const within = (field: Compared, level: number): boolean => at(field) > 0 && at(field) <= level
  const beyondNames = within('birth', 2) || within('email', 2) || within('phone', 1) || within('identity', 1) || (within('street', 2) && within('place', 3))
  const otherFirstName = at('given') === 5
  if (odds < 0 || !beyondNames || (otherFirstName && !within('identity', 1) && !(within('birth', 1) && within('email', 3)))) return undefined
  const personal = within('birth', 1) || within('email', 1) || within('phone', 1) || within('identity', 1)
  const named = within('given', 3) && within('family', 3)
  const againstIt = at('birth') > 2 || at('identity') > 1
  return odds >= SURE_ODDS && personal && named && !againstIt ? 'sure' : 'unsure'
}
