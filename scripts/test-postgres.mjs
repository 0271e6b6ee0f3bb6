// Starts one PostgreSQL for a run of the tests in a folder of its own, tells its connection in one line of JSON, and
// ends when standard input closes: when the run does, however it does.
import { mkdtempSync, rmSync, statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startEmbeddedPostgres } from '../src/plumbing/embedded-postgres.ts'

const MEMORY = '/dev/shm'
/** More than the databases of all stories that run at once, and the log of their changes. */
const ROOM_BYTES = 4e9

const folder = mkdtempSync(join(place(), 'tillit-test-'))
// A story may open a dozen houses, each with connections of its own that rest for ten seconds before they end.
const server = await startEmbeddedPostgres({ folder, maxConnections: 250 })
process.stdout.write(`${JSON.stringify(server.connection)}\n`)
process.on('SIGINT', () => {})
process.stdin.resume().on('close', async () => {
  await server.stop()
  rmSync(folder, { recursive: true, force: true })
})

/**
 * Where its files lie: in memory where there is room, since each story makes and drops databases of some thousand files,
 * and on a disk waits for each of them. On the disk when told so (`disk`), for what is measured.
 */
function place() {
  try {
    const { bavail, bsize } = statfsSync(MEMORY)
    if (process.argv[2] !== 'disk' && Math.min(bavail * bsize, process.availableMemory()) > ROOM_BYTES) return MEMORY
  } catch { /* this system has no such place */ }
  return tmpdir()
}
