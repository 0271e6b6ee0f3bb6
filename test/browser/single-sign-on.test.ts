import { serve } from '@hono/node-server'
import assert from 'node:assert/strict'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, test } from 'node:test'
import type { Hono } from 'hono'
import type { DoorEnv } from '../../src/doors/gate.ts'
import { updateVerified } from '../../src/people/values.sql.ts'
import { openPage, seriousFaults, WITHOUT_SCRIPT } from '../browser.ts'
import { letIn } from '../customer-house.ts'
import { testDatabase } from '../database.ts'
import { testHouse } from '../house.ts'
import { realProvider } from '../real-provider.ts'
import { customer, installed } from '../register.ts'
import { CUSTOMER_CLIENT, houseWithProvider, runningClock } from '../signing-on.ts'

let app: Hono<DoorEnv> | undefined
const server = serve({ fetch: (request) => app!.fetch(request), port: 0, hostname: '127.0.0.1' }) as Server
after(() => { server.close() })

test('without scripts, a customer connects an identity, comes in by it from another browser, and nothing of the way is refused', { timeout: 120_000 }, async () => {
  const database = await testDatabase()
  runningClock(database)
  await installed(database)
  if (!server.listening) await new Promise((listening) => { server.once('listening', listening) })
  // The provider stands on another site than we do, so that cookies go along as they would.
  const origin = `http://localhost:${(server.address() as AddressInfo).port}`
  const provider = await realProvider([{ ...CUSTOMER_CLIENT, redirectUri: `${origin}/me/single-sign-on/return` }])
  provider.asks = true
  provider.sitting = { account: 'karin-at-the-bank' }
  const joined = houseWithProvider({ ...(await testHouse(database)), publicUrl: origin }, { customer: provider.issuer })
  app = joined.app

  const karin = await customer(database, 'karin@example.org', { values: { given_name: 'Karin', language: 'sv' } })
  await database.write((tx) => updateVerified(tx, karin.personId, karin.email.contactPointId, 'test'))
  const [name, value] = (await letIn(database, joined.house, karin.personId, karin.email)).split('=')

  const home = await openPage(origin, WITHOUT_SCRIPT)
  await home.page.context().addCookies([{ name: name!, value: value!, url: origin }])
  await home.page.goto('/me/page')
  assert.deepEqual(await seriousFaults(home.page), [])
  await home.page.getByRole('button', { name: 'Koppla Legitimation' }).click()
  await home.page.getByRole('button', { name: 'It is me' }).click()
  await home.page.waitForURL(`${origin}/me/page#ways-in`)
  assert.match(await home.page.locator('main').innerText(), /127\.0\.0\.1[^]*Inte använd än/)

  const elsewhere = await openPage(origin, WITHOUT_SCRIPT)
  await elsewhere.page.goto('/me?lang=sv')
  assert.deepEqual(await seriousFaults(elsewhere.page), [])
  await elsewhere.page.getByRole('button', { name: 'Logga in med Legitimation' }).click()
  await elsewhere.page.getByRole('button', { name: 'It is me' }).click()
  await elsewhere.page.waitForURL(`${origin}/me/page`)
  assert.match(await elsewhere.page.locator('h1').innerText(), /Hej, Karin/)

  for (const visit of [home, elsewhere]) {
    assert.deepEqual(visit.troubles, [])
    assert.deepEqual([...new Set(visit.strangers.map((url) => new URL(url).origin))], [provider.issuer])
    await visit.close()
  }
})
