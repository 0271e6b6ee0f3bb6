import { createReadStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import { z } from 'zod'
import { Problem } from '../plumbing/errors.ts'
import { COPY_FORMAT, COPY_VERSION, type CopyLine } from './test-copy.ts'

const LINES_AT_A_TIME = 500

/** The lines as packed bytes, piece by piece; `onPeople` hears how many people have been written. */
export function copyBytes(lines: Iterable<CopyLine>, onPeople: (people: number) => void = () => {}): Readable {
  return Readable.from(pieces(lines, onPeople)).compose(createGzip()) as Readable
}

function* pieces(lines: Iterable<CopyLine>, onPeople: (people: number) => void): Generator<string> {
  let [piece, held, people] = ['', 0, 0]
  for (const line of lines) {
    piece += `${JSON.stringify(line)}\n`
    if ('person' in line) people++
    if (++held < LINES_AT_A_TIME) continue
    yield piece
    onPeople(people)
    ;[piece, held] = ['', 0]
  }
  yield piece
  onPeople(people)
}

const text = z.string()
const person = z.object({
  country: text.nullable(), capacity: text, protected: z.boolean(), deceased: z.iso.date().nullable(), came: z.iso.date(),
  values: z.record(text, z.union([text, z.number(), z.boolean(), z.array(text)])), sealed: z.record(text, text),
  points: z.array(z.object({ kind: z.enum(['email', 'phone', 'postal']), value: text, canonical: text, verified: z.boolean() })),
  grounds: z.array(z.object({ purpose: text, basis: text, ended: z.boolean() })),
  said: z.array(z.object({ kind: text, purpose: text.nullable(), channel: text.nullable(), surface: text, at: z.iso.date() })),
})
const line = z.union([
  z.object({ head: z.looseObject({ format: z.literal(COPY_FORMAT), version: z.literal(COPY_VERSION), people: z.number(), catalogue: z.looseObject({}) }) }),
  z.object({ person }),
  z.object({ report: z.looseObject({}) }),
])

/** The lines of a copy's file, held to its form. Throws `refused` for a file that is none, or is cut off. */
export async function* readCopy(path: string): AsyncGenerator<CopyLine> {
  let last: CopyLine | undefined
  try {
    for await (const one of textLines(path)) {
      last = line.parse(JSON.parse(one)) as unknown as CopyLine
      yield last
    }
  } catch (error) {
    if (error instanceof z.ZodError || error instanceof SyntaxError || 'code' in (error as Error)) throw noCopy()
    throw error
  }
  if (!last || !('report' in last)) throw noCopy()
}

async function* textLines(path: string): AsyncGenerator<string> {
  const unpacking = createGunzip().setEncoding('utf8')
  // Whoever reads hears of what goes wrong through the stream that is read.
  pipeline(createReadStream(path), unpacking).catch(() => {})
  let rest = ''
  for await (const part of unpacking as AsyncIterable<string>) {
    const parts = (rest + part).split('\n')
    rest = parts.pop()!
    yield* parts
  }
  if (rest !== '') yield rest
}

const noCopy = () => new Problem('refused', { text: 'anonymity.refused.no-copy' })
