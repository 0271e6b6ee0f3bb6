// A process of its own: adds a page to the PDF it is given, or a part to an e-invoice. Started by decorating-helper.ts.
import { Problem } from '../plumbing/errors.ts'
import { answerAsHelper } from '../plumbing/helper-process.ts'
import type { AddedPage, PageWish } from './add-page-apart.ts'
import type { AddedPart, PartWish } from './add-part-apart.ts'
import { withPage } from './finished-pdf.ts'
import { withPrivacyPart } from './finished-ubl.ts'

answerAsHelper((message) => ('page' in (message as object) ? addPage(message as PageWish) : addPart(message as PartWish)))

async function addPage({ original, page }: PageWish): Promise<AddedPage> {
  const done = await withPage(Buffer.from(original, 'base64'), Buffer.from(page, 'base64'))
  return 'fault' in done ? done : { pdf: Buffer.from(done.pdf).toString('base64') }
}

async function addPart({ ubl, part }: PartWish): Promise<AddedPart> {
  try {
    const done = withPrivacyPart(Buffer.from(ubl, 'base64'), part)
    return 'fault' in done ? done : { ubl: Buffer.from(done.ubl).toString('base64') }
  } catch (error) {
    if (error instanceof Problem) return { problem: [error.kind, error.detail] }
    throw error
  }
}
