/** Where the keyboard stands in a table: a row (-1 is the head) and a cell of it; -1 is the row as a whole. */
export interface Place {
  row: number
  cell: number
}

export interface GridSize {
  rows: number
  /** Cells of a row, the box included. */
  cells: number
  /** Rows that fit on the screen. */
  page: number
}

/** Where a key leads; undefined for a key that leads nowhere. Rows go up and down, cells around. */
export function stepFrom({ row, cell }: Place, { key, ctrlKey }: { key: string; ctrlKey: boolean }, { rows, cells, page }: GridSize): Place | undefined {
  const last = rows - 1
  const isHead = row < 0
  switch (key) {
    case 'ArrowDown': return isHead ? { row: 0, cell: -1 } : { row: Math.min(last, row + 1), cell }
    case 'ArrowUp': return row > 0 ? { row: row - 1, cell } : { row: -1, cell: Math.max(0, cell) }
    case 'ArrowRight': return { row, cell: around(cell + 1, isHead ? 0 : -1, cells - 1) }
    case 'ArrowLeft': return { row, cell: around(cell - 1, isHead ? 0 : -1, cells - 1) }
    case 'PageDown': return isHead ? undefined : { row: Math.min(last, row + page), cell }
    case 'PageUp': return isHead ? undefined : { row: Math.max(0, row - page), cell }
    case 'Home': return cell > -1 && !ctrlKey ? { row, cell: 0 } : { row: 0, cell }
    case 'End': return cell > -1 && !ctrlKey ? { row, cell: cells - 1 } : { row: last, cell }
    default: return undefined
  }
}

function around(at: number, first: number, last: number): number {
  return at > last ? first : at < first ? last : at
}

/** The rows to draw: those in sight and some beside them. */
export function rowsInSight(top: number, height: number, rowPx: number, rows: number, beside: number): { from: number; to: number } {
  const first = Math.floor(top / rowPx)
  return { from: Math.max(0, first - beside), to: Math.min(rows, first + Math.ceil(height / rowPx) + beside) }
}
