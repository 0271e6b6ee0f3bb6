import { Hono, type Context } from 'hono'
import { createHash, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { selectInstallation } from '../plumbing/installation.sql.ts'
import { Problem } from '../plumbing/errors.ts'
import { parseNetwork, parseNetworkAddress, isWithin } from '../plumbing/network-address.ts'
import { selectFigures } from './figures.sql.ts'
import { bearerOf, type DoorEnv } from './gate.ts'
import type { House } from './house.ts'
import type { Meter } from './meter.ts'

const THIS_MACHINE = ['127.0.0.0/8', '::1'].map((network) => parseNetwork(network)!)

/** For whoever runs the program and for what watches it: whether it lives, whether it can answer, and how it is. */
export function watchDoor(house: House, meter: Meter): Hono<DoorEnv> {
  const door = new Hono<DoorEnv>()

  door.get('/healthz', async (c) => {
    await house.database.read(selectInstallation)
    return c.json({ ok: true })
  })

  // A copy that stops, or has more to do than it can, is turned away from before it comes here (shell/serving.ts).
  door.get('/readyz', async (c) => {
    const ready = await house.database.read(selectInstallation).then(() => true, () => false)
    return c.json({ ready, decisionsFromMemory: (house.memory?.layoutName ?? undefined) !== undefined }, ready ? 200 : 503)
  })

  door.get('/metrics', async (c) => {
    if (!maySeeMetrics(c, house)) throw new Problem('not-found', { text: 'api.not-found' })
    // Whoever looks at a program without its database wants to see the rest all the more.
    const figures = await house.database.read(selectFigures).catch(() => undefined)
    return c.body(await meter.text(house, figures), 200, { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' })
  })

  return door
}

/**
 * With a token whoever has it. Without one this machine alone, and only where no proxy stands in front: what a proxy on
 * this machine passes on looks as if it came from here.
 */
function maySeeMetrics(c: Context, { settings, publicUrl }: House): boolean {
  if (settings.metricsToken !== undefined) return isSame(bearerOf(c.req.header('authorization')) ?? '', settings.metricsToken)
  if (publicUrl.startsWith('https:') || c.req.header('x-forwarded-for') !== undefined || c.req.header('forwarded') !== undefined) return false
  const address = parseNetworkAddress((c.env as { incoming?: IncomingMessage } | undefined)?.incoming?.socket.remoteAddress ?? '')
  return address !== undefined && THIS_MACHINE.some((network) => isWithin(address, network))
}

function isSame(given: string, wanted: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(given), digest(wanted))
}
