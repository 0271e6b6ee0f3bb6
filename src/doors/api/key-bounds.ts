import type { Context, MiddlewareHandler } from 'hono'
import type { EntryKind } from '../../ledger/entry.ts'
import { selectImport } from '../../imports/imports.sql.ts'
import { selectFieldsInScope, selectInScope } from '../../people/scope.sql.ts'
import { Problem } from '../../plumbing/errors.ts'
import type { ImportId, PersonId } from '../../values/ids.ts'
import type { DoorEnv } from '../gate.ts'
import type { House } from '../house.ts'
import { refuseChoices, refuseOutOfScope, scopeFor } from '../staff/key-scope.ts'
import { actorId } from '../staff/staff-actor.ts'
import { ALL } from './contract.ts'
import type { RecordedChoices } from './choices-resource.ts'

type Bounds = (c: Context<DoorEnv>, house: House, next: () => Promise<void>) => Promise<void>

/** What keys of other systems may do on routes that answer them, beyond what a route itself asks of the scope. */
const BOUNDS: Record<string, Bounds> = {
  '/api/v1/people/:id/choices': boundChoices,
  '/api/v1/imports/:id': ownImport,
  '/api/v1/imports/:id/settings': ownImport,
  '/api/v1/imports/:id/rehearsals': ownImport,
  '/api/v1/imports/:id/runs': ownImport,
  '/api/v1/imports/:id/cancellations': ownImport,
  '/api/v1/imports/:id/rows': ownImport,
  '/api/v1/imports/:id/report': ownImport,
}

/** Holds keys to their bounds before any handler acts; colleagues pass. */
export function keyBounds(house: House): MiddlewareHandler<DoorEnv> {
  return async (c, next) => {
    const bounds = c.get('actor')?.kind === 'key' ? BOUNDS[c.get('route').path] : undefined
    await (bounds ? bounds(c, house, next) : next())
  }
}

/** Choices about its own purposes, of people it sees; told is only what it may see of what ended. */
async function boundChoices(c: Context<DoorEnv>, house: House, next: () => Promise<void>): Promise<void> {
  const personId = idIn(c) as PersonId
  const choices = membersOf(await bodyOf(c), 'choices').map((one) => ({ kind: String(one['kind']) as EntryKind, purpose: String(one['purpose'] ?? ALL) }))
  const seen = await house.database.read(async (tx) => {
    const scope = await scopeFor(tx, c.get('actor'))
    refuseChoices(c.get('actor'), scope, (await selectInScope(tx, scope!, [personId])).has(personId), choices)
    return (await selectFieldsInScope(tx, scope!, [personId])).get(personId)!
  })
  await next()
  if (!c.res.ok) return
  const answer = (await c.res.json()) as RecordedChoices
  c.res = new Response(JSON.stringify({ ...answer, ended: answer.ended.filter(({ field }) => seen.has(field)) }), c.res)
}

/** Imports that it has handed in itself, for its own purposes. */
async function ownImport(c: Context<DoorEnv>, house: House, next: () => Promise<void>): Promise<void> {
  const settings = c.req.method === 'PUT' ? await bodyOf(c) : {}
  await house.database.read(async (tx) => {
    const found = await selectImport(tx, idIn(c) as ImportId)
    if (found?.createdBy !== actorId(c.get('actor'))) throw new Problem('not-found', { text: 'imports.not-found' })
    const scope = await scopeFor(tx, c.get('actor'))
    const purposes = settings['purposes']
    if (Array.isArray(purposes)) refuseOutOfScope(scope, purposes.map(String), (place) => `purposes.${place}`)
    // Columns may hold answers for a purpose: `consent:news:email`.
    const answered = Object.values(settings['mapping'] ?? {}).flatMap((target) => (typeof target === 'string' && target.includes(':') ? [target.split(':')[1]!] : []))
    refuseOutOfScope(scope, answered, () => 'mapping')
  })
  await next()
}

/** The id in the address, after the collection: `/api/v1/people/{id}/…`. */
function idIn(c: Context): string {
  const id = c.req.path.split('/')[4]!.toLowerCase()
  if (!/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) throw new Problem('invalid', { text: 'api.field-wrong-value', field: 'id' })
  return id
}

/** The body as it was sent; what does not fit is refused by the route's own schema afterwards. */
async function bodyOf(c: Context): Promise<Record<string, unknown>> {
  const body: unknown = await c.req.json().catch(() => ({}))
  return typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {}
}

function membersOf(body: Record<string, unknown>, list: string): Record<string, unknown>[] {
  const found = body[list]
  return Array.isArray(found) ? found.filter((one): one is Record<string, unknown> => typeof one === 'object' && one !== null) : []
}
