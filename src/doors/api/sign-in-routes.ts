import type { Context } from 'hono'
import { Problem } from '../../plumbing/errors.ts'
import { layChallenge } from '../../staff/lay-challenge.ts'
import { openSession, type NewSession } from '../../staff/open-session.ts'
import { proofOptions, type PasskeyAnswer } from '../../staff/passkey-ceremony.ts'
import { takePasskey } from '../../staff/take-passkey.ts'
import type { House } from '../house.ts'
import { isSameOrigin } from '../same-origin.ts'
import { handSession } from '../staff/hand-session.ts'
import { passkeySite } from '../staff/passkey-site.ts'
import { wrongPassword, type PasswordDesk } from '../staff/password-desk.ts'
import { placeOf } from '../staff/session-place.ts'
import type { Api } from './api-door.ts'
import { signInByPasskey, signInByPassword, signInOptions } from './sign-in-resource.ts'

/** Signing in. Each way is one step: there is nothing between not being signed in and being so (AU-04). */
export function addSignInRoutes(api: Api, house: House, desk: PasswordDesk): void {
  // Otherwise another site could sign a colleague in as somebody else.
  const requireOwnPage = (c: Context) => {
    if (!isSameOrigin(c.req.raw.headers, house.publicUrl)) throw new Problem('forbidden', { text: 'api.other-origin' })
  }
  const letIn = (c: Context, session: NewSession) => {
    handSession(c, house, session)
    return c.body(null, 204)
  }

  api.openapi(signInOptions, async (c) => {
    requireOwnPage(c)
    const challenge = await house.database.write((tx) => layChallenge(tx, 'sign-in', null))
    return c.json({ ...(await proofOptions(await passkeySite(house), undefined, challenge)) }, 200)
  })

  api.openapi(signInByPasskey, async (c) => {
    requireOwnPage(c)
    const site = await passkeySite(house)
    const answer = c.req.valid('json') as PasskeyAnswer
    const session = await house.database.write(async (tx) => {
      const staffId = await takePasskey(tx, site, answer, null)
      return staffId === null ? undefined : openSession(tx, staffId, 'passkey', placeOf(c, house))
    })
    if (!session) throw new Problem('unauthenticated', { text: 'staff.passkey-wrong' })
    return letIn(c, session)
  })

  api.openapi(signInByPassword, async (c) => {
    requireOwnPage(c)
    const session = await desk.signIn(c.req.valid('json'), (tx, staffId, how) => openSession(tx, staffId, how, placeOf(c, house)))
    if (!session) throw wrongPassword('unauthenticated')
    return letIn(c, session)
  })
}
