import { chmodSync, mkdirSync, statSync } from 'node:fs'
import { homedir } from 'node:os'
import { resolve } from 'node:path'

/**
 * Makes the data folder (default `data`) when it is missing, and answers its absolute path. As root it lets others pass
 * through, because PostgreSQL runs as another user; they cannot list it, and what lies in it has modes of its own.
 */
export function prepareDataFolder(path: string): string {
  const folder = resolve(path)
  mkdirSync(folder, { recursive: true })
  if (process.getuid?.() === 0 && folder !== homedir()) chmodSync(folder, statSync(folder).mode & 0o777 | 0o011)
  return folder
}
