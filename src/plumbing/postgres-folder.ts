import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync, statSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { StartRefused } from './start-refused.ts'

/** The user that PostgreSQL runs as when it is not the one who started us. */
export interface Owner { uid: number, gid: number }

/** Nobody: PostgreSQL refuses to run as root. */
const UNPRIVILEGED: Owner = { uid: 65_534, gid: 65_534 }
/** A Unix socket's path holds 107 characters on Linux and 103 on macOS; `/.s.PGSQL.65535` takes 15 of them. */
const SOCKET_FOLDER_LIMIT = 86

/** The data folder as an absolute path without links, made when missing, open only to the user of PostgreSQL. */
export function preparePostgresFolder(path: string): { folder: string, owner: Owner | undefined } {
  const root = process.getuid?.() === 0
  if (root && !existsSync(path) && closedParent(path)) linkToPassableFolder(path)
  mkdirSync(path, { recursive: true, mode: 0o700 })
  const folder = realpathSync(path)
  const { uid, gid } = statSync(folder)
  if (!root && uid !== process.getuid?.()) throw new StartRefused(`The data folder ${folder} belongs to another user (number ${uid}): start as that user, or choose another folder.`)
  const closed = root && closedParent(folder)
  if (closed) throw new StartRefused(`PostgreSQL cannot run as root, and no other user can pass through ${closed} to ${folder}: choose another data folder, or set DATABASE_URL.`)
  // A folder that an ordinary user made stays that user's.
  const owner = !root ? undefined : uid === 0 ? UNPRIVILEGED : { uid, gid }
  openFor(folder, owner)
  return { folder, owner }
}

/** Makes the folder for the socket: in the data folder, or a short one elsewhere when that path would be too long. */
export function makeSocketFolder(folder: string, owner: Owner | undefined): string {
  let path = join(folder, 'socket')
  if (path.length > SOCKET_FOLDER_LIMIT) path = mkdtempSync(join(tmpdir(), 'tillit-'))
  else mkdirSync(path, { recursive: true })
  openFor(path, owner)
  return path
}

/** Removes a socket folder that lies outside the data folder. */
export function removeSocketFolder(folder: string, path: string): void {
  if (path !== join(folder, 'socket')) rmSync(path, { recursive: true, force: true })
}

function openFor(path: string, owner: Owner | undefined): void {
  if (owner) chownSync(path, owner.uid, owner.gid)
  chmodSync(path, 0o700)
}

/** The outermost folder above `path` that not everybody may pass through. */
function closedParent(path: string): string | undefined {
  let parent = dirname(path)
  while (!existsSync(parent)) parent = dirname(parent)
  let closed: string | undefined
  for (let current = realpathSync(parent); ; current = dirname(current)) {
    if ((statSync(current).mode & 0o001) === 0) closed = current
    if (current === dirname(current)) return closed
  }
}

/** Root's home is closed to the user that PostgreSQL runs as: the data then lies under /var/lib, linked from `path`. */
function linkToPassableFolder(path: string): void {
  if (!existsSync('/var/lib') || closedParent('/var/lib/tillit')) return
  mkdirSync(dirname(path), { recursive: true })
  symlinkSync(mkdtempSync('/var/lib/tillit-'), path)
}
