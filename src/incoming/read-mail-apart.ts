import { closeSync, openSync } from 'node:fs'
import { devNull } from 'node:os'
import { join } from 'node:path'
import { HelperGone, HelperProcess, type HelperBounds } from '../plumbing/helper-process.ts'
import { Lane } from '../plumbing/lane.ts'
import { readParts, type MailParts } from './mail-parts.ts'

export type MailTold = { text: string; files: { name: string; mediaType: string; content: string }[] } | { fault: true }

const PROGRAM = join(import.meta.dirname, 'mail-process.ts')
const BOUNDS: HelperBounds = { megabytes: 384, silenceMs: 20_000 }
/** Shorter ones are read in no time; starting a process would take longer. */
const SHORT_BYTES = 64 * 1024
const readings = new Lane(1, 64)

/** What a mail holds, read in a process of its own when it is not short; undefined for what cannot be read, or takes more than any mail does. */
export async function readMailApart(source: Buffer, bounds = BOUNDS): Promise<MailParts | undefined> {
  if (source.length <= SHORT_BYTES) return readParts(source).catch(() => undefined)
  return readings.run(async () => {
    const nothing = openSync(devNull, 'r')
    const helper = new HelperProcess(PROGRAM, nothing, bounds)
    closeSync(nothing)
    try {
      const told = (await helper.ask({ source: source.toString('base64') })) as MailTold
      return 'fault' in told ? undefined : { text: told.text, files: told.files.map((file) => ({ ...file, content: Buffer.from(file.content, 'base64') })) }
    } catch (error) {
      if (error instanceof HelperGone) return undefined
      throw error
    } finally {
      helper.end()
    }
  })
}
