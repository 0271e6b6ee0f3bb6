import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Bytes of which parts are looked at: all in memory, or in a file. */
export interface Bytes {
  readonly length: number
  subarray(start: number, end: number): Uint8Array
}

/** Bytes too many for memory, in a file that has no name any more: it is gone when it is closed, and when the program ends. */
export class SpooledFile implements Bytes {
  readonly length: number
  readonly #file: number

  /** Writes the parts one after the other. */
  static async of(parts: AsyncIterable<Uint8Array>): Promise<SpooledFile> {
    const folder = mkdtempSync(join(tmpdir(), 'tillit-'))
    const file = openSync(join(folder, 'file'), 'wx+', 0o600)
    rmSync(folder, { recursive: true })
    let length = 0
    try {
      for await (const part of parts) length += writeSync(file, part)
    } catch (error) {
      closeSync(file)
      throw error
    }
    return new SpooledFile(file, length)
  }

  private constructor(file: number, length: number) {
    this.#file = file
    this.length = length
  }

  subarray(start: number, end: number): Uint8Array {
    const bytes = Buffer.alloc(Math.max(0, Math.min(end, this.length) - start))
    for (let read = 0; read < bytes.length; ) {
      const more = readSync(this.#file, bytes, read, bytes.length - read, start + read)
      if (more === 0) throw new Error('a spooled file became shorter')
      read += more
    }
    return bytes
  }

  close(): void {
    closeSync(this.#file)
  }
}
