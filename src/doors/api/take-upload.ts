import type { Context, MiddlewareHandler } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { MAX_LIST_BYTES } from '../../billing/list.ts'
import { countRows } from '../../imports/read-apart.ts'
import { MAX_FILE_BYTES } from '../../imports/table.ts'
import { MAIL_BYTES } from '../../incoming/incoming-mail.ts'
import { MAX_BANK_FILE_BYTES } from '../../payments/bank-file.ts'
import { SpooledFile } from '../../plumbing/spooled-file.ts'
import type { DoorEnv } from '../gate.ts'

/** A file that came in whole; of a table how many rows it has, so that it can be read. */
export interface Upload {
  bytes: SpooledFile
  rowsTotal: number
}

/** Where files are taken as they are, and how long they may be. */
export const UPLOADS: Readonly<Record<string, { maxBytes: number; isTable: boolean }>> = {
  '/api/v1/imports': { maxBytes: MAX_FILE_BYTES, isTable: true },
  '/api/v1/incoming-mails': { maxBytes: MAIL_BYTES, isTable: false },
  '/api/v1/invoice-runs/files': { maxBytes: MAX_LIST_BYTES, isTable: false },
  '/api/v1/payment-files': { maxBytes: MAX_BANK_FILE_BYTES, isTable: false },
  '/api/v1/payment-files/rehearsals': { maxBytes: MAX_BANK_FILE_BYTES, isTable: false },
}

/**
 * Takes a file in before anything else is done about it: it goes into a nameless file piece by piece, never into memory as
 * a whole, and is read before any transaction waits for it. Throws a Problem (invalid) for what is no table.
 */
export function takeUpload(): MiddlewareHandler<DoorEnv> {
  return async (c, next) => {
    const taken = UPLOADS[c.req.path]
    if (c.req.method !== 'POST' || !taken) return next()
    const bytes = await SpooledFile.of(piecesOfBody(c, taken.maxBytes))
    try {
      c.set('upload', { bytes, rowsTotal: taken.isTable ? await countRows(bytes) : 0 })
      await next()
    } finally {
      bytes.close()
    }
  }
}

async function* piecesOfBody(c: Context, maxBytes: number): AsyncGenerator<Uint8Array> {
  let taken = 0
  for await (const piece of c.req.raw.body ?? []) {
    taken += piece.length
    if (taken > maxBytes) throw new HTTPException(413)
    yield piece
  }
}
