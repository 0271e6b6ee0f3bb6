import { getRequestListener } from '@hono/node-server'
import { randomUUID } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import { once } from 'node:events'
import { join } from 'node:path'
import v8 from 'node:v8'
import type { AddressInfo } from 'node:net'
import { t, type Language } from '../../values/text.ts'
import { StartRefused } from '../../plumbing/start-refused.ts'
import { DecisionMemory } from '../../decisions/decision-memory.ts'
import type { Database } from '../../plumbing/database.ts'
import { sourceMark } from '../../plumbing/source-mark.ts'
import { giveBackLeases } from '../../ledger/give-back-leases.ts'
import { showLife } from '../../ledger/show-life.ts'
import { fillDemo } from '../../demo/fill-demo.ts'
import { linkToCast } from '../../demo/link-to-cast.ts'
import type { Settings } from '../../plumbing/config.ts'
import { selectInstallation } from '../../plumbing/installation.sql.ts'
import { lockInstallation } from '../../plumbing/start-house.sql.ts'
import { CUSTOMER_PATHS } from '../../messages/customer-paths.ts'
import { openTransport, type Transport } from '../../messages/deliver.ts'
import { Admission } from '../admission.ts'
import { createApp } from '../app.ts'
import { startClock, timetable } from '../clock/timetable.ts'
import type { House } from '../house.ts'
import { quickDecisions } from '../quick-decisions.ts'
import { addStaff } from '../../staff/add-staff.ts'
import { COPY_LINK_MINUTES, createSignInLink, START_LINK_MINUTES } from '../../staff/create-sign-in-link.ts'
import { selectFirstAdministrator } from '../../staff/staff.sql.ts'
import { openHouse } from './open-house.ts'
import { refuseRaw } from './refuse-raw.ts'
import { Serving } from './serving.ts'
import { printLine, shellLanguage } from './shell-output.ts'

/** The program waits most of the day: collecting early keeps it under half of what it would grow to. */
const SMALL_HEAP = ['--semi-space-growth-factor=1', '--heap-growing-percent=30']
/** The rooms that an answer of the gate comes from. */
const DECIDING = ['decisions', 'law', 'purposes'].map((room) => join(import.meta.dirname, '..', '..', room))
/** Connections that are still busy after this are closed. */
const STOP_MS = 10_000
/** Where something hangs the program does not hang with it. */
const GIVE_UP_MS = 45_000
const LINGER_MS = 2_000
const FORCED = 2

/**
 * Starts everything, prints where it is, and runs until told to stop: then every request that was taken gets its answer,
 * every routine ends its batch, and what this copy held is given back. Told a second time it ends at once.
 */
export async function start(settings: Settings): Promise<void> {
  for (const flag of SMALL_HEAP) v8.setFlagsFromString(flag)
  const opened = await openHouse(settings, { clock: () => new Date(), beside: false })
  // The port first: links carry it, also when any free one was asked for.
  const server = createServer()
  const transport = openTransport(settings)
  try {
    await listen(server, settings)
    const port = (server.address() as AddressInfo).port
    const memory = openMemory(opened.house.database)
    let admission: Admission | undefined
    const house: House = { ...opened.house, memory, publicUrl: settings.publicUrl ?? `http://localhost:${port}`, get admission() { return admission } }
    admission = new Admission(quickDecisions(house, getRequestListener(createApp(house).fetch)), house.publicUrl)
    const serving = new Serving(admission.listener, house.publicUrl)
    server.on('clientError', refuseRaw(house.publicUrl))
    server.on('request', serving.listener)
    const installation = (await house.database.read(selectInstallation))!
    // The cast comes at once, so that there is somebody to show; the others follow in the background.
    if (installation.demo) await fillDemo(house.database, house.keeper, house.publicUrl)
    // Names this copy in leases and claims.
    const copy = randomUUID()
    // Before its first claim: of a copy that never showed life nobody knows that it is dead.
    await house.database.write((tx) => showLife(tx, copy, house.publicUrl))
    const clock = startClock(house, timetable(house, transport, installation.demo, copy))
    await printWelcome(house, opened.fresh, installation.demo)
    void warnOfMail(settings, transport)
    const why = await Promise.race([stopped(), opened.databaseEnded.then(() => 'database-ended' as const)])
    // What nobody follows any more is not answered from memory.
    await memory.close()
    if (why === 'told') {
      const [answered] = await Promise.all([serving.drain(STOP_MS), clock.stop()])
      if (!answered) server.closeAllConnections()
      // With the database away the leases run out by themselves.
      await house.database.write((tx) => giveBackLeases(tx, copy)).catch((error: unknown) => house.log.warn({ err: error }, 'leases were not given back'))
      await ended(server)
    }
    // Nothing can be answered without it: whoever runs the program must know, and start it again.
    if (why === 'database-ended') throw new StartRefused('The built-in PostgreSQL has ended by itself, so the program stops too. Start it again; nothing that was acknowledged is lost.')
  } finally {
    server.closeAllConnections()
    server.close()
    transport.close()
    await opened.close()
  }
}

/** Empty at first: until the routines have filled it, everything is asked of the database. */
function openMemory(database: Database): DecisionMemory {
  return new DecisionMemory({ database, version: sourceMark(DECIDING), ticks: () => performance.now() })
}

async function listen(server: Server, settings: Settings): Promise<void> {
  server.listen(settings.port, settings.host)
  try {
    await once(server, 'listening')
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    throw new StartRefused(code === 'EADDRINUSE'
      ? `PORT ${settings.port} is in use by another program: set PORT to a free one.`
      : `HOST ${settings.host} and PORT ${settings.port} cannot be listened on (${code}).`)
  }
}

/** Mail that cannot leave is no reason not to start, and one that somebody should hear. */
async function warnOfMail({ smtpUrl }: Settings, transport: Transport): Promise<void> {
  if (smtpUrl !== undefined && !(await transport.answers())) printLine(t(shellLanguage(), 'shell.mail-unreachable', { server: new URL(smtpUrl).host }))
}

/** Fulfilled when the program is told to stop. Whoever tells it again means at once. */
function stopped(): Promise<'told'> {
  return new Promise((settle) => {
    let told = false
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(signal, () => {
        if (told) process.exit(FORCED)
        told = true
        setTimeout(() => process.exit(FORCED), GIVE_UP_MS).unref()
        settle('told')
      })
    }
  })
}

/** Listens no more, and returns when the last connection has closed. Somebody may have connected and said nothing: they are not waited for. */
async function ended(server: Server): Promise<void> {
  const closed = once(server, 'close')
  server.close()
  const patience = setTimeout(() => server.closeAllConnections(), LINGER_MS)
  await closed
  clearTimeout(patience)
}

async function printWelcome(house: House, fresh: boolean, demo: boolean): Promise<void> {
  const language = shellLanguage()
  const link = await house.database.write(async (tx) => {
    // Copies that start together add one colleague.
    await lockInstallation(tx)
    const staffId = (await selectFirstAdministrator(tx))?.staffId ?? (await addStaff(tx, 'Admin'))
    return house.settings.databaseUrl ? createSignInLink(tx, staffId, COPY_LINK_MINUTES, 'leave') : createSignInLink(tx, staffId, START_LINK_MINUTES)
  })
  const say = (key: string, url: string) => printLine(`  ${t(language satisfies Language, `shell.${key}`).padEnd(22)} ${house.publicUrl}${url}`)
  printLine(t(language, fresh ? 'shell.ready-fresh' : 'shell.ready'))
  say('workspace', link)
  say('customer-page', CUSTOMER_PATHS.frontDoor)
  const token = demo ? await house.database.write(linkToCast) : undefined
  if (token) say('one-customer', `${CUSTOMER_PATHS.choices}/${token}`)
  if (!house.settings.smtpUrl) printLine(t(language, 'shell.outbox'))
  say('api', '/api')
}
