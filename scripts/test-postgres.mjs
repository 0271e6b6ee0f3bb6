// Starts one PostgreSQL for a run of the tests in a folder of its own, tells its connection in one line of JSON, and
// ends when standard input closes: when the run does, however it does.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startEmbeddedPostgres } from '../src/plumbing/embedded-postgres.ts'

const folder = mkdtempSync(join(tmpdir(), 'tillit-test-'))
// A story may open a dozen houses, each with connections of its own that rest for ten seconds before they end.
const server = await startEmbeddedPostgres({ folder, maxConnections: 250 })
process.stdout.write(`${JSON.stringify(server.connection)}\n`)
process.on('SIGINT', () => {})
process.stdin.resume().on('close', async () => {
  await server.stop()
  rmSync(folder, { recursive: true, force: true })
})
