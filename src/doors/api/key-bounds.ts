import type { Context, MiddlewareHandler } from 'hono'
import { selectImport } from '../../imports/imports.sql.ts'
import { Problem } from '../../plumbing/errors.ts'
import type { ImportId } from '../../values/ids.ts'
import type { DoorEnv } from '../gate.ts'
import type { House } from '../house.ts'
import { isBound, refuseOutOfScope, scopeFor } from '../staff/key-scope.ts'
import { actorId, type StaffActor } from '../../staff/staff-actor.ts'

type Bounds = (c: Context<DoorEnv>, house: House, next: () => Promise<void>) => Promise<void>

/** What keys of other systems, and colleagues who do not see everything, may do on routes that answer them, beyond what a route itself asks of the scope. */
const BOUNDS: readonly { under: string; bounds: Bounds }[] = [{ under: '/api/v1/imports/:id', bounds: ownImport }]

/** Holds whoever is bound to their bounds before any handler acts; colleagues who see everything pass. */
export function keyBounds(house: House): MiddlewareHandler<DoorEnv> {
  return async (c, next) => {
    const actor = c.get('actor') as StaffActor | undefined
    const found = actor && isBound(actor) ? BOUNDS.find(({ under }) => c.get('route').path.startsWith(under)) : undefined
    await (found ? found.bounds(c, house, next) : next())
  }
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
