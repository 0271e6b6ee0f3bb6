import { join } from 'node:path'
import type { HelperBounds } from '../plumbing/helper-process.ts'
import { KeptHelper } from '../plumbing/kept-helper.ts'

export const DECORATING_BOUNDS: HelperBounds = { megabytes: 384, silenceMs: 20_000 }

/** Works on the files of strangers, one after the other: no settings, no files of ours. */
export const decoratingHelper = new KeptHelper(join(import.meta.dirname, 'decorating-process.ts'), DECORATING_BOUNDS, 256)
