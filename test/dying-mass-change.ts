// Started by mass-changes.test.ts as a process of its own, to be killed: works changes of many people off.
import { mayChangeMany } from '../src/doors/clock/may-change-many.ts'
import { workMassChange } from '../src/mass-changes/work-mass-change.ts'
import { Database } from '../src/plumbing/database.ts'
import { INDEX_KEY } from './register.ts'

export interface DyingMassChange {
  connection: { host: string; port?: number; user: string; database: string }
  now: string
  holder: string
}

const given = JSON.parse(process.argv[2]!) as DyingMassChange
const database = new Database({ connection: given.connection, clock: () => new Date(given.now), poolSize: 2 })
await workMassChange(database, { indexKey: INDEX_KEY, mayGoOn: mayChangeMany }, given.holder)
await database.close()
