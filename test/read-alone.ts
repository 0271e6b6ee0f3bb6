// Reads one file as an import would, in a process of its own, and prints how it went and the most memory it took.
import { readFileSync } from 'node:fs'
import { readTable } from '../src/imports/read-table.ts'
import { Problem } from '../src/plumbing/errors.ts'

const started = process.hrtime.bigint()
const bytes = readFileSync(process.argv[2]!)
let outcome: string
try {
  let rows = 0
  const table = await readTable(bytes)
  for (const _ of table.rows()) rows += 1
  outcome = `${rows} rows: ${table.header.join(' ').slice(0, 100)}`
} catch (error) {
  if (!(error instanceof Problem)) throw error
  outcome = error.detail.text
}
const milliseconds = Number((process.hrtime.bigint() - started) / 1_000_000n)
process.stdout.write(JSON.stringify({ outcome, milliseconds, megabytes: Math.round(peakKilobytes() / 1024) }))

/** The most this process had in memory; what the system counts for it begins with what its parent had. */
function peakKilobytes(): number {
  if (process.platform !== 'linux') return process.memoryUsage.rss() / 1024
  return Number(/^VmHWM:\s+(\d+)/m.exec(readFileSync('/proc/self/status', 'utf8'))![1])
}
