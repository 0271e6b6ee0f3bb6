import { createHash, randomBytes } from 'node:crypto'
import { open, readdir, type FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import { Problem } from '../plumbing/errors.ts'
import { makePrivateFolder, PRIVATE_FILE, syncFolder } from './durable-file.ts'

/**
 * A folder of files that only grow, one JSON value a line, each line led by a hash over itself and the line before.
 * Every copy of the program writes a file of its own, so copies that share the folder never write into each other's lines.
 */
export interface LogContent<Line> {
  lines: Line[]
  /** Files whose last line was cut off while it was written: it was never acknowledged. */
  torn: string[]
}

/** A new file begins at this size, so that one file is read at a time. */
const FILE_LIMIT_BYTES = 16 * 1024 * 1024
const HASH_CHARACTERS = 32

export class AppendLog<Line extends object> {
  readonly #folder: string
  readonly #startedAt: Date
  #file: { handle: FileHandle; size: number; chain: string } | undefined
  #waiting: { text: string[]; done: () => void; failed: (error: unknown) => void }[] = []
  #writing: Promise<void> | undefined
  #broken = false
  /** How far each file has been read: bytes, and the hash that the next line is led by. */
  readonly #readTo = new Map<string, Mark>()

  /** `startedAt` only names the file, so that a listing shows the order of starts. */
  constructor(folder: string, startedAt: Date) {
    this.#folder = folder
    this.#startedAt = startedAt
    makePrivateFolder(folder)
  }

  /**
   * Appends lines and resolves when they would outlive a power cut. All that wait share one fsync.
   * After a failed fsync nobody knows what the disk holds, so the log refuses until the program is started again.
   */
  async append(...lines: Line[]): Promise<void> {
    if (lines.length === 0) return
    await new Promise<void>((done, failed) => {
      this.#waiting.push({ text: lines.map((line) => JSON.stringify(line)), done, failed })
      this.#writing ??= this.#write()
    })
  }

  async close(): Promise<void> {
    await this.#writing
    await this.#file?.handle.close()
    this.#file = undefined
  }

  /** All lines of all files, in the order of their files. Throws when a line in the middle was changed. */
  async read(): Promise<LogContent<Line>> {
    this.#readTo.clear()
    return this.readNew()
  }

  /** What has come since the last reading, of this copy or another; a line that was being written then comes when it is whole. */
  async readNew(): Promise<LogContent<Line>> {
    const content: LogContent<Line> = { lines: [], torn: [] }
    const names = (await readdir(this.#folder)).filter((name) => name.endsWith('.log')).toSorted()
    for (const name of names) {
      const path = join(this.#folder, name)
      const from = this.#readTo.get(name) ?? { bytes: 0, lines: 0, chain: name }
      const { lines, torn, mark } = parseLines<Line>(path, await readSynced(path, from.bytes), from)
      this.#readTo.set(name, mark)
      for (const line of lines) content.lines.push(line)
      if (torn) content.torn.push(name)
    }
    return content
  }

  async #write(): Promise<void> {
    // Let everything that arrives in the same turn ride along.
    await Promise.resolve()
    while (this.#waiting.length > 0) {
      const batch = this.#waiting
      this.#waiting = []
      try {
        await this.#flush(batch.flatMap((one) => one.text))
        for (const one of batch) one.done()
      } catch (error) {
        this.#broken = true
        for (const one of batch) one.failed(error)
      }
    }
    this.#writing = undefined
  }

  async #flush(texts: string[]): Promise<void> {
    if (this.#broken) throw new Problem('unavailable', { text: 'keeper.write-failed' })
    const file = await this.#openFile()
    let chain = file.chain
    let block = ''
    for (const text of texts) {
      chain = lineHash(chain, text)
      block += `${chain} ${text}\n`
    }
    const bytes = Buffer.from(block)
    await file.handle.appendFile(bytes)
    await file.handle.datasync()
    file.chain = chain
    file.size += bytes.length
  }

  async #openFile(): Promise<{ handle: FileHandle; size: number; chain: string }> {
    if (this.#file && this.#file.size < FILE_LIMIT_BYTES) return this.#file
    await this.#file?.handle.close()
    const name = `${this.#startedAt.toISOString().replaceAll(/[-:.]/g, '')}-${randomBytes(6).toString('hex')}.log`
    const handle = await open(join(this.#folder, name), 'ax', PRIVATE_FILE)
    await syncFolder(this.#folder)
    this.#file = { handle, size: 0, chain: name }
    return this.#file
  }
}

interface Mark {
  bytes: number
  lines: number
  chain: string
}

/** What is read and acted upon must not vanish in a power cut: another copy may have written it just now. */
async function readSynced(path: string, from: number): Promise<string> {
  const file = await open(path, 'r+')
  try {
    const bytes = Buffer.alloc(Math.max(0, (await file.stat()).size - from))
    const { bytesRead } = await file.read(bytes, 0, bytes.length, from)
    if (bytesRead > 0) await file.datasync()
    return bytes.toString('utf8', 0, bytesRead)
  } finally {
    await file.close()
  }
}

function parseLines<Line>(path: string, text: string, from: Mark): { lines: Line[]; torn: boolean; mark: Mark } {
  const lines: Line[] = []
  let { chain } = from
  let whole = 0
  const ended = (torn: boolean) => ({ lines, torn, mark: { bytes: from.bytes + Buffer.byteLength(text.slice(0, whole)), lines: from.lines + lines.length, chain } })
  for (let start = 0; start < text.length; ) {
    const end = text.indexOf('\n', start)
    const line = end < 0 ? '' : text.slice(start, end)
    const json = line.slice(HASH_CHARACTERS + 1)
    const next = lineHash(chain, json)
    if (end < 0 || !line.startsWith(`${next} `)) {
      const last = end < 0 || end === text.length - 1
      if (last) return ended(true)
      throw new Problem('unavailable', { rule: 'E3', text: 'keeper.file-damaged', parameters: { file: path, line: from.lines + lines.length + 1 } })
    }
    lines.push(JSON.parse(json) as Line)
    chain = next
    start = whole = end + 1
  }
  return ended(false)
}

/** A file cannot be renamed to stand for another, nor a line moved: the chain begins with the file's name. */
function lineHash(previous: string, text: string): string {
  return createHash('sha256').update(`${previous}\n${text}`).digest('hex').slice(0, HASH_CHARACTERS)
}
