// Started by invoice-run-kills.test.ts as processes of their own, to be killed: works runs of invoices off until there is none.
import { setTimeout as sleep } from 'node:timers/promises'
import { workRun } from '../src/billing/work-run.ts'
import { selectDueRun } from '../src/billing/runs.sql.ts'
import { openKeeper } from '../src/keeper/open-keeper.ts'
import { Database } from '../src/plumbing/database.ts'

export interface DyingRun {
  connection: { host: string; port?: number; user: string; database: string }
  now: string
  keeperUrl: string
  holder: string
  /** How much faster its clock goes: so that what a dead copy held is another's within a second. */
  haste: number
}

const given = JSON.parse(process.argv[2]!) as DyingRun
const begun = Date.now()
const clock = () => new Date(Date.parse(given.now) + (Date.now() - begun) * given.haste)
const database = new Database({ connection: given.connection, clock, poolSize: 2 })
const keeper = await openKeeper({ url: given.keeperUrl, keyName: 'kills', mayCreate: true, now: clock() })
const tools = { keeper, publicUrl: 'http://localhost:8080', mayGoOn: () => Promise.resolve(true) }
while (await database.read(selectDueRun)) if (!(await workRun(database, tools, given.holder))) await sleep(50)
await keeper.close()
await database.close()
