import { guardCell } from '@values/formula-guard.ts'
import { faultsOf, type WaitingFile } from './waiting-file.ts'

/** What was refused as a table to take along (CSV, RFC 4180): a line for each reason. */
export function refusedList(files: readonly WaitingFile[], head: readonly string[]): string {
  const lines = files.flatMap((one) => faultsOf(one).map(({ rule, field, sentence }) => [one.file.name, one.rehearsal?.number ?? '', rule ?? '', field ?? '', sentence]))
  // The mark tells spreadsheets that it is UTF-8.
  return `\u{feff}${[head, ...lines].map((cells) => cells.map((cell) => `"${guardCell(cell).replaceAll('"', '""')}"`).join(',')).join('\r\n')}\r\n`
}
