import type { Context, MiddlewareHandler } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { countRows } from '../../imports/read-apart.ts'
import { MAX_FILE_BYTES } from '../../imports/table.ts'
import { SpooledFile } from '../../plumbing/spooled-file.ts'
import type { DoorEnv } from '../gate.ts'

/** A file that came in whole and can be read. */
export interface Upload {
  bytes: SpooledFile
  rowsTotal: number
}

/**
 * Takes a file in before anything else is done about it: it goes into a nameless file piece by piece, never into memory as
 * a whole, and is read before any transaction waits for it. Throws a Problem (invalid) for what is no table.
 */
export function takeUpload(): MiddlewareHandler<DoorEnv> {
  return async (c, next) => {
    if (c.req.method !== 'POST') return next()
    const bytes = await SpooledFile.of(piecesOfBody(c))
    try {
      c.set('upload', { bytes, rowsTotal: await countRows(bytes) })
      await next()
    } finally {
      bytes.close()
    }
  }
}

async function* piecesOfBody(c: Context): AsyncGenerator<Uint8Array> {
  let taken = 0
  for await (const piece of c.req.raw.body ?? []) {
    taken += piece.length
    if (taken > MAX_FILE_BYTES) throw new HTTPException(413)
    yield piece
  }
}
