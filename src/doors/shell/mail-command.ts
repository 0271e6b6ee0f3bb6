import { MAIL_BYTES } from '../../incoming/incoming-mail.ts'
import type { Settings } from '../../plumbing/config.ts'
import { StartRefused } from '../../plumbing/start-refused.ts'
import { t } from '../../values/text.ts'
import { takeInMail } from '../take-in-mail.ts'
import { printAnswer, shellLanguage } from './shell-output.ts'
import { withHouse } from './with-house.ts'
import type { Words } from './words.ts'

const HEAD_BYTES = 64 * 1024

/** Takes one mail in from standard input, as a mail server's pipe hands it over. */
export async function takeOneMail(settings: Settings, words: Words): Promise<boolean> {
  if (words.plain.length > 0) throw new StartRefused('mail takes one message on standard input.')
  if (settings.mailInAddress === undefined) throw new StartRefused('MAIL_IN_ADDRESS is missing: the address at which mail is taken in.')
  const { source, size } = await standardInput()
  if (size === 0) throw new StartRefused('Nothing came on standard input.')
  const taken = await withHouse(settings, (house) => takeInMail(house, { way: 'pipe', source, size, to: words.lists['to'] ?? [] }))
  printAnswer(words.flags.has('json'), { taken }, taken.map((one) => t(shellLanguage(), `incoming.${one}`)))
  return true
}

/** Of what is too large only its head is held. */
async function standardInput(): Promise<{ source: Buffer; size: number }> {
  const parts: Buffer[] = []
  let size = 0
  for await (const part of process.stdin as AsyncIterable<Buffer>) {
    size += part.length
    if (size <= MAIL_BYTES) parts.push(part)
  }
  const source = Buffer.concat(parts)
  return { source: size > MAIL_BYTES ? source.subarray(0, HEAD_BYTES) : source, size }
}
