import type { Context } from 'hono'
import { Problem } from '../../plumbing/errors.ts'
import type { SignOnAim } from '../../plumbing/sign-on-request.ts'
import { disconnectIdentity } from '../../staff/disconnect-identity.ts'
import { selectStaffIdentities } from '../../staff/oidc-identities.sql.ts'
import { looksLikeSecret, secretHash } from '../../staff/secret.ts'
import type { House } from '../house.ts'
import { sendToProvider, signOnFailure } from '../oidc.ts'
import { isSameOrigin } from '../same-origin.ts'
import { placeOf } from '../staff/session-place.ts'
import { signedIn } from '../staff/signed-in.ts'
import { staffCookie } from '../staff/staff-cookie.ts'
import { carryOn, requireEnrolling } from './account-routes.ts'
import type { Api } from './api-door.ts'
import { beginConnection, beginProof, beginSignOn, endConnection, getSingleSignOn, listIdentities } from './oidc-resource.ts'

/** Single sign-on of colleagues: how it begins, and what of it belongs to one's own account. */
export function addSingleSignOnRoutes(api: Api, house: House): void {
  const provider = () => (house.identityProviders?.staff ? { name: house.identityProviders.staff.name } : null)

  api.openapi(getSingleSignOn, (c) => c.json({ provider: provider() }, 200))

  api.openapi(beginSignOn, async (c) => {
    // Otherwise another site could sign a colleague in as somebody else.
    if (!isSameOrigin(c.req.raw.headers, house.publicUrl)) throw new Problem('forbidden', { text: 'api.other-origin' })
    return c.json({ location: await sendAway(c, house, 'sign-in') }, 201)
  })

  api.openapi(beginProof, async (c) => c.json({ location: await sendAway(c, house, 'prove') }, 201))

  api.openapi(listIdentities, async (c) => {
    const { staffId } = signedIn(c.get('actor'))
    const identities = await house.database.read((tx) => selectStaffIdentities(tx, staffId))
    return c.json({
      provider: provider(),
      identities: identities.map(({ identityId, issuer, connectedAt, lastUsedAt }) => ({ id: identityId, issuer, connectedAt: connectedAt.toISOString(), lastUsedAt: lastUsedAt?.toISOString() ?? null })),
    }, 200)
  })

  api.openapi(beginConnection, async (c) => {
    const actor = signedIn(c.get('actor'))
    await house.database.read((tx) => requireEnrolling(tx, actor))
    return c.json({ location: await sendAway(c, house, 'connect') }, 201)
  })

  api.openapi(endConnection, async (c) => {
    const actor = signedIn(c.get('actor'))
    return carryOn(c, house, await house.database.write((tx) => disconnectIdentity(tx, actor, c.req.valid('param').id, placeOf(c, house))))
  })
}

async function sendAway(c: Context, house: House, aim: SignOnAim): Promise<string> {
  const cookie = staffCookie.read(c, house.publicUrl)
  try {
    return (await sendToProvider(c, house, 'staff', aim, cookie && looksLikeSecret(cookie) ? secretHash(cookie) : null)).href
  } catch (error) {
    if (error instanceof Problem) throw error
    signOnFailure(house, error)
    throw new Problem('unavailable', { text: 'staff.sso-away' })
  }
}
