import { tableFile } from '../ui/table-file.ts'
import { faultsOf, type WaitingFile } from './waiting-file.ts'

/** What was refused as a table to take along: a line for each reason. */
export function refusedList(files: readonly WaitingFile[], head: readonly string[]): string {
  return tableFile(head, files.flatMap((one) => faultsOf(one).map(({ rule, field, sentence }) => [one.file.name, one.rehearsal?.number ?? '', rule ?? '', field ?? '', sentence])))
}
