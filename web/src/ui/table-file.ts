import { guardCell } from '@values/formula-guard.ts'
import { saveFile } from '../save-file.ts'

/** A table to take along, as CSV (RFC 4180) that spreadsheets know for UTF-8 by its mark and compute nothing of. */
export function tableFile(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return `\u{feff}${[head, ...rows].map((cells) => cells.map((cell) => `"${guardCell(cell).replaceAll('"', '""')}"`).join(',')).join('\r\n')}\r\n`
}

export function saveTable(name: string, head: readonly string[], rows: readonly (readonly string[])[]): void {
  saveFile(new Blob([tableFile(head, rows)], { type: 'text/csv' }), `${name}.csv`)
}
