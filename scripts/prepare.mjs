// Plain JavaScript for Node 20 and newer: it runs before anything is installed.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)))

/** The program is TypeScript that Node itself strips of its types. */
const NODE_MAJOR = 24
const WEB_SOURCES = ['web/index.html', 'web/vite.config.ts', 'web/src', 'web/public', 'src/doors/api', 'package-lock.json']

/** A reason to stop, as a sentence for whoever typed the command. */
export class CannotRun extends Error {}

/** Installs what is missing and answers the path of a Node that can run the program. Throws CannotRun. */
export function install() {
  if (!installed()) {
    say('Installing what is missing (npm ci); this takes a minute or two.')
    // The very npm that runs us where there is one, so that it works wherever npm does.
    const { npm_execpath: npm } = process.env
    const [command, ...first] = npm && /\.c?js$/.test(npm) ? [process.execPath, npm] : ['npm']
    const { status } = spawnSync(command, [...first, 'ci', '--no-audit', '--no-fund', '--loglevel=error'], {
      cwd: ROOT,
      stdio: ['ignore', 2, 2],
      shell: process.platform === 'win32' && command === 'npm',
    })
    if (status !== 0) throw new CannotRun('npm ci failed (its words stand above): what the program needs is not installed.')
  }
  return findNode()
}

/** Builds the workspace when its sources changed since the last build. Throws CannotRun. */
export function buildWeb(node) {
  const dist = join(ROOT, 'web', 'dist')
  const stamp = join(ROOT, '.cache', 'web.sha256')
  const digest = digestOf(WEB_SOURCES)
  if (existsSync(join(dist, 'index.html')) && existsSync(stamp) && readFileSync(stamp, 'utf8') === digest) return
  say('Building the workspace.')
  // Built aside and moved in when whole: a failed build leaves the old one, and a running server sees no half one.
  const fresh = join(ROOT, '.cache', `web-${process.pid}`)
  const old = `${fresh}-old`
  const { status } = spawnSync(node, [join(ROOT, 'node_modules', 'vite', 'bin', 'vite.js'), 'build', '--config', 'web/vite.config.ts', '--outDir', fresh, '--logLevel', 'warn'], {
    cwd: ROOT,
    stdio: ['ignore', 2, 2],
    env: process.stderr.isTTY ? process.env : { ...process.env, NO_COLOR: '1', FORCE_COLOR: undefined },
  })
  if (status !== 0) {
    rmSync(fresh, { recursive: true, force: true })
    throw new CannotRun('The workspace could not be built (the reason stands above).')
  }
  if (existsSync(dist)) renameSync(dist, old)
  renameSync(fresh, dist)
  rmSync(old, { recursive: true, force: true })
  writeFileSync(stamp, digest)
}

/** Whether npm's own record of what it installed last is what the lockfile asks for on this machine. */
function installed() {
  const [wanted, present] = [join(ROOT, 'package-lock.json'), join(ROOT, 'node_modules', '.package-lock.json')].map(packagesOf)
  if (!present) return false
  const same = (path) => present[path].version === wanted[path]?.version && present[path].integrity === wanted[path]?.integrity
  return Object.keys(present).every(same) && Object.keys(wanted).every((path) => path === '' || path in present || wanted[path].optional === true)
}

function packagesOf(path) {
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')).packages : undefined
}

/** The Node that came with the packages, or the one that runs us when it is new enough. */
function findNode() {
  const own = join(ROOT, 'node_modules', '.bin', 'node')
  for (const node of [own, process.execPath]) {
    const { stdout } = spawnSync(node, ['--version'], { encoding: 'utf8' })
    if (majorOf(stdout ?? '') >= NODE_MAJOR) return node
  }
  throw new CannotRun(`Tillit runs on Node ${NODE_MAJOR} or newer; this is Node ${process.versions.node}, and no newer one was installed for ${process.platform}-${process.arch}: install Node ${NODE_MAJOR} from nodejs.org and start again.`)
}

export function runsOn(node) {
  return node === process.execPath || majorOf(process.version) >= NODE_MAJOR
}

function majorOf(version) {
  return Number(/^v(\d+)\./.exec(version)?.[1] ?? 0)
}

function digestOf(paths) {
  mkdirSync(join(ROOT, '.cache'), { recursive: true })
  const hash = createHash('sha256')
  for (const path of paths.flatMap(filesIn)) hash.update(`${path}\0`).update(readFileSync(join(ROOT, path))).update('\0')
  return hash.digest('hex')
}

/** Every file under a folder of the project (or the file itself), in a fixed order, as paths from the root. */
export function filesIn(path) {
  const full = join(ROOT, path)
  if (!existsSync(full)) return []
  let entries
  try {
    entries = readdirSync(full, { withFileTypes: true })
  } catch {
    return [path]
  }
  return entries
    .filter((entry) => entry.name !== 'node_modules')
    .flatMap((entry) => entry.isDirectory() ? filesIn(`${path}/${entry.name}`) : [`${path}/${entry.name}`])
    .toSorted()
}

export function say(sentence) {
  process.stderr.write(`${sentence}\n`)
}
