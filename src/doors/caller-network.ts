import type { Context } from 'hono'
import { createHmac } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { callerAddress, nameOfNetwork } from '../plumbing/network-address.ts'
import type { House } from './house.ts'

/**
 * The network a request comes from, as a keyed hash, or undefined for a call within the process. The address itself is
 * never kept (rule E2), and X-Forwarded-For counts only where a declared proxy says it (TRUSTED_PROXIES).
 */
export function callerNetwork(c: Context, { settings, keeper }: Pick<House, 'settings' | 'keeper'>): Buffer | undefined {
  const incoming = (c.env as { incoming?: IncomingMessage } | undefined)?.incoming
  if (!incoming) return undefined
  // Several header lines are one list (RFC 9110 5.3), which Node has joined already.
  const address = callerAddress(incoming.socket.remoteAddress ?? '', c.req.header('x-forwarded-for'), settings.trustedProxies)
  // Whoever has hung up already is counted with the others who have.
  return createHmac('sha256', keeper.keys.tokens).update(`network\0${address ? nameOfNetwork(address) : 'gone'}`).digest()
}
