// npm run bench: measures what the program does beside what the machine could do; bench/bench.ts says how.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { buildWeb, CannotRun, install, ROOT, say } from './prepare.mjs'

try {
  const node = install()
  // What it has of the workspace is measured as it is built now.
  buildWeb(node)
  const { status } = spawnSync(node, [join(ROOT, 'bench', 'bench.ts'), ...process.argv.slice(2)], { stdio: 'inherit' })
  process.exitCode = status ?? 2
} catch (error) {
  if (!(error instanceof CannotRun)) throw error
  say(error.message)
  process.exitCode = 2
}
