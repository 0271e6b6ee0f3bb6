// A process of its own: reads the mail it is given. Started by read-mail-apart.ts.
import { answerAsHelper } from '../plumbing/helper-process.ts'
import { readParts } from './mail-parts.ts'
import type { MailTold } from './read-mail-apart.ts'

answerAsHelper(async (message): Promise<MailTold> => {
  try {
    const { text, files } = await readParts(Buffer.from((message as { source: string }).source, 'base64'))
    return { text, files: files.map((file) => ({ ...file, content: file.content.toString('base64') })) }
  } catch {
    return { fault: true }
  }
})
