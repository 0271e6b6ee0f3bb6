// A process of its own: adds a page to the PDF it is given. Started by add-page-apart.ts.
import { answerAsHelper } from '../plumbing/helper-process.ts'
import type { AddedPage, PageWish } from './add-page-apart.ts'
import { withPage } from './finished-pdf.ts'

answerAsHelper(async (message): Promise<AddedPage> => {
  const { original, page } = message as PageWish
  const done = await withPage(Buffer.from(original, 'base64'), Buffer.from(page, 'base64'))
  return 'fault' in done ? done : { pdf: Buffer.from(done.pdf).toString('base64') }
})
