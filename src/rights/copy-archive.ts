import { PassThrough, Readable } from 'node:stream'
import { ZipFile } from 'yazl'
import type { CopyFile } from './copy-files.ts'

/** The files as one zip, written while it is read: each file is made when its turn comes, and nothing is kept. A failure breaks the stream off. */
export function copyArchive(files: readonly CopyFile[], at: Date): Readable {
  const zip = new ZipFile()
  const out = new PassThrough()
  const broke = (error: Error): void => { out.destroy(error) }
  zip.on('error', broke)
  zip.outputStream.on('error', broke).pipe(out)
  for (const { name, content } of files) {
    zip.addReadStreamLazy(name, { mtime: at, mode: 0o100644 }, (take) => {
      content().then((bytes) => take(null, Readable.from([Buffer.from(bytes as string)])), broke)
    })
  }
  zip.end()
  return out
}
