// Read by the workspace too: nothing but bytes.

export type PictureType = 'image/jpeg' | 'image/png'

/** Of a slip alone, laid straight, a tenth of this is plenty. */
export const PICTURE_BYTES_MAX = 3 * 1024 * 1024
/** A few bytes can claim to be a picture of any size: what is larger is never opened. */
export const PIXELS_MAX = 60_000_000

/** What kind of picture this is and how large it says it is, or undefined where it is none. Only the head is read. */
export function pictureHead(bytes: Uint8Array): { type: PictureType; width: number; height: number } | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (bytes.length > 24 && view.getUint32(0) === 0x89504e47 && view.getUint32(4) === 0x0d0a1a0a && view.getUint32(12) === 0x49484452) {
    return { type: 'image/png', width: view.getUint32(16), height: view.getUint32(20) }
  }
  if (bytes.length < 4 || view.getUint16(0) !== 0xffd8) return undefined
  // Segments until the one that tells the size (ITU-T T.81, B.2.2).
  for (let at = 2; at + 9 < bytes.length && bytes[at] === 0xff;) {
    const marker = bytes[at + 1]!
    if (marker === 0xff) at += 1
    else if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)) return { type: 'image/jpeg', height: view.getUint16(at + 5), width: view.getUint16(at + 7) }
    else at += 2 + view.getUint16(at + 2)
  }
  return undefined
}

/** Whether it is a picture that may be opened. */
export function isOpenable(head: { width: number; height: number } | undefined): boolean {
  return head !== undefined && head.width > 0 && head.height > 0 && head.width * head.height <= PIXELS_MAX
}
