import { Readable } from 'node:stream'
import { createInflateRaw } from 'node:zlib'

const END_OF_DIRECTORY = 0x06054b50
const END_LENGTH = 22
const MAX_COMMENT = 0xffff
const DIRECTORY_ENTRY = 0x02014b50
const ENTRY_LENGTH = 46
const LOCAL_LENGTH = 30
/** A data descriptor may follow an entry; a hidden entry does not fit into its place. */
const MAX_GAP = 24
const STORED = 0
const DEFLATED = 8

interface Entry {
  method: number
  from: number
  to: number
  data: Buffer
}

/**
 * How many bytes a ZIP archive unpacks to; more than `limit` when it is beyond that, undefined when it is broken or its
 * directory does not tell all of it. Stated sizes may lie, so it is unpacked to find out, piece by piece.
 */
export async function unpackedSize(zip: Buffer, limit: number): Promise<number | undefined> {
  const entries = entriesOf(zip)
  if (!entries) return undefined
  let size = 0
  for (const { method, data } of entries) {
    const unpacked = method === STORED ? data.length : await inflatedSize(data, limit - size)
    if (unpacked === undefined) return undefined
    size += unpacked
    if (size > limit) break
  }
  return size
}

async function inflatedSize(data: Buffer, limit: number): Promise<number | undefined> {
  let size = 0
  try {
    for await (const chunk of Readable.from([data]).pipe(createInflateRaw())) {
      size += (chunk as Buffer).length
      if (size > limit) break
    }
    return size
  } catch {
    return undefined
  }
}

/** The entries of the directory, if together they fill the archive. */
function entriesOf(zip: Buffer): Entry[] | undefined {
  const end = endOfDirectory(zip)
  if (end < 0) return undefined
  const directory = zip.readUInt32LE(end + 16)
  const entries: Entry[] = []
  for (let at = directory; at + ENTRY_LENGTH <= end && zip.readUInt32LE(at) === DIRECTORY_ENTRY;) {
    const entry = entryAt(zip, at)
    if (!entry) return undefined
    entries.push(entry)
    at += ENTRY_LENGTH + zip.readUInt16LE(at + 28) + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32)
  }
  let reached = 0
  for (const { from, to } of entries.toSorted((one, two) => one.from - two.from)) {
    if (from < reached || from > reached + MAX_GAP) return undefined
    reached = to
  }
  return entries.length > 0 && reached <= directory && directory <= reached + MAX_GAP ? entries : undefined
}

function entryAt(zip: Buffer, at: number): Entry | undefined {
  const method = zip.readUInt16LE(at + 10)
  const from = zip.readUInt32LE(at + 42)
  if (from + LOCAL_LENGTH > zip.length || zip.readUInt16LE(from + 8) !== method || (method !== STORED && method !== DEFLATED)) return undefined
  const start = from + LOCAL_LENGTH + zip.readUInt16LE(from + 26) + zip.readUInt16LE(from + 28)
  const to = start + zip.readUInt32LE(at + 20)
  return to <= zip.length ? { method, from, to, data: zip.subarray(start, to) } : undefined
}

function endOfDirectory(zip: Buffer): number {
  for (let at = zip.length - END_LENGTH; at >= Math.max(0, zip.length - END_LENGTH - MAX_COMMENT); at--) {
    if (zip.readUInt32LE(at) === END_OF_DIRECTORY) return at
  }
  return -1
}
