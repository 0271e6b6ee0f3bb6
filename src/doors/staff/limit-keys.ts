import type { MiddlewareHandler } from 'hono'
import { Problem } from '../../plumbing/errors.ts'
import type { DoorEnv } from '../gate.ts'
import type { House } from '../house.ts'
import { KeyBuckets } from './key-buckets.ts'

/** Answered from memory, and asked at every purchase: not counted. */
const FREE = 'POST /api/v1/decisions'

/** Lets each key make as many requests as a minute may have, and says how many are left (the RateLimit fields of the IETF's HTTP API group). */
export function limitKeys({ settings }: House): MiddlewareHandler<DoorEnv> {
  const buckets = new KeyBuckets(settings.apiPerMinute)
  return async (c, next) => {
    const actor = c.get('actor')
    const { method, path } = c.get('route')
    if (actor?.kind !== 'key' || `${method} ${path}` === FREE) return next()
    const taken = buckets.take(actor.apiKeyId)
    c.header('ratelimit-policy', `"key";q=${buckets.perMinute};w=60`)
    c.header('ratelimit', 'left' in taken ? `"key";r=${taken.left};t=${taken.fullAfter}` : `"key";r=0;t=${taken.againAfter}`)
    if ('againAfter' in taken) throw new Problem('too-many', { text: 'api.too-many-requests', parameters: { seconds: taken.againAfter }, againAfterSeconds: taken.againAfter })
    await next()
  }
}
