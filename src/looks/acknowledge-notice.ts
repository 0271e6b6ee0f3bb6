import type { Tx } from '../plumbing/database.ts'
import { Problem } from '../plumbing/errors.ts'
import type { StaffId } from '../values/ids.ts'
import { selectNoticeState, updateAcknowledged } from './look-notices.sql.ts'

/**
 * Somebody says what an unusual reading was. Throws `not-found`; `forbidden` for whom the notice is about, who cannot
 * vouch for themselves; `conflict` when it was said already: what was said stands.
 */
export async function acknowledgeNotice(tx: Tx, noticeId: string, by: StaffId, words: string): Promise<void> {
  const notice = await selectNoticeState(tx, noticeId)
  if (!notice) throw new Problem('not-found', { text: 'looks.notice-unknown' })
  if (notice.staffId === by) throw new Problem('forbidden', { text: 'looks.notice-own' })
  if (notice.acknowledged) throw new Problem('conflict', { text: 'looks.notice-acknowledged' })
  await updateAcknowledged(tx, noticeId, by, words)
}
