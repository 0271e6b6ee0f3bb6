/** One stored answer as it stands in the bytes of a COPY. */
export interface StoredAnswer {
  personNo: number
  bytes: Buffer
  /** Where in `bytes` the 16 bytes of the id begin, and where the cells, two bytes each. */
  idAt: number
  cellsAt: number
  cellsEnd: number
  /** Unix milliseconds; null when time alone changes nothing. */
  until: number | null
}

/** Signature, flags and length of the extension (PostgreSQL manual, COPY, "Binary Format"). */
const HEADER_BYTES = 19
/** Field count, then a bigint, a uuid and a timestamptz with their lengths, then the length of the cells. */
const NO_AT = 2 + 4
const ID_AT = NO_AT + 8 + 4
const UNTIL_AT = ID_AT + 16 + 4
const TRAILER = -1
const ABSENT = -1
/** Timestamps count microseconds from 2000-01-01 UTC. */
const EPOCH_2000_MS = 946_684_800_000
const TWO_TO_32 = 0x1_0000_0000

/** Reads rows (person_no, person_id, valid_until, cells) out of the chunks of a binary COPY, without an object a field. */
export class CopyRows {
  readonly #take: (row: StoredAnswer) => void
  #left: Buffer = Buffer.alloc(0)
  #begun = false
  count = 0

  constructor(take: (row: StoredAnswer) => void) {
    this.#take = take
  }

  push(chunk: Buffer): void {
    const bytes = this.#left.length > 0 ? Buffer.concat([this.#left, chunk]) : chunk
    let at = 0
    if (!this.#begun) {
      if (bytes.length < HEADER_BYTES) return void (this.#left = bytes)
      this.#begun = true
      at = HEADER_BYTES
    }
    for (let next = this.#row(bytes, at); next > at; next = this.#row(bytes, at)) at = next
    this.#left = bytes.subarray(at)
  }

  /** Where the next row begins; `at` itself when this one is not whole, or was the last. */
  #row(bytes: Buffer, at: number): number {
    if (bytes.length < at + 2 || bytes.readInt16BE(at) === TRAILER || bytes.length < at + UNTIL_AT + 4) return at
    const lasting = bytes.readInt32BE(at + UNTIL_AT - 4) === ABSENT
    const lengthAt = at + UNTIL_AT + (lasting ? 0 : 8)
    if (bytes.length < lengthAt + 4) return at
    const cellsAt = lengthAt + 4
    const cellsEnd = cellsAt + bytes.readInt32BE(lengthAt)
    if (bytes.length < cellsEnd) return at
    const personNo = bytes.readInt32BE(at + NO_AT) * TWO_TO_32 + bytes.readUInt32BE(at + NO_AT + 4)
    const until = lasting ? null : EPOCH_2000_MS + Math.floor((bytes.readInt32BE(at + UNTIL_AT) * TWO_TO_32 + bytes.readUInt32BE(at + UNTIL_AT + 4)) / 1_000)
    this.#take({ personNo, bytes, idAt: at + ID_AT, cellsAt, cellsEnd, until })
    this.count += 1
    return cellsEnd
  }
}
