import { createHash } from 'node:crypto'
import { Problem } from '../plumbing/errors.ts'
import { countLines } from './count-lines.ts'
import { NoFrames, readFrames, type Frame } from './frame.ts'
import { parseEnd, parseHead, parseTable, parseTableEnd, type BackupHead, type Manifest, type TableEnd, type TableShape } from './manifest.ts'
import { readSealed } from './sealed-file.ts'

/** A backup that is read, and with which private keys. */
export interface BackupFile {
  path: string
  identities: readonly string[]
  signal?: AbortSignal
  /** Hears how many rows are read so far, again and again, each time the file is gone through. */
  progress?: (rows: number) => void
}

/** What is done with a backup while it is read: refused by its head, and each table taken row by row. */
export interface BackupReader {
  head(head: BackupHead): void
  table(table: TableShape, rows: AsyncIterable<Buffer>): Promise<void>
  progress?: (rows: number) => void
}

/**
 * Reads a backup from its first byte to its last, holding every table to its digest and its count, and answers what it
 * holds. Throws a Problem for a file that is damaged, cut off, sealed to another key, or refused by its head.
 */
export async function readBackup(path: string, identities: readonly string[], reader: BackupReader): Promise<Manifest> {
  const frames = readFrames(readSealed(path, identities))
  try {
    const head = await nextOf(frames, 'head', parseHead)
    reader.head(head)
    const found: Manifest['tables'] = []
    for (;;) {
      const next = await nextFrame(frames)
      if (next.kind === 'end') {
        const end = parseEnd(next.bytes)
        if (JSON.stringify(end?.tables) !== JSON.stringify(found) || !(await frames.next()).done) throw damaged()
        return { ...head, tables: found }
      }
      const table = next.kind === 'table' ? parseTable(next.bytes) : undefined
      if (!table) throw damaged()
      const before = found.reduce((sum, one) => sum + one.rows, 0)
      const rows = new Rows(frames, (count) => reader.progress?.(before + count))
      await reader.table(table, rows)
      found.push({ name: table.name, ...rows.whole() })
    }
  } catch (error) {
    throw error instanceof NoFrames ? damaged() : error
  } finally {
    await frames.return(undefined)
  }
}

/** The rows of one table, counted and hashed on their way. */
class Rows implements AsyncIterable<Buffer> {
  readonly #frames: AsyncGenerator<Frame>
  readonly #digest = createHash('sha256')
  readonly #progress: (rows: number) => void
  #rows = 0
  #bytes = 0
  #end: TableEnd | undefined

  constructor(frames: AsyncGenerator<Frame>, progress: (rows: number) => void) {
    this.#frames = frames
    this.#progress = progress
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Buffer> {
    for (;;) {
      const { kind, bytes } = await nextFrame(this.#frames)
      if (kind !== 'rows') {
        this.#end = kind === 'table-end' ? parseTableEnd(bytes) : undefined
        if (!this.#end) throw damaged()
        return
      }
      this.#digest.update(bytes)
      this.#rows += countLines(bytes)
      this.#bytes += bytes.length
      this.#progress(this.#rows)
      yield bytes
    }
  }

  /** What the table was, once it has been read; throws when it is not what was written. */
  whole(): TableEnd {
    const found = { rows: this.#rows, bytes: this.#bytes, sha256: this.#digest.digest('hex') }
    if (JSON.stringify(this.#end) !== JSON.stringify(found)) throw damaged()
    return found
  }
}

async function nextFrame(frames: AsyncGenerator<Frame>): Promise<Frame> {
  const { value, done } = await frames.next()
  if (done) throw damaged()
  return value as Frame
}

async function nextOf<Value>(frames: AsyncGenerator<Frame>, kind: Frame['kind'], parse: (bytes: Buffer) => Value | undefined): Promise<Value> {
  const next = await nextFrame(frames)
  const value = next.kind === kind ? parse(next.bytes) : undefined
  if (value === undefined) throw damaged()
  return value
}

const damaged = () => new Problem('refused', { text: 'backups.refused.damaged' })
