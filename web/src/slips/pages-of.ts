import type { Picture } from '@slips/read-slip.ts'
import { isOpenable, pictureHead, PIXELS_MAX } from '@slips/slip-picture.ts'

/** What is larger is never opened. */
const BYTES_MAX = 40 * 1024 * 1024
/** Slips in one file. */
export const PAGES_MAX = 60
/** Pixels of the long side: 200 to the inch on A4, plenty for a box of half a centimetre. */
const LONG_SIDE = 2_300
const PDF_START = '%PDF-'

export type FileFault = 'file-type' | 'file-size' | 'file-pages' | 'file-locked' | 'file-broken'

/** Why a file could not be read. */
export class UnreadFile extends Error {
  readonly fault: FileFault
  constructor(fault: FileFault) {
    super(fault)
    this.fault = fault
  }
}

/** The pages of a scan, one after the other: each is forgotten before the next comes. Throws `UnreadFile`. */
export async function* pagesOf(file: File): AsyncGenerator<Picture> {
  if (file.size === 0 || file.size > BYTES_MAX) throw new UnreadFile(file.size === 0 ? 'file-broken' : 'file-size')
  const bytes = new Uint8Array(await file.arrayBuffer())
  const head = pictureHead(bytes)
  if (head) {
    if (!isOpenable(head)) throw new UnreadFile('file-size')
    yield await pictureOf(new Blob([bytes], { type: head.type }))
  } else if (new TextDecoder('latin1').decode(bytes.subarray(0, 1024)).includes(PDF_START)) yield* pdfPages(bytes)
  else throw new UnreadFile('file-type')
}

async function pictureOf(blob: Blob): Promise<Picture> {
  let bitmap: ImageBitmap
  try {
    bitmap = await createImageBitmap(blob, { imageOrientation: 'from-image' })
  } catch {
    throw new UnreadFile('file-broken')
  }
  const scale = Math.min(1, LONG_SIDE / Math.max(bitmap.width, bitmap.height))
  const canvas = blank(bitmap.width * scale, bitmap.height * scale)
  canvas.drawImage(bitmap, 0, 0, canvas.canvas.width, canvas.canvas.height)
  bitmap.close()
  return pixelsOf(canvas)
}

/** The reader of PDFs comes with the first of them. */
async function* pdfPages(data: Uint8Array): AsyncGenerator<Picture> {
  const { getDocument } = await import('unpdf/pdfjs')
  const task = getDocument({ data, maxImageSize: PIXELS_MAX, enableXfa: false, useSystemFonts: true, disableFontFace: true, verbosity: 0 })
  try {
    const pdf = await task.promise
    if (pdf.numPages > PAGES_MAX) throw new UnreadFile('file-pages')
    for (let number = 1; number <= pdf.numPages; number++) {
      const page = await pdf.getPage(number)
      const { width, height } = page.getViewport({ scale: 1 })
      const viewport = page.getViewport({ scale: LONG_SIDE / Math.max(width, height) })
      const canvas = blank(viewport.width, viewport.height)
      await page.render({ canvas: canvas.canvas, canvasContext: canvas, viewport }).promise
      page.cleanup()
      yield pixelsOf(canvas)
    }
  } catch (error) {
    if (error instanceof UnreadFile) throw error
    throw new UnreadFile((error as Error).name === 'PasswordException' ? 'file-locked' : 'file-broken')
  } finally {
    void task.destroy()
  }
}

function blank(width: number, height: number): CanvasRenderingContext2D {
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(width))
  canvas.height = Math.max(1, Math.round(height))
  const context = canvas.getContext('2d', { willReadFrequently: true })!
  context.fillStyle = '#fff'
  context.fillRect(0, 0, canvas.width, canvas.height)
  return context
}

function pixelsOf(context: CanvasRenderingContext2D): Picture {
  const { width, height } = context.canvas
  const { data } = context.getImageData(0, 0, width, height)
  // What the browser holds for it goes at once.
  context.canvas.width = 0
  return { width, height, data }
}

/** A picture as a JPEG, in base64. */
export async function asJpeg(picture: Picture): Promise<string> {
  const canvas = drawn(picture, document.createElement('canvas'))
  const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg', 0.82))
  const bytes = new Uint8Array(await blob!.arrayBuffer())
  let text = ''
  for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000))
  return btoa(text)
}

/** Draws a picture into a canvas of its size. */
export function drawn(picture: Picture, canvas: HTMLCanvasElement): HTMLCanvasElement {
  canvas.width = picture.width
  canvas.height = picture.height
  canvas.getContext('2d')!.putImageData(new ImageData(new Uint8ClampedArray(picture.data), picture.width, picture.height), 0, 0)
  return canvas
}
