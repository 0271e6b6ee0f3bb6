import { Hono, type Context } from 'hono'
import { html } from 'hono/html'
import type { Tx } from '../../plumbing/database.ts'
import type { SignOnRequest } from '../../plumbing/sign-on-request.ts'
import { connectIdentity } from '../../staff/connect-identity.ts'
import { proveByIdentity } from '../../staff/prove-by-identity.ts'
import { selectLivingSession, updateSessionOfSecretEnded } from '../../staff/sessions.sql.ts'
import { signInByIdentity } from '../../staff/sign-in-by-identity.ts'
import type { NewSession, SessionPlace } from '../../staff/open-session.ts'
import { t } from '../../values/text.ts'
import { acceptedLanguage } from '../accepted-language.ts'
import type { DoorEnv } from '../gate.ts'
import type { House } from '../house.ts'
import { backFromProvider, signOnFailure, SIGN_ON_RETURN, type CameBack } from '../oidc.ts'
import { page } from '../page.ts'
import { clientInWords } from './client-in-words.ts'
import { handSession } from './hand-session.ts'

const ACCOUNT = '/account'

/** Where colleagues come back from the provider. It is a GET because providers redirect; it acts once, in the browser that was sent there. */
export function staffReturnDoor(house: House): Hono<DoorEnv> {
  const door = new Hono<DoorEnv>()
  door.get(SIGN_ON_RETURN.staff, async (c) => {
    try {
      const back = await backFromProvider(c, house, 'staff')
      return await (back.request.aim === 'sign-in' ? signedIn(c, house, back) : provedOrConnected(c, house, back))
    } catch (error) {
      const { why, status } = signOnFailure(house, error)
      return toldPage(c, `sso-${why}`, status)
    }
  })
  return door
}

async function signedIn(c: Context, house: House, { request, identity, key }: CameBack): Promise<Response> {
  const session = await house.database.write(async (tx) => {
    const opened = await signInByIdentity(tx, key, identity, placeHere(c))
    if (opened) await leave(tx, request)
    return opened
  })
  return session ? enter(c, house, session, '/') : toldPage(c, 'sso-unknown', 403)
}

/** Both act for the session that sent the browser away, as long as it lives. */
async function provedOrConnected(c: Context, house: House, { request, identity, key }: CameBack): Promise<Response> {
  const isProof = request.aim === 'prove'
  const outcome = await house.database.write(async (tx) => {
    const session = request.sessionHash ? await selectLivingSession(tx, request.sessionHash) : undefined
    if (!session) return 'sso-ended'
    const opened = isProof ? await proveByIdentity(tx, session, key, identity, request.createdAt, placeHere(c)) : await connectIdentity(tx, session, key, identity, placeHere(c))
    if (opened) await leave(tx, request)
    return opened ?? (isProof ? 'sso-other' : 'sso-taken')
  })
  return typeof outcome === 'string' ? toldPage(c, outcome, 403) : enter(c, house, outcome, isProof ? '/' : ACCOUNT)
}

/** Ends the session that this browser held: its cookie does not come along from another site, so its hash was kept. */
async function leave(tx: Tx, { sessionHash }: SignOnRequest): Promise<void> {
  if (sessionHash) await updateSessionOfSecretEnded(tx, sessionHash)
}

function enter(c: Context, house: House, session: NewSession, to: string): Response {
  handSession(c, house, session)
  return c.redirect(to, 303)
}

function placeHere(c: Context): SessionPlace {
  return { client: clientInWords(c.req.header('user-agent')) }
}

/** The same page for every reason why an identity opens nothing. */
function toldPage(c: Context, key: `sso-${'unknown' | 'ended' | 'other' | 'taken' | 'away' | 'declined' | 'unbelievable'}`, status: 400 | 403 | 503): Response | Promise<Response> {
  const language = acceptedLanguage(c.req.header('accept-language'))
  return c.html(page(language, t(language, 'staff.sso-title'), html`<p>${t(language, `staff.${key}`)}</p><p><a href="/">${t(language, 'staff.sso-back')}</a></p>`), status)
}
