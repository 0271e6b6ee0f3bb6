import type { Tx } from '../plumbing/database.ts'
import { REQUEST_KINDS, type RequestKind } from './request.ts'
import { upsertFourEyes } from './request-rules.sql.ts'

/** From now on requests of these kinds, and of no others, are answered only when a second colleague has allowed it. */
export async function setFourEyes(tx: Tx, kinds: readonly RequestKind[], by: string): Promise<void> {
  await upsertFourEyes(tx, REQUEST_KINDS.map((kind) => ({ kind, fourEyes: kinds.includes(kind) })), by)
}
