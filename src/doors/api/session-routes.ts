import { Problem } from '../../plumbing/errors.ts'
import { selectInstallation } from '../../plumbing/installation.sql.ts'
import type { House } from '../house.ts'
import { issueApiKey } from '../../staff/issue-api-key.ts'
import { refuseOutOfScope, scopeFor } from '../staff/key-scope.ts'
import { signedIn } from '../staff/signed-in.ts'
import { staffCookie } from '../staff/staff-cookie.ts'
import { freshUntil } from '../../staff/session.ts'
import { selectFactors } from '../../staff/factors.sql.ts'
import { updateSessionEnded } from '../../staff/sessions.sql.ts'
import { selectApiKeys, updateApiKeyEnded, type ApiKeyRow } from '../../staff/staff.sql.ts'
import type { Api } from './api-door.ts'
import { readerLanguage } from './reader.ts'
import { roleInWords } from './roles-routes.ts'
import { createApiKey, endApiKey, endSession, getSession, listApiKeys } from './session-resource.ts'

export function addSessionRoutes(api: Api, house: House): void {
  api.openapi(getSession, async (c) => {
    const actor = signedIn(c.get('actor'))
    const language = readerLanguage(c)
    const { installation, factors } = await house.database.read(async (tx) => ({ installation: await selectInstallation(tx), factors: await selectFactors(tx, actor.staffId) }))
    return c.json({
      staff: { id: actor.staffId, name: actor.name },
      installation: {
        controller: { name: installation?.controller.name ?? '', country: installation?.controller.country ?? null },
        demo: installation?.demo ?? false,
        mail: house.settings.smtpUrl === undefined ? 'outbox' as const : 'smtp' as const,
      },
      expiresAt: actor.sessionExpiresAt.toISOString(),
      permissions: [...actor.permissions],
      roles: actor.roles.map(({ key, name }) => ({ key, name: roleInWords(language, { key, name }) })),
      seeAs: actor.seeAs && { key: actor.seeAs.key, name: roleInWords(language, actor.seeAs) },
      how: actor.how,
      freshUntil: freshUntil(actor, house.database.clock())?.toISOString() ?? null,
      factors,
    }, 200)
  })

  api.openapi(endSession, async (c) => {
    const { staffId, sessionId } = signedIn(c.get('actor'))
    await house.database.write((tx) => updateSessionEnded(tx, staffId, sessionId))
    staffCookie.clear(c, house.publicUrl)
    return c.body(null, 204)
  })

  api.openapi(listApiKeys, async (c) => {
    const keys = await house.database.read(selectApiKeys)
    return c.json({ apiKeys: keys.map(apiKeyAnswer) }, 200)
  })

  api.openapi(createApiKey, async (c) => {
    const { expiresAt, ...rest } = c.req.valid('json')
    const wish = { ...rest, expiresAt: expiresAt === null ? null : new Date(expiresAt) }
    const actor = signedIn(c.get('actor'))
    const { staffId, name } = actor
    const issued = await house.database.write(async (tx) => {
      // Nobody hands a system more than they are there for themselves.
      refuseOutOfScope(await scopeFor(tx, actor), wish.purposes, (place) => `purposes.${place}`)
      return { ...(await issueApiKey(tx, { ...wish, createdBy: staffId })), createdAt: tx.now }
    })
    return c.json({ ...apiKeyAnswer({ ...wish, ...issued, createdByName: name, lastUsedOn: null }), key: issued.key }, 201)
  })

  api.openapi(endApiKey, async (c) => {
    const ended = await house.database.write((tx) => updateApiKeyEnded(tx, c.req.valid('param').id))
    house.keyRing.forget()
    if (!ended) throw new Problem('not-found', { text: 'staff.key-unknown' })
    return c.body(null, 204)
  })
}

function apiKeyAnswer(row: ApiKeyRow) {
  const { name, speaksForPerson, purposes, lastUsedOn } = row
  return {
    id: row.apiKeyId, name, speaksForPerson, purposes, createdAt: row.createdAt.toISOString(), createdBy: row.createdByName,
    expiresAt: row.expiresAt?.toISOString() ?? null, lastUsedOn,
  }
}
