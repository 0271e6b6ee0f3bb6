import { dateOrderOf, type DateOrder, type LocalDate } from '../values/calendar.ts'
import type { CountryCode } from '../values/country.ts'
import type { FieldValue } from '../people/values.sql.ts'
import type { CanonicalRow, ColumnMapping, RowDefaults } from './import-row.ts'
import type { ColumnProposal, Recognition } from './recognise-columns.ts'
import type { Table, TableRow } from './table.ts'

/** Rows that are read before something is told of them: whoever waits hears that there is somebody at work. */
const ROWS_A_PIECE = 200
/** A day that may be written in either order. */
const NUMBERS_FIRST = /^\d{1,2}[/-]/
const SAMPLE_ROWS = 5

export interface ShownColumn {
  name: string
  /** The first few cells. */
  sample: string[]
  /** What it seems to mean; null when the file is gone. */
  proposal: ColumnProposal | null
}

/** A row as it travels: a list of pairs in the place of its map. */
export interface TravellingRow extends Omit<CanonicalRow, 'values'> {
  values: [field: string, value: FieldValue][]
}

/**
 * What can be asked of a table. Each tells its answer in pieces, the next one made when the last has been taken; pieces are
 * plain data, so that they may come from another process.
 */
export const WALKS = {
  /** How many rows there are, in numbers to add up. */
  async *count(table: Table): AsyncGenerator<number, void> {
    for (const rows of inPieces(table.rows())) yield rows.length
  },

  /** The names of the columns with what they seem to mean. */
  async *columns(table: Table, hints: { country: CountryCode | null; today: LocalDate }): AsyncGenerator<Pick<Recognition, 'headerLooksLikeData' | 'program'> & { columns: ShownColumn[] }, void> {
    const { RECOGNITION_ROWS, recogniseColumns } = await import('./recognise-columns.ts')
    const rows: (readonly string[])[] = []
    for (const row of table.rows()) if (rows.push(row.cells) === RECOGNITION_ROWS) break
    const { columns, headerLooksLikeData, program } = recogniseColumns(table.header, rows, { ...hints, spreadsheet: table.kind === 'spreadsheet' })
    const sample = (column: number) => rows.slice(0, SAMPLE_ROWS).map((cells) => cells[column] ?? '')
    yield { headerLooksLikeData, program, columns: columns.map((proposal) => ({ name: proposal.header, sample: sample(proposal.column), proposal })) }
  },

  /** The order of day and month that each of some columns shows as a whole; nothing of a column that does not. */
  async *orders(table: Table, { columns }: { columns: readonly number[] }): AsyncGenerator<[column: number, order: DateOrder][], void> {
    const shown = new Map(columns.map((column) => [column, new Set<string>()]))
    for (const rows of inPieces(columns.length === 0 ? [] : table.rows())) {
      for (const row of rows) for (const [column, days] of shown) noteDay(days, row.cells[column]?.trim() ?? '')
      yield []
    }
    yield [...shown].flatMap(([column, days]) => {
      const order = dateOrderOf(days)
      return order ? [[column, order] as [number, DateOrder]] : []
    })
  },

  /** All rows as they stand in the file. */
  async *rows(table: Table): AsyncGenerator<TableRow[], void> {
    yield* inPieces(table.rows())
  },

  /** The rows of some numbers as they stand in the file. */
  async *cells(table: Table, { numbers }: { numbers: readonly number[] }): AsyncGenerator<TableRow[], void> {
    const [wanted, last] = [new Set(numbers), Math.max(...numbers)]
    for (const rows of inPieces(table.rows())) {
      yield rows.filter((row) => wanted.has(row.number))
      if (rows.at(-1)!.number >= last) return
    }
  },

  /** The rows after the first `skip` in canonical form. */
  async *canonical(table: Table, { columns, defaults, skip }: { columns: readonly ColumnMapping[]; defaults: RowDefaults; skip: number }): AsyncGenerator<TravellingRow[], void> {
    const { canonicalRow } = await import('./canonical-row.ts')
    let passed = 0
    for (const rows of inPieces(table.rows())) {
      const left = Math.max(0, skip - passed)
      passed += rows.length
      yield rows.slice(left).map((row) => {
        const read = canonicalRow(row, columns, defaults)
        return { ...read, values: [...read.values] }
      })
    }
  },
}

export type Walks = typeof WALKS
export type WalkName = keyof Walks
export type Wish<Name extends WalkName> = Walks[Name] extends (table: Table, wish: infer Asked) => unknown ? Asked : undefined
export type Piece<Name extends WalkName> = ReturnType<Walks[Name]> extends AsyncGenerator<infer One, void> ? One : never

function* inPieces(rows: Iterable<TableRow>): Generator<TableRow[]> {
  let piece: TableRow[] = []
  for (const row of rows) {
    if (piece.push(row) < ROWS_A_PIECE) continue
    yield piece
    piece = []
  }
  if (piece.length > 0) yield piece
}

function noteDay(days: Set<string>, cell: string): void {
  if (NUMBERS_FIRST.test(cell)) days.add(cell)
}
