// A process of its own: reads the one file it was given and tells what it is asked. Started by read-apart.ts.
import { Problem } from '../plumbing/errors.ts'
import { answerAsHelper, HELPER_FILE } from '../plumbing/helper-process.ts'
import { SpooledFile } from '../plumbing/spooled-file.ts'
import type { ReadingAnswer, ReadingRequest } from './read-apart.ts'
import { readTable } from './read-table.ts'
import type { Table } from './table.ts'
import { WALKS } from './table-walks.ts'

let table: Table | undefined
let walk: AsyncGenerator<unknown, void> | undefined

answerAsHelper((message) => answered(message as ReadingRequest).catch(whyNot))

async function answered(request: ReadingRequest): Promise<ReadingAnswer> {
  if ('form' in request) {
    table = await readTable(new SpooledFile(HELPER_FILE), request.form)
    const { kind, encoding, delimiter, sheets, header } = table
    return { answer: { kind, encoding, delimiter, sheets, header } }
  }
  if ('walk' in request) walk = WALKS[request.walk](table!, request.wish as never)
  const { done, value } = await walk!.next()
  return done ? { ended: true } : { answer: value }
}

function whyNot(error: unknown): ReadingAnswer {
  if (error instanceof Problem) return { problem: [error.kind, error.detail] }
  return { fault: error instanceof Error ? (error.stack ?? error.message) : String(error) }
}
