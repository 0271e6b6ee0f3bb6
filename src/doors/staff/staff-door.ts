import { Hono } from 'hono'
import { html } from 'hono/html'
import { randomBytes } from 'node:crypto'
import { Problem } from '../../plumbing/errors.ts'
import { t, type Language } from '../../values/text.ts'
import { acceptedLanguage } from '../accepted-language.ts'
import type { DoorEnv } from '../gate.ts'
import type { House } from '../house.ts'
import { page, plainPage } from '../page.ts'
import { isSameOrigin } from '../same-origin.ts'
import { WORKSPACE_FEATURES, workspacePolicy } from '../security-headers.ts'
import { looksLikeSecret, secretHash } from '../../staff/secret.ts'
import { signIn } from '../../staff/sign-in.ts'
import { handSession } from './hand-session.ts'
import { placeOf } from './session-place.ts'
import { selectLivingSignInLink } from '../../staff/staff.sql.ts'
import { WorkspaceFiles } from './workspace-files.ts'

/** Where staff come in: one page with one button, because mail scanners follow links but press no buttons (CS-05). */
export function signInDoor(house: House): Hono<DoorEnv> {
  const door = new Hono<DoorEnv>()

  door.get('/sign-in/:token', async (c) => {
    const token = c.req.param('token')
    const staff = looksLikeSecret(token) ? await house.database.read((tx) => selectLivingSignInLink(tx, secretHash(token))) : undefined
    const language = acceptedLanguage(c.req.header('accept-language'))
    return staff ? c.html(buttonPage(language)) : c.html(endedPage(language), 410)
  })

  door.post('/sign-in/:token', async (c) => {
    // Otherwise another site could sign a colleague in as somebody else.
    if (!isSameOrigin(c.req.raw.headers, house.publicUrl)) throw new Problem('forbidden', { text: 'api.other-origin' })
    const session = await house.database.write((tx) => signIn(tx, c.req.param('token'), placeOf(c, house)))
    if (!session) return c.html(endedPage(acceptedLanguage(c.req.header('accept-language'))), 410)
    handSession(c, house, session)
    return c.redirect('/', 303)
  })

  return door
}

/** The workspace itself: files, and for every other address the page that loads it. Comes last of all doors. */
export function workspaceDoor(house: House): Hono<DoorEnv> {
  const door = new Hono<DoorEnv>()
  const files = new WorkspaceFiles(house.workspaceFolder)

  door.get('/*', (c) => {
    const file = files.file(c.req.path)
    if (file) return c.body(file.bytes, 200, { 'content-type': file.type, 'cache-control': file.cacheControl })
    const nonce = randomBytes(16).toString('base64')
    const shell = files.shell(nonce)
    const isPage = !c.req.path.startsWith('/api') && !/\.[a-z\d]+$/i.test(c.req.path)
    if (!isPage) throw new Problem('not-found', { text: 'api.not-found' })
    if (shell === undefined) return c.html(notBuiltPage(acceptedLanguage(c.req.header('accept-language'))), 503)
    return c.html(shell, 200, { 'content-security-policy': workspacePolicy(nonce), 'referrer-policy': 'no-referrer', 'permissions-policy': WORKSPACE_FEATURES })
  })

  return door
}

function buttonPage(language: Language) {
  return page(language, t(language, 'staff.sign-in-title'), html`
    <p>${t(language, 'staff.sign-in-text')}</p>
    <form method="post"><button type="submit">${t(language, 'staff.sign-in-button')}</button></form>`)
}

function endedPage(language: Language) {
  return plainPage(language, t(language, 'staff.link-ended-title'), t(language, 'staff.link-ended'))
}

function notBuiltPage(language: Language) {
  return plainPage(language, t(language, 'staff.not-built-title'), t(language, 'staff.not-built'))
}
