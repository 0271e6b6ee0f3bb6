/**
 * What a backup is made of, before it is packed and sealed: frames of a kind (one byte), a length (four bytes, highest
 * first) and that many bytes. `head` says whose backup it is; then comes each table as `table`, any number of `rows` and
 * `table-end`; `end` is last. The first and the last of these are JSON, rows are as COPY writes them as text.
 */
export const FRAME_KINDS = { head: 'H', table: 'T', rows: 'R', 'table-end': 'E', end: 'Z' } as const
export type FrameKind = keyof typeof FRAME_KINDS

export interface Frame {
  kind: FrameKind
  bytes: Buffer
}

const HEADER_BYTES = 5
/** No frame of ours comes near it; what claims to be longer was damaged. */
const MAXIMUM_BYTES = 1 << 30

/** Thrown for bytes that are no frames. */
export class NoFrames extends Error {}

export function frame(kind: FrameKind, bytes: Uint8Array): Buffer {
  const header = Buffer.alloc(HEADER_BYTES)
  header.write(FRAME_KINDS[kind], 'latin1')
  header.writeUInt32BE(bytes.length, 1)
  return Buffer.concat([header, bytes])
}

export function jsonFrame(kind: FrameKind, value: object): Buffer {
  return frame(kind, Buffer.from(JSON.stringify(value)))
}

const KIND_OF = new Map(Object.entries(FRAME_KINDS).map(([kind, letter]) => [letter.charCodeAt(0), kind as FrameKind]))

/** The frames of a stream of bytes, however they are cut. Throws NoFrames where they end in the middle of one. */
export async function* readFrames(parts: AsyncIterable<Uint8Array>): AsyncGenerator<Frame> {
  let waiting: Buffer[] = []
  let length = 0
  let needed = HEADER_BYTES
  for await (const part of parts) {
    waiting.push(Buffer.from(part.buffer, part.byteOffset, part.byteLength))
    length += part.length
    if (length < needed) continue
    let bytes = waiting.length === 1 ? waiting[0]! : Buffer.concat(waiting)
    for (needed = HEADER_BYTES; bytes.length >= HEADER_BYTES; needed = HEADER_BYTES) {
      const [kind, size] = [KIND_OF.get(bytes[0]!), bytes.readUInt32BE(1)]
      if (!kind || size > MAXIMUM_BYTES) throw new NoFrames('no frame begins here')
      needed = HEADER_BYTES + size
      if (bytes.length < needed) break
      yield { kind, bytes: bytes.subarray(HEADER_BYTES, needed) }
      bytes = bytes.subarray(needed)
    }
    waiting = [bytes]
    length = bytes.length
  }
  if (length > 0) throw new NoFrames('the last frame is cut off')
}
