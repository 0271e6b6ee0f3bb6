/** 16 MB a table: of four million keys about three in a hundred are then remembered for nothing. */
const BITS = 2 ** 27

/** Tells which texts may have come more than once: always when they did, now and then when they did not. */
export class SeenBefore {
  readonly #once = new Uint8Array(BITS / 8)
  readonly #again = new Uint8Array(BITS / 8)

  note(text: string): void {
    const place = placeOf(text)
    const [byte, bit] = [place >>> 3, 1 << (place & 7)]
    if (this.#once[byte]! & bit) this.#again[byte]! |= bit
    else this.#once[byte]! |= bit
  }

  cameAgain(text: string): boolean {
    const place = placeOf(text)
    return (this.#again[place >>> 3]! & (1 << (place & 7))) !== 0
  }
}

/** FNV-1a, its bits mixed once more, since texts that differ in their last letter only are many. */
function placeOf(text: string): number {
  let hash = 0x811c9dc5
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  return ((hash ^ (hash >>> 13)) >>> 0) % BITS
}
