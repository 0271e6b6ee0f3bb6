import { join } from 'node:path'
import { Problem, type ProblemDetail, type ProblemKind } from '../plumbing/errors.ts'
import { HelperGone, HelperProcess, type HelperBounds } from '../plumbing/helper-process.ts'
import { Lane } from '../plumbing/lane.ts'
import { SpooledFile, piecesOf, type Bytes } from '../plumbing/spooled-file.ts'
import { isPacked, readTable, type TableForm } from './read-table.ts'
import { unreadable, type Table } from './table.ts'
import { WALKS, type Piece, type WalkName, type Wish } from './table-walks.ts'

/** A file that is read somewhere else, as long as it is open. */
export interface ReadTable extends Pick<Table, 'kind' | 'encoding' | 'delimiter' | 'sheets' | 'header'> {
  /** What is asked of its rows, piece by piece; one walk at a time. */
  walk<Name extends WalkName>(name: Name, wish: Wish<Name>): AsyncGenerator<Piece<Name>, void>
}

export type ReadingRequest = { form: TableForm } | { walk: WalkName; wish: unknown } | { more: true }
export type ReadingAnswer = { answer: unknown } | { ended: true } | { problem: [ProblemKind, ProblemDetail] } | { fault: string }

const PROGRAM = join(import.meta.dirname, 'reading-process.ts')
/** A spreadsheet of a million cells takes about so much. An answer comes sooner than PostgreSQL ends a transaction that waits for it. */
const BOUNDS: HelperBounds = { megabytes: 512, silenceMs: 25_000 }
/** Text so short is read in no time; starting a process would take longer. */
const SHORT_BYTES = 64 * 1024
const PIECE_BYTES = 1024 * 1024
/** Each may take a core and all of its memory. */
const readings = new Lane(3, 64)

/**
 * Opens a file for as long as `use` lasts, in a process of its own that gives way to everybody, so that a file made to hurt
 * hurts nobody. Throws a Problem (invalid) for what is no table, passes a limit, or needs more memory or time than a table does.
 */
export async function readApart<Result>(bytes: Bytes, form: TableForm, use: (table: ReadTable) => Promise<Result>, bounds = BOUNDS): Promise<Result> {
  if (bytes.length <= SHORT_BYTES && !isPacked(bytes)) return use(readHere(await readTable(bytes, form)))
  return readings.run(async () => {
    const file = bytes instanceof SpooledFile ? bytes : await SpooledFile.of(piecesOf(bytes, PIECE_BYTES))
    const helper = new HelperProcess(PROGRAM, file.descriptor, bounds)
    try {
      const told = (await ask(helper, { form })) as { answer: Omit<ReadTable, 'walk'> }
      return await use({ ...told.answer, walk: (name, wish) => walk(helper, name, wish) })
    } finally {
      helper.end()
      if (file !== bytes) file.close()
    }
  })
}

/** How many rows of people a file has. */
export async function countRows(bytes: Bytes, form: TableForm = {}): Promise<number> {
  return readApart(bytes, form, async (table) => {
    let rows = 0
    for await (const more of table.walk('count', undefined)) rows += more
    return rows
  })
}

function readHere(table: Table): ReadTable {
  return { ...table, walk: (name, wish) => WALKS[name](table, wish as never) as AsyncGenerator<never, void> }
}

/** The next piece is made while the last is worked on. */
async function* walk<Name extends WalkName>(helper: HelperProcess, name: Name, wish: Wish<Name>): AsyncGenerator<Piece<Name>, void> {
  let next = ask(helper, { walk: name, wish })
  try {
    for (let told = await next; 'answer' in told; told = await next) {
      next = ask(helper, { more: true })
      // Whoever asks for it is told; nobody may.
      next.catch(() => {})
      yield told.answer as Piece<Name>
    }
  } finally {
    // Whoever left early may ask for something else.
    await next.catch(() => {})
  }
}

async function ask(helper: HelperProcess, request: ReadingRequest): Promise<{ answer: unknown } | { ended: true }> {
  const told = (await helper.ask(request).catch((error: unknown) => {
    throw error instanceof HelperGone ? unreadable('file-too-heavy') : error
  })) as ReadingAnswer
  if ('problem' in told) throw new Problem(...told.problem)
  if ('fault' in told) throw new Error(`a file could not be read: ${told.fault}`)
  return told
}
