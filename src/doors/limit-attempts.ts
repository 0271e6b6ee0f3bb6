import type { MiddlewareHandler } from 'hono'
import { takeAttempt } from '../plumbing/take-attempt.ts'
import { callerNetwork } from './caller-network.ts'
import type { DoorEnv } from './gate.ts'
import type { House } from './house.ts'

/**
 * Counts who tries something that could be guessed, on the routes whose line in the route table says so (AU-11): before
 * the route looks at anything, and committed whatever becomes of the attempt.
 */
export function limitAttempts(house: House): MiddlewareHandler<DoorEnv> {
  return async (c, next) => {
    const { attempts } = c.get('route')
    if (attempts) await house.database.write((tx) => takeAttempt(tx, attempts, undefined, callerNetwork(c, house)))
    await next()
  }
}
