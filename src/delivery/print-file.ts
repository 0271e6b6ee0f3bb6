import { PassThrough, Readable } from 'node:stream'
import { ZipFile } from 'yazl'
import { joinLetters } from './join-letters.ts'
import { manifestCsv, printManifest } from './print-manifest.ts'

/** Parts that become one PDF: about a thousand letters; a larger batch has several. */
const PARTS_IN_A_FILE = 20

export interface PrintFile {
  letters: readonly { sequence: number; pages: number; country: string }[]
  parts: number
  /** The sheets of a part, opened. */
  part(place: number): Promise<Buffer>
  at: Date
}

/** What a print house gets: one PDF (of a very large batch several), and what is in it as CSV and JSON. Written while it is read; a failure breaks the stream off. `inPart`: how many letters each part has. */
export function printFile({ letters, parts, part, at }: PrintFile, inPart: readonly number[]): Readable {
  const zip = new ZipFile()
  const out = new PassThrough()
  const broke = (error: Error): void => { out.destroy(error) }
  zip.on('error', broke)
  zip.outputStream.on('error', broke).pipe(out)
  const files = Math.ceil(parts / PARTS_IN_A_FILE)
  const nameOf = (file: number) => (files <= 1 ? 'letters.pdf' : `letters-${String(file + 1).padStart(3, '0')}.pdf`)
  const fileOf = inPart.flatMap((count, place) => Array.from({ length: count }, () => nameOf(Math.floor(place / PARTS_IN_A_FILE))))
  const manifest = printManifest(letters.map((one, place) => ({ ...one, file: fileOf[place] ?? nameOf(0) })))
  for (let file = 0; file < files; file += 1) {
    const places = Array.from({ length: Math.min(PARTS_IN_A_FILE, parts - file * PARTS_IN_A_FILE) }, (_, place) => file * PARTS_IN_A_FILE + place)
    zip.addReadStreamLazy(nameOf(file), { mtime: at, mode: 0o100644 }, (take) => {
      joined(places, part, at).then((bytes) => take(null, Readable.from([bytes])), broke)
    })
  }
  zip.addBuffer(Buffer.from(manifestCsv(manifest)), 'manifest.csv', { mtime: at, mode: 0o100644 })
  zip.addBuffer(Buffer.from(`${JSON.stringify({ letters: manifest }, null, 2)}\n`), 'manifest.json', { mtime: at, mode: 0o100644 })
  zip.end()
  return out
}

/** Each part has whole sheets already. */
async function joined(places: readonly number[], part: PrintFile['part'], at: Date): Promise<Buffer> {
  const sheets: Buffer[] = []
  for (const place of places) sheets.push(await part(place))
  return sheets.length === 1 ? sheets[0]! : (await joinLetters(sheets.map((one) => [one]), at)).pdf
}
