import type { Context } from 'hono'
import { LOOK_ERRANDS, type LookErrand, type LookWhy } from '../looks/look.ts'
import { Problem } from '../plumbing/errors.ts'

/** In which the workspace says what a person is opened for, where it knows. */
export const LOOKING_FOR = 'looking-for'

/** Why this caller looks: as they say, or by the way they came. Throws `invalid` for a word that is not on the list. */
export function whyLooking(c: Context, byRoute: LookWhy): LookWhy {
  const said = c.req.header(LOOKING_FOR)
  if (said === undefined) return byRoute
  if (!(LOOK_ERRANDS as readonly string[]).includes(said)) throw new Problem('invalid', { text: 'looks.errand-unknown', parameters: { errands: LOOK_ERRANDS.join(', ') } })
  return said as LookErrand
}
