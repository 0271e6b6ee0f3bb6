import { closeSync, openSync } from 'node:fs'
import { devNull } from 'node:os'
import { join } from 'node:path'
import { HelperGone, HelperProcess, type HelperBounds } from '../plumbing/helper-process.ts'
import { Lane } from '../plumbing/lane.ts'
import type { PdfFault } from './finished-pdf.ts'

export interface PageWish { original: string; page: string }
export type AddedPage = { pdf: string } | { fault: PdfFault }

const PROGRAM = join(import.meta.dirname, 'decorating-process.ts')
const BOUNDS: HelperBounds = { megabytes: 384, silenceMs: 20_000 }
/** One after the other: a process is kept for the next, which saves most of the time. */
const pages = new Lane(1, 256)
/** After so many a process makes room for a new one; after so long without work it ends. */
const FILES_EACH = 200
const RESTS_MS = 2_000

let helper: { process: HelperProcess; files: number; ending: NodeJS.Timeout | undefined } | undefined

/** The PDF with the page after its own, made in a process of its own that gives way to everybody: whoever made the file is a stranger. */
export async function addPageApart(original: Uint8Array, page: Uint8Array, bounds = BOUNDS): Promise<{ pdf: Buffer } | { fault: PdfFault }> {
  return pages.run(async () => {
    const own = (helper ??= started(bounds))
    clearTimeout(own.ending)
    own.files++
    try {
      const done = (await own.process.ask({ original: Buffer.from(original).toString('base64'), page: Buffer.from(page).toString('base64') } satisfies PageWish)) as AddedPage
      if (own.files >= FILES_EACH) endHelper()
      else own.ending = setTimeout(endHelper, RESTS_MS)
      return 'fault' in done ? done : { pdf: Buffer.from(done.pdf, 'base64') }
    } catch (error) {
      endHelper()
      // What takes more memory or time than any invoice is none that can be worked on.
      if (error instanceof HelperGone) return { fault: 'too-heavy' }
      throw error
    }
  })
}

function started(bounds: HelperBounds) {
  const nothing = openSync(devNull, 'r')
  try {
    return { process: new HelperProcess(PROGRAM, nothing, bounds), files: 0, ending: undefined as NodeJS.Timeout | undefined }
  } finally {
    closeSync(nothing)
  }
}

function endHelper(): void {
  helper?.process.end()
  helper = undefined
}
