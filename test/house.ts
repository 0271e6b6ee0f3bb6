import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after } from 'node:test'
import { pathToFileURL } from 'node:url'
import { createApp } from '../src/doors/app.ts'
import type { DoorEnv } from '../src/doors/gate.ts'
import type { House } from '../src/doors/house.ts'
import { Recorder } from '../src/doors/recorder.ts'
import { addStaff } from '../src/staff/add-staff.ts'
import { ADMINISTRATOR } from '../src/staff/role.ts'
import { KeyRing } from '../src/doors/staff/key-ring.ts'
import { SeenSessions } from '../src/doors/staff/seen-sessions.ts'
import { createSignInLink } from '../src/staff/create-sign-in-link.ts'
import { openKeeper } from '../src/keeper/open-keeper.ts'
import { LedgerTree } from '../src/ledger/ledger-tree.ts'
import { LookBook } from '../src/looks/look-book.ts'
import { readSettings } from '../src/plumbing/config.ts'
import { openLog } from '../src/plumbing/log.ts'
import type { StaffId } from '../src/values/ids.ts'
import type { Hono } from 'hono'
import { testDatabase, type TestDatabase } from './database.ts'
import { INDEX_KEY, installed } from './register.ts'

const PUBLIC_URL = 'http://localhost:8080'

// Registered here and not in a test or hook, whose own end would come too early.
const cleanUps: (() => Promise<void>)[] = []
after(async () => {
  for (const cleanUp of cleanUps) await cleanUp()
})

/** A house around a database, with a keeper of its own that is removed when the test file ends. */
export async function testHouse(database: TestDatabase): Promise<House> {
  const folder = mkdtempSync(join(tmpdir(), 'tillit-keeper-'))
  const settings = readSettings({ KEEPER_URL: pathToFileURL(folder).href, PUBLIC_URL, DATA_DIR: folder, MAIL_IN_ADDRESS: 'in@tillit.example' })
  const keeper = await openKeeper({ url: settings.keeperUrl, keyName: settings.ledgerName, mayCreate: true, now: database.now })
  // People of test/register.ts are found by this key.
  keeper.keys.identifierIndex = INDEX_KEY
  cleanUps.push(async () => {
    await keeper.close()
    rmSync(folder, { recursive: true, force: true })
  })
  return { database, keeper, settings, publicUrl: PUBLIC_URL, tree: new LedgerTree(), recorder: new Recorder({ database, keeper }), looks: new LookBook({ database, log: openLog('silent') }), keyRing: new KeyRing(database), seenSessions: new SeenSessions(database), workspaceFolder: join(folder, 'workspace'), log: openLog(process.env['TEST_LOG'] === undefined ? 'silent' : 'error') }
}

export interface StaffedHouse { database: TestDatabase; house: House; app: Hono<DoorEnv>; browser: Browser; cookie: string; staffId: StaffId }

/** A database of its own with a house around it, and a colleague who has signed in: what a story of the API begins with. */
export async function staffedHouse(): Promise<StaffedHouse> {
  const database = await testDatabase()
  await installed(database)
  const house = await testHouse(database)
  const app = createApp(house)
  return { database, house, app, ...(await signedInStaff(app, house)) }
}

/** Calls the app as a browser does from one of our own pages. */
export type Browser = (method: string, path: string, body?: unknown, headers?: Record<string, string>) => Promise<Response>

/** A colleague who has signed in by link: an administrator, unless other roles are named. */
export async function signedInStaff(app: Hono<DoorEnv>, house: House, roles: readonly string[] = [ADMINISTRATOR]): Promise<{ staffId: StaffId; browser: Browser; cookie: string }> {
  const { staffId, path } = await house.database.write(async (tx) => {
    const id = await addStaff(tx, 'Astrid Nyberg', null, roles)
    return { staffId: id, path: await createSignInLink(tx, id) }
  })
  const answer = await app.request(path, { method: 'POST', headers: { 'sec-fetch-site': 'same-origin' } })
  const cookie = answer.headers.get('set-cookie')!.split(';')[0]!
  return { staffId, cookie, browser: browserOf(app, cookie) }
}

export function browserOf(app: Hono<DoorEnv>, cookie: string): Browser {
  return async (method, path, body, headers = {}) =>
    app.request(path, {
      method,
      headers: { cookie, 'sec-fetch-site': 'same-origin', ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
}

/** The body of an answer, seen as what the contract says it is. */
export async function bodyOf<Body>(answer: Response | Promise<Response>): Promise<Body> {
  return (await (await answer).json()) as Body
}
