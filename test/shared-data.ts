import { existsSync } from 'node:fs'
import { join } from 'node:path'

const folder = join(import.meta.dirname, '..', '..', 'shared', 'data')

/** Path of a file of public test data, or undefined when the folder is not beside this checkout. */
export function sharedData(path: string): string | undefined {
  const full = join(folder, path)
  return existsSync(full) ? full : undefined
}

/** What a test says when it needs public test data that is not here. */
export const NO_SHARED_DATA = 'skipped: shared/data is not here'
