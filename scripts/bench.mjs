// npm run bench: measures what the program does beside what the machine could do; bench/bench.ts says how.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { CannotRun, install, ROOT, say } from './prepare.mjs'

try {
  const { status } = spawnSync(install(), [join(ROOT, 'bench', 'bench.ts'), ...process.argv.slice(2)], { stdio: 'inherit' })
  process.exitCode = status ?? 2
} catch (error) {
  if (!(error instanceof CannotRun)) throw error
  say(error.message)
  process.exitCode = 2
}
