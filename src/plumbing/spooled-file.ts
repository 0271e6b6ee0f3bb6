import { closeSync, fstatSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Bytes of which parts are looked at: all in memory, or in a file. */
export interface Bytes {
  readonly length: number
  subarray(start: number, end: number): Uint8Array
}

/** The bytes from the first to the last, in pieces of one size. */
export function* piecesOf(bytes: Bytes, size: number): Generator<Uint8Array> {
  for (let start = 0; start < bytes.length; start += size) yield bytes.subarray(start, Math.min(bytes.length, start + size))
}

/** Bytes too many for memory, in a file that has no name any more: it is gone when it is closed, and when the program ends. */
export class SpooledFile implements Bytes {
  readonly length: number
  readonly descriptor: number

  /** Writes the parts one after the other. */
  static async of(parts: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): Promise<SpooledFile> {
    const folder = mkdtempSync(join(tmpdir(), 'tillit-'))
    const file = openSync(join(folder, 'file'), 'wx+', 0o600)
    rmSync(folder, { recursive: true })
    try {
      for await (const part of parts) writeWhole(file, part)
    } catch (error) {
      closeSync(file)
      throw error
    }
    return new SpooledFile(file)
  }

  /** A file that is open already, as in a process that was given it. */
  constructor(descriptor: number) {
    this.descriptor = descriptor
    this.length = fstatSync(descriptor).size
  }

  subarray(start: number, end: number): Uint8Array {
    const bytes = Buffer.alloc(Math.max(0, Math.min(end, this.length) - start))
    for (let read = 0; read < bytes.length; ) {
      const more = readSync(this.descriptor, bytes, read, bytes.length - read, start + read)
      if (more === 0) throw new Error('a spooled file became shorter')
      read += more
    }
    return bytes
  }

  close(): void {
    closeSync(this.descriptor)
  }
}

function writeWhole(file: number, part: Uint8Array): void {
  for (let written = 0; written < part.length; ) written += writeSync(file, part, written)
}
