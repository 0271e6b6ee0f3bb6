import type { Hono } from 'hono'
import { createApp } from '../src/doors/app.ts'
import type { DoorEnv } from '../src/doors/gate.ts'
import type { House } from '../src/doors/house.ts'
import type { IdentityProviderSettings } from '../src/plumbing/config.ts'
import { openIdentityProviders } from '../src/plumbing/open-identity-providers.ts'
import type { TestDatabase } from './database.ts'
import type { Client } from './real-provider.ts'

export const HOME = 'http://localhost:8080'
export const STAFF_CLIENT: Client = { clientId: 'tillit-staff', clientSecret: 'staff-secret-of-the-tests', redirectUri: `${HOME}/single-sign-on/return` }
export const CUSTOMER_CLIENT: Client = { clientId: 'tillit-customers', clientSecret: 'customer-secret-of-the-tests', redirectUri: `${HOME}/me/single-sign-on/return` }

/** A house whose doors have a provider, as the settings would name it. */
export function houseWithProvider(house: House, issuer: { staff?: string; customer?: string }): { house: House; app: Hono<DoorEnv> } {
  const settings = (client: Client, at: string | undefined): IdentityProviderSettings | undefined =>
    at === undefined ? undefined : { issuer: at, clientId: client.clientId, clientSecret: client.clientSecret, name: 'Legitimation', hosts: [] }
  const identityProviders = openIdentityProviders({
    staffProvider: settings(STAFF_CLIENT, issuer.staff), customerProvider: settings(CUSTOMER_CLIENT, issuer.customer), privateHosts: [],
  }, house.database.clock)
  const joined: House = { ...house, identityProviders }
  return { house: joined, app: createApp(joined) }
}

/** Lets the clock of a database run with the world's, as that of a real provider does. */
export function runningClock(database: TestDatabase): void {
  database.now = new Date()
  setInterval(() => { database.now = new Date() }, 200).unref()
}

/** The name and value of a cookie that an answer sets, for a Cookie header; undefined where it sets none or clears it. */
export function cookieIn(answer: Response, name: string): string | undefined {
  const line = answer.headers.getSetCookie().find((one) => one.startsWith(`${name}=`) && !/max-age=0/i.test(one))
  return line?.split(';')[0]
}
