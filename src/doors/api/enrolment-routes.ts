import { selectInstallation } from '../../plumbing/installation.sql.ts'
import { Problem } from '../../plumbing/errors.ts'
import { addPasskey } from '../../staff/add-passkey.ts'
import { authenticatorSetUp, newAuthenticatorSecret } from '../../staff/authenticator.ts'
import { changeSession } from '../../staff/change-session.ts'
import { selectPasskeys } from '../../staff/factors.sql.ts'
import { layChallenge } from '../../staff/lay-challenge.ts'
import { enrolmentOptions, proofOptions, type EnrolmentAnswer } from '../../staff/passkey-ceremony.ts'
import { setPassword } from '../../staff/set-password.ts'
import { signInNameForm } from '../../staff/sign-in-name.ts'
import type { House } from '../house.ts'
import { handSession } from '../staff/hand-session.ts'
import { passkeySite } from '../staff/passkey-site.ts'
import type { PasswordDesk } from '../staff/password-desk.ts'
import { placeOf } from '../staff/session-place.ts'
import { signedIn } from '../staff/signed-in.ts'
import { carryOn, requireEnrolling } from './account-routes.ts'
import type { Api } from './api-door.ts'
import { addPasskeyRoute, enrolmentOptionsRoute, proofOptionsRoute, setPasswordRoute, setUpAuthenticator } from './account-resource.ts'

/** New factors. Enrolling one is a proof itself, so the session that comes out of it is a full one. */
export function addEnrolmentRoutes(api: Api, house: House, desk: PasswordDesk): void {
  const { database } = house

  api.openapi(enrolmentOptionsRoute, async (c) => {
    const actor = signedIn(c.get('actor'))
    const site = await passkeySite(house)
    const { challenge, known } = await database.write(async (tx) => {
      await requireEnrolling(tx, actor)
      return { known: await selectPasskeys(tx, actor.staffId), challenge: await layChallenge(tx, 'enrol', actor.staffId) }
    })
    return c.json({ ...(await enrolmentOptions(site, actor, known, challenge)) }, 200)
  })

  api.openapi(addPasskeyRoute, async (c) => {
    const actor = signedIn(c.get('actor'))
    const { name, passkey } = c.req.valid('json')
    const site = await passkeySite(house)
    const session = await database.write(async (tx) => {
      await requireEnrolling(tx, actor)
      const added = await addPasskey(tx, site, passkey as EnrolmentAnswer, { staffId: actor.staffId, name })
      return added ? changeSession(tx, actor.staffId, 'passkey', placeOf(c, house)) : undefined
    })
    if (!session) throw new Problem('refused', { text: 'staff.passkey-not-made', field: 'passkey' })
    return carryOn(c, house, session)
  })

  api.openapi(proofOptionsRoute, async (c) => {
    const { staffId } = signedIn(c.get('actor'))
    const site = await passkeySite(house)
    const { challenge, known } = await database.write(async (tx) => ({ known: await selectPasskeys(tx, staffId), challenge: await layChallenge(tx, 'prove', staffId) }))
    return c.json({ ...(await proofOptions(site, known, challenge)) }, 200)
  })

  api.openapi(setUpAuthenticator, async (c) => {
    const actor = signedIn(c.get('actor'))
    const secret = newAuthenticatorSecret()
    const { issuer, setUp } = await database.write(async (tx) => {
      await requireEnrolling(tx, actor)
      return { issuer: (await selectInstallation(tx))?.controller.name ?? 'Tillit', setUp: await layChallenge(tx, 'authenticator', actor.staffId, desk.keys.seal(actor.staffId, secret)) }
    })
    return c.json({ setUp, ...authenticatorSetUp(secret, { issuer, name: actor.name }) }, 200)
  })

  api.openapi(setPasswordRoute, async (c) => {
    const actor = signedIn(c.get('actor'))
    const { signInName: typed, password, setUp, code } = c.req.valid('json')
    const signInName = signInNameForm(typed)
    if (signInName === undefined) throw new Problem('invalid', { text: 'staff.sign-in-name-unfit', field: 'signInName' })
    await database.read((tx) => requireEnrolling(tx, actor))
    const passwordHash = await desk.checked(actor, password, [signInName])
    const { session, recoveryCodes } = await database.write(async (tx) => {
      await requireEnrolling(tx, actor)
      const given = await setPassword(tx, desk.keys, { staffId: actor.staffId, signInName, passwordHash, setUp, code })
      return { recoveryCodes: given, session: await changeSession(tx, actor.staffId, 'password+totp', placeOf(c, house)) }
    })
    handSession(c, house, session)
    return c.json({ recoveryCodes }, 200)
  })
}
