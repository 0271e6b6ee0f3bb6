import type { Context } from 'hono'
import type { Tx } from '../../plumbing/database.ts'
import { Problem } from '../../plumbing/errors.ts'
import { changeSession } from '../../staff/change-session.ts'
import { endSessions } from '../../staff/end-sessions.ts'
import { mayEnrol } from '../../staff/enrolling.ts'
import { deletePasskey, deletePassword, deleteRecoveryCodes, selectFactors, selectPassword, selectPasskeys, updatePasswordHash } from '../../staff/factors.sql.ts'
import { giveRecoveryCodes } from '../../staff/give-recovery-codes.ts'
import { openSession, type NewSession } from '../../staff/open-session.ts'
import type { PasskeyAnswer } from '../../staff/passkey-ceremony.ts'
import { IDLE_MINUTES, type SessionWay } from '../../staff/session.ts'
import { selectSessions, updateSessionEnded } from '../../staff/sessions.sql.ts'
import type { StaffActor } from '../../staff/staff-actor.ts'
import { takePasskey } from '../../staff/take-passkey.ts'
import type { DoorEnv } from '../gate.ts'
import type { House } from '../house.ts'
import { handSession } from '../staff/hand-session.ts'
import { passkeySite } from '../staff/passkey-site.ts'
import { wrongPassword, type PasswordDesk } from '../staff/password-desk.ts'
import { placeOf } from '../staff/session-place.ts'
import { signedIn } from '../staff/signed-in.ts'
import type { Api } from './api-door.ts'
import {
  changePassword, endOneSession, endOtherSessions, getAccount, giveProof, removePasskey, removePassword, renewRecoveryCodes, type Account,
} from './account-resource.ts'
import { addEnrolmentRoutes } from './enrolment-routes.ts'

export type Colleague = StaffActor & { kind: 'staff' }

/** One's own account: what one signs in with and where, and showing once more that it is oneself. */
export function addAccountRoutes(api: Api, house: House, desk: PasswordDesk): void {
  addEnrolmentRoutes(api, house, desk)

  api.openapi(getAccount, async (c) => c.json(await house.database.read((tx) => accountOf(tx, signedIn(c.get('actor')))), 200))

  api.openapi(giveProof, async (c) => {
    const { passkey, password, code } = c.req.valid('json')
    const { staffId } = signedIn(c.get('actor'))
    const again = (tx: Tx, how: SessionWay) => openSession(tx, staffId, how, placeOf(c, house))
    if (passkey) {
      const site = await passkeySite(house)
      const session = await house.database.write(async (tx) => ((await takePasskey(tx, site, passkey as PasskeyAnswer, staffId)) === null ? undefined : again(tx, 'passkey')))
      if (!session) throw new Problem('refused', { text: 'staff.passkey-wrong' })
      return carryOn(c, house, session)
    }
    if (password === undefined || code === undefined) throw new Problem('invalid', { text: 'api.field-missing', field: 'passkey', parameters: { field: 'passkey' } })
    const session = await desk.prove(staffId, { password, code }, (tx, _, how) => again(tx, how))
    if (!session) throw wrongPassword('refused')
    return carryOn(c, house, session)
  })

  api.openapi(removePasskey, async (c) => carryOn(c, house, await changed(c, house, async (tx, { staffId }) => {
    const factors = await selectFactors(tx, staffId)
    if (!(await deletePasskey(tx, staffId, c.req.valid('param').id))) throw new Problem('not-found', { text: 'staff.passkey-unknown' })
    if (factors.passkeys === 1 && !factors.password) throw lastFactor()
  })))

  api.openapi(removePassword, async (c) => carryOn(c, house, await changed(c, house, async (tx, { staffId }) => {
    if ((await selectFactors(tx, staffId)).passkeys === 0) throw lastFactor()
    if (!(await deletePassword(tx, staffId))) throw new Problem('not-found', { text: 'staff.no-password' })
    await deleteRecoveryCodes(tx, staffId)
  })))

  api.openapi(changePassword, async (c) => {
    const hash = await desk.checked(signedIn(c.get('actor')), c.req.valid('json').password)
    return carryOn(c, house, await changed(c, house, async (tx, { staffId }) => {
      if (!(await selectPassword(tx, staffId))) throw new Problem('not-found', { text: 'staff.no-password' })
      await updatePasswordHash(tx, staffId, hash)
    }))
  })

  api.openapi(renewRecoveryCodes, async (c) => {
    let recoveryCodes: string[] = []
    const session = await changed(c, house, async (tx, { staffId }) => {
      if (!(await selectPassword(tx, staffId))) throw new Problem('not-found', { text: 'staff.no-password' })
      recoveryCodes = await giveRecoveryCodes(tx, staffId)
    })
    handSession(c, house, session)
    return c.json({ recoveryCodes }, 200)
  })

  api.openapi(endOneSession, async (c) => {
    const { staffId } = signedIn(c.get('actor'))
    if (!(await house.database.write((tx) => updateSessionEnded(tx, staffId, c.req.valid('param').id)))) throw new Problem('not-found', { text: 'staff.session-unknown' })
    return c.body(null, 204)
  })

  api.openapi(endOtherSessions, async (c) => {
    const { staffId, sessionId } = signedIn(c.get('actor'))
    return c.json({ ended: await house.database.write((tx) => endSessions(tx, staffId, sessionId)) }, 200)
  })
}

/** Throws where this session has not shown enough to change what one signs in with. */
export async function requireEnrolling(tx: Tx, actor: Colleague): Promise<void> {
  if (!mayEnrol(actor, await selectFactors(tx, actor.staffId), tx.now)) throw new Problem('forbidden', { text: 'staff.proof-needed', type: 'fresh-proof-needed' })
}

export function carryOn(c: Context, house: House, session: NewSession) {
  handSession(c, house, session)
  return c.body(null, 204)
}

/** Changes what a colleague signs in with, and so their session; what was proved stays as fresh as it was. */
async function changed(c: Context<DoorEnv>, house: House, act: (tx: Tx, actor: Colleague) => Promise<void>): Promise<NewSession> {
  const actor = signedIn(c.get('actor'))
  return house.database.write(async (tx) => {
    await act(tx, actor)
    return changeSession(tx, actor.staffId, actor.how, { ...placeOf(c, house), provedAt: actor.provedAt })
  })
}

async function accountOf(tx: Tx, { staffId, sessionId }: Colleague): Promise<Account> {
  const passkeys = await selectPasskeys(tx, staffId)
  const { recoveryCodesLeft } = await selectFactors(tx, staffId)
  const sessions = await selectSessions(tx, staffId, new Date(tx.now.getTime() - IDLE_MINUTES * 60_000))
  return {
    passkeys: passkeys.map(({ passkeyId, name, synced, createdAt, lastUsedAt }) => ({ id: passkeyId, name, synced, createdAt: createdAt.toISOString(), lastUsedAt: lastUsedAt.toISOString() })),
    signInName: (await selectPassword(tx, staffId))?.signInName ?? null,
    recoveryCodesLeft,
    sessions: sessions.map((one) => ({ id: one.sessionId, how: one.how, client: one.client, startedAt: one.createdAt.toISOString(), lastSeenAt: one.lastSeenAt.toISOString(), isThis: one.sessionId === sessionId })),
  }
}

function lastFactor(): Problem {
  return new Problem('conflict', { text: 'staff.last-factor' })
}
