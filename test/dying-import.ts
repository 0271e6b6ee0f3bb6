// Started by import-kills.test.ts as a process of its own, to be killed: works an import off, and tells how much memory it took.
import { Database } from '../src/plumbing/database.ts'
import { workImport } from '../src/imports/work-import.ts'
import { openKeeper } from '../src/keeper/open-keeper.ts'
import { childProcesses, LINUX, ownPeakMegabytes, peakMegabytes } from './child-processes.ts'

export interface DyingImport {
  connection: { host: string; port?: number; user: string; database: string }
  now: string
  keeperUrl: string
}

const MEMORY_EVERY_MS = 100

const given = JSON.parse(process.argv[2]!) as DyingImport
const database = new Database({ connection: given.connection, clock: () => new Date(given.now), poolSize: 2 })
const keeper = await openKeeper({ url: given.keeperUrl, keyName: 'kills', mayCreate: true, now: new Date(given.now) })
// With what the process takes beside this one that reads the file for it.
let pids: number[] = []
let reader = 0
const tell = () => {
  // One reads; looking for it again and again would be what takes the memory.
  if (pids.length === 0) pids = childProcesses()
  reader = Math.max(reader, ...pids.map(ownPeakMegabytes))
  process.stdout.write(`${(LINUX ? peakMegabytes(process.pid) : Math.round(process.memoryUsage.rss() / 1024 / 1024)) + reader} ${reader}\n`)
}
const telling = setInterval(tell, MEMORY_EVERY_MS)
await workImport(database, keeper)
clearInterval(telling)
tell()
await keeper.close()
await database.close()
