import { Encrypter } from 'age-encryption'
import { createReadStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { constants, createZstdCompress, createZstdDecompress } from 'node:zlib'
import { writeDurably } from '../keeper/durable-file.ts'
import { Problem } from '../plumbing/errors.ts'
import { openerOf } from './backup-key.ts'

const LEVEL = { params: { [constants.ZSTD_c_compressionLevel]: 3, [constants.ZSTD_c_checksumFlag]: 1 } }

/** Packs (zstd) and seals (age) what comes, part by part, into a file that is whole or not there. Returns its size in bytes. */
export async function writeSealed(path: string, recipients: readonly string[], content: AsyncIterable<Uint8Array>, signal?: AbortSignal): Promise<number> {
  const encrypter = new Encrypter()
  for (const recipient of recipients) encrypter.addRecipient(recipient)
  let bytes = 0
  const sealing = async function* (packed: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const part of await encrypter.encrypt(webStream(packed))) {
      bytes += part.length
      yield part
    }
  }
  await pipeline(Readable.from(content, { objectMode: false }), createZstdCompress(LEVEL), sealing, (sealed: AsyncIterable<Uint8Array>) => writeDurably(path, sealed), { signal: signal ?? new AbortController().signal })
  return bytes
}

/** The content of a sealed file. Throws a Problem when the key does not fit, or where the file is damaged. */
export async function* readSealed(path: string, identities: readonly string[]): AsyncGenerator<Uint8Array> {
  const opener = openerOf(identities)
  if (!opener || identities.length === 0) throw new Problem('refused', { text: 'backups.refused.no-identity' })
  const file = createReadStream(path, { highWaterMark: 256 * 1024 })
  const unpacking = createZstdDecompress()
  try {
    const opened = await opener.decrypt(webStream(file)).catch((error: unknown) => { throw asProblem(error) })
    // Whoever reads hears of what goes wrong through the stream that is read.
    pipeline(Readable.fromWeb(opened as Parameters<typeof Readable.fromWeb>[0]), unpacking).catch(() => {})
    yield* unpacking
  } catch (error) {
    throw asProblem(error)
  } finally {
    unpacking.destroy()
    file.destroy()
  }
}

/** The streams of the web, as the library wants them. */
function webStream(parts: AsyncIterable<Uint8Array>): ReadableStream<Uint8Array> {
  return ReadableStream.from(parts) as ReadableStream<Uint8Array>
}

function asProblem(error: unknown): unknown {
  const { code, message = '' } = error as NodeJS.ErrnoException
  if (error instanceof Problem || code === 'ABORT_ERR') return error
  if (code === 'ENOENT' || code === 'EACCES' || code === 'EISDIR') return new Problem('refused', { text: 'backups.refused.unreadable', parameters: { code } })
  if (/no identity matched/.test(message)) return new Problem('refused', { text: 'backups.refused.wrong-key' })
  return new Problem('refused', { text: 'backups.refused.damaged' })
}
