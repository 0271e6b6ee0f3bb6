/** One letter as a print house must know it: nobody's name, nobody's address. */
export interface ManifestLine {
  sequence: number
  file: string
  /** In that file, from 1. */
  firstPage: number
  /** Sides, the blank back among them; printed on both sides. */
  pages: number
  sheets: number
  /** ISO 3166 alpha-2, for the postage. */
  country: string
  envelope: 'C5' | 'C4'
}

/** A C5 takes so many folded sheets at 20 g postage's next step; more lie flat in a C4. */
const MOST_IN_C5 = 8

/** Letters with the file each is in, in their order. */
export function printManifest(letters: readonly { sequence: number; pages: number; country: string; file: string }[]): ManifestLine[] {
  let [file, next] = ['', 1]
  return letters.map((one) => {
    if (one.file !== file) [file, next] = [one.file, 1]
    const firstPage = next
    next += one.pages
    const sheets = one.pages / 2
    return { sequence: one.sequence, file: one.file, firstPage, pages: one.pages, sheets, country: one.country, envelope: sheets > MOST_IN_C5 ? 'C4' : 'C5' }
  })
}

const COLUMNS = ['sequence', 'file', 'firstPage', 'pages', 'sheets', 'country', 'envelope'] as const

/** RFC 4180, with a head. */
export function manifestCsv(lines: readonly ManifestLine[]): string {
  return `${[COLUMNS.join(','), ...lines.map((line) => COLUMNS.map((column) => String(line[column])).join(','))].join('\r\n')}\r\n`
}
