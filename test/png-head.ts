/** The head of a PNG of this many pixels: all that the program ever reads of a picture. */
export function pngHead(width: number, height: number): Buffer {
  const bytes = Buffer.alloc(200, 7)
  bytes.write('\u0089PNG\r\n\u001a\n\0\0\0\rIHDR', 'latin1')
  bytes.writeUInt32BE(width, 16)
  bytes.writeUInt32BE(height, 20)
  return bytes
}

/** In base64, as a body carries it. */
export const PNG_HEAD = pngHead(1000, 900).toString('base64')
