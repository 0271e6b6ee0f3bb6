// Reads one file as an import would, in a process of its own, and prints how it went, how long this process was at work,
// and the most memory that it and the one that read for it took.
import { openSync } from 'node:fs'
import { readApart } from '../src/imports/read-apart.ts'
import { Problem } from '../src/plumbing/errors.ts'
import { SpooledFile } from '../src/plumbing/spooled-file.ts'
import { childProcesses, LINUX, peakMegabytes } from './child-processes.ts'

const LOOK_EVERY_MS = 10

let pids: number[] = []
let reader = 0
const looking = setInterval(() => {
  if (pids.length === 0) pids = childProcesses()
  reader = Math.max(reader, ...pids.map(peakMegabytes))
}, LOOK_EVERY_MS)
const started = process.hrtime.bigint()
let outcome: string
try {
  outcome = await readApart(new SpooledFile(openSync(process.argv[2]!, 'r')), {}, async (table) => {
    let rows = 0
    for await (const more of table.walk('count', undefined)) rows += more
    return `${rows} rows: ${table.header.join(' ').slice(0, 100)}`
  })
} catch (error) {
  if (!(error instanceof Problem)) throw error
  outcome = error.detail.text
}
const milliseconds = Number((process.hrtime.bigint() - started) / 1_000_000n)
clearInterval(looking)
const own = LINUX ? peakMegabytes(process.pid) : Math.round(process.memoryUsage.rss() / 1024 / 1024)
process.stdout.write(JSON.stringify({ outcome, milliseconds, megabytes: own, reader }))
