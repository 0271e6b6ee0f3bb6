import { getRequestListener } from '@hono/node-server'
import { createServer, type Server } from 'node:http'
import { once } from 'node:events'
import v8 from 'node:v8'
import type { AddressInfo } from 'node:net'
import { t, type Language } from '../../values/text.ts'
import { StartRefused } from '../../plumbing/start-refused.ts'
import { fillDemo } from '../../demo/fill-demo.ts'
import { linkToCast } from '../../demo/link-to-cast.ts'
import type { Settings } from '../../plumbing/config.ts'
import { selectInstallation } from '../../plumbing/installation.sql.ts'
import { CUSTOMER_PATHS } from '../../messages/customer-paths.ts'
import { openTransport } from '../../messages/deliver.ts'
import { createApp } from '../app.ts'
import { startClock, timetable } from '../clock/timetable.ts'
import type { House } from '../house.ts'
import { addStaff } from '../staff/add-staff.ts'
import { createSignInLink, START_LINK_MINUTES } from '../staff/create-sign-in-link.ts'
import { selectFirstStaff } from '../staff/staff.sql.ts'
import { openHouse } from './open-house.ts'
import { printLine, shellLanguage } from './shell-output.ts'

/** The program waits most of the day: collecting early keeps it under half of what it would grow to. */
const SMALL_HEAP = ['--semi-space-growth-factor=1', '--heap-growing-percent=30']
/** Connections that are still busy after this are closed. */
const STOP_MS = 10_000

/** Starts everything, prints where it is, and runs until told to stop. */
export async function start(settings: Settings): Promise<void> {
  for (const flag of SMALL_HEAP) v8.setFlagsFromString(flag)
  const opened = await openHouse(settings, { clock: () => new Date(), beside: false })
  // The port first: links carry it, also when any free one was asked for.
  const server = createServer()
  const transport = openTransport(settings)
  try {
    await listen(server, settings)
    const port = (server.address() as AddressInfo).port
    const house: House = { ...opened.house, publicUrl: settings.publicUrl ?? `http://localhost:${port}` }
    server.on('request', getRequestListener(createApp(house).fetch))
    const installation = (await house.database.read(selectInstallation))!
    // The cast comes at once, so that there is somebody to show; the others follow in the background.
    if (installation.demo) await fillDemo(house.database, house.keeper)
    const clock = startClock(house, timetable(house, transport, installation.demo))
    await printWelcome(house, opened.fresh, installation.demo)
    const why = await Promise.race([stopped(), opened.databaseEnded.then(() => 'database-ended' as const)])
    server.close()
    setTimeout(() => server.closeAllConnections(), STOP_MS).unref()
    server.closeIdleConnections()
    await clock.stop()
    // Nothing can be answered without it: whoever runs the program must know, and start it again.
    if (why === 'database-ended') throw new StartRefused('The built-in PostgreSQL has ended by itself, so the program stops too. Start it again; nothing that was acknowledged is lost.')
  } finally {
    server.closeAllConnections()
    server.close()
    transport.close()
    await opened.close()
  }
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

async function stopped(): Promise<'told'> {
  await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM'), once(process, 'SIGHUP')])
  return 'told'
}

async function printWelcome(house: House, fresh: boolean, demo: boolean): Promise<void> {
  const language = shellLanguage()
  const link = await house.database.write(async (tx) => {
    const staff = await selectFirstStaff(tx)
    return createSignInLink(tx, staff?.staffId ?? (await addStaff(tx, 'Admin')), START_LINK_MINUTES)
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
