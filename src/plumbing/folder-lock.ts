import { closeSync, fsyncSync, linkSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs'
import { processIdentity } from './process-identity.ts'

/** What a lock file says: which process holds the folder, and what that process wants others to know. */
export interface Held<Note> { process: string, note: Note | undefined }

export interface FolderLock<Note> {
  /** Tells those who read the lock file; replaces what was told before. */
  tell(note: Note): void
  release(): void
}

/** What the lock file at `path` says, and whether the process that wrote it still runs; undefined without a file. */
export function readFolderLock<Note>(path: string): Held<Note> & { alive: boolean } | undefined {
  let held: Held<Note>
  try {
    held = JSON.parse(readFileSync(path, 'utf8')) as Held<Note>
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    if (error instanceof SyntaxError) return { process: 'unknown', note: undefined, alive: false }
    throw error
  }
  return { ...held, alive: processIdentity(Number.parseInt(held.process, 10)) === held.process }
}

/** Takes the lock file at `path` for this process; undefined when a running process (this one too) holds it. */
export function takeFolderLock<Note>(path: string): FolderLock<Note> | undefined {
  if (readFolderLock(path)?.alive === false) removeStale(path)
  const own = processIdentity(process.pid)!
  try {
    write(path, 'wx', { process: own, note: undefined })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return undefined
    throw error
  }
  return {
    tell(note: Note) {
      write(`${path}.new`, 'w', { process: own, note })
      renameSync(`${path}.new`, path)
    },
    release: () => rmSync(path, { force: true }),
  }
}

/** Removes the lock of a dead process, unless somebody has taken it over since we looked. */
function removeStale(path: string): void {
  const aside = `${path}.${process.pid}`
  try {
    renameSync(path, aside)
    if (readFolderLock(aside)?.alive) linkSync(aside, path)
  } catch (error) {
    if (!['ENOENT', 'EEXIST'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error
  }
  rmSync(aside, { force: true })
}

function write(path: string, flags: 'w' | 'wx', held: Held<unknown>): void {
  const file = openSync(path, flags, 0o600)
  try {
    writeSync(file, JSON.stringify(held))
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}
