import type { FoundSlip, ReadSlipBody } from '@api/slips-resource.ts'
import type { BoxReading } from '@slips/read-slip.ts'

type Row = FoundSlip['rows'][number]
export type RowAnswer = ReadSlipBody['answers'][string]

/** What a line seems to say, and how black its boxes are; without an answer a colleague has to decide. */
export interface Proposal {
  answer?: RowAnswer
  why?: 'unclear' | 'both'
  dark: number
}

/** What the boxes of a line come to: one that is plainly ticked, or all plainly empty. Anything else is unclear, and an unclear yes is no yes. */
export function propose({ row }: Pick<Row, 'row'>, readings: readonly BoxReading[] | undefined): Proposal {
  const own = (readings ?? []).filter((one) => one.row === row)
  const dark = Math.max(0, ...own.map((one) => one.dark))
  if (own.length === 0 || own.some((one) => one.reading === 'unclear')) return { why: 'unclear', dark }
  const ticked = own.filter((one) => one.reading === 'ticked')
  if (ticked.length > 1) return { why: 'both', dark }
  return { answer: ticked[0]?.box ?? 'none', dark }
}

/** Lines of which the person has said something else since the slip was printed. */
export function overtaken({ rows }: Pick<FoundSlip, 'rows'>, answers: Readonly<Record<string, RowAnswer>>): Row[] {
  return rows.filter(({ row, later }) => later !== null && answers[row] !== undefined && answers[row] !== 'none' && answers[row] !== later.said)
}
