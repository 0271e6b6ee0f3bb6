import { serve } from '@hono/node-server'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { after } from 'node:test'
import type { Hono } from 'hono'
import { createApp } from '../../src/doors/app.ts'
import type { DoorEnv } from '../../src/doors/gate.ts'
import type { House } from '../../src/doors/house.ts'
import type { TestDatabase } from '../database.ts'
import { testHouse } from '../house.ts'

export const WEB = join(import.meta.dirname, '..', '..', 'web')

export interface StandingHouse { house: House; app: Hono<DoorEnv>; origin: string }

// Registered here and not in a test or hook, whose own end would come too early.
const servers: Server[] = []
after(() => servers.forEach((server) => server.close()))

/** A house that browsers come to: it listens on a port of its own, serves the built workspace, and stands until the test file ends. */
export async function standingHouse(database: TestDatabase, more: Partial<House> = {}): Promise<StandingHouse> {
  let app: Hono<DoorEnv>
  const server = serve({ fetch: (request) => app.fetch(request), port: 0, hostname: '127.0.0.1' }) as Server
  servers.push(server)
  if (!server.listening) await new Promise((listening) => { server.once('listening', listening) })
  const origin = `http://localhost:${(server.address() as AddressInfo).port}`
  const house = { ...await testHouse(database), publicUrl: origin, workspaceFolder: join(WEB, 'dist'), ...more }
  app = createApp(house)
  return { house, app, origin }
}

/** A cookie as a browser is given it. */
export function browserCookie(cookie: string, origin: string): { name: string; value: string; url: string } {
  const [name = '', value = ''] = cookie.split('=')
  return { name, value, url: origin }
}
