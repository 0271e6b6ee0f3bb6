import { randomUUID } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'

/** Only the program's own user reads what the keeper keeps. */
export const PRIVATE_FILE = 0o600
const PRIVATE_FOLDER = 0o700

/** What a file is called until it is whole. */
export const DRAFT = '.draft'

/** Writes a file, of parts however many, so that after a power cut it is either the old one or the new one, never a part. */
export async function writeDurably(path: string, content: string | Buffer | AsyncIterable<Uint8Array>): Promise<void> {
  const draft = `${path}.${randomUUID()}${DRAFT}`
  try {
    const file = await open(draft, 'wx', PRIVATE_FILE)
    try {
      await file.writeFile(content)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(draft, path)
  } catch (error) {
    await rm(draft, { force: true })
    throw error
  }
  await syncFolder(dirname(path))
}

/** Makes the names in a folder outlive a power cut. */
export async function syncFolder(path: string): Promise<void> {
  // Windows has no handle on a folder to sync; its file system journals names itself.
  if (process.platform === 'win32') return
  const folder = await open(path, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}

export function makePrivateFolder(path: string): void {
  mkdirSync(path, { recursive: true, mode: PRIVATE_FOLDER })
}
