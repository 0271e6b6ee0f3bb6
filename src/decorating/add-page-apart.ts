import { HelperGone } from '../plumbing/helper-process.ts'
import { DECORATING_BOUNDS, decoratingHelper } from './decorating-helper.ts'
import type { PdfFault } from './finished-pdf.ts'

export interface PageWish { original: string; page: string }
export type AddedPage = { pdf: string } | { fault: PdfFault }

/** The PDF with the page after its own, made in a process of its own that gives way to everybody: whoever made the file is a stranger. */
export async function addPageApart(original: Uint8Array, page: Uint8Array, bounds = DECORATING_BOUNDS): Promise<{ pdf: Buffer } | { fault: PdfFault }> {
  const wish: PageWish = { original: Buffer.from(original).toString('base64'), page: Buffer.from(page).toString('base64') }
  try {
    const done = (await decoratingHelper.ask(wish, bounds)) as AddedPage
    return 'fault' in done ? done : { pdf: Buffer.from(done.pdf, 'base64') }
  } catch (error) {
    // What takes more memory or time than any invoice is none that can be worked on.
    if (error instanceof HelperGone) return { fault: 'too-heavy' }
    throw error
  }
}
