import type { Tx } from '../plumbing/database.ts'
import { newId } from '../values/ids.ts'
import { isUnusual, USUAL_DAYS, usualOf, whysOf } from './look.ts'
import { insertNotices } from './look-notices.sql.ts'
import { countPeople, selectHours, upsertHours } from './looks.sql.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR

/**
 * Writes down how many people each colleague looked at by the hour, and raises a notice about whoever looked at
 * unusually many within the last: one a colleague and day (UTC). What is usual is told by days before this one, so that
 * a long unusual day does not become usual by itself. Several copies may do this at once. Returns how many were raised.
 */
export async function watchLooks(tx: Tx): Promise<number> {
  const today = new Date(Math.floor(tx.now.getTime() / DAY) * DAY)
  const monthAgo = new Date(today.getTime() - USUAL_DAYS * DAY)
  await upsertHours(tx, monthAgo)
  const since = new Date(tx.now.getTime() - HOUR)
  const counted = await countPeople(tx, since, { opened: whysOf('opened'), listed: whysOf('listed'), exported: whysOf('exported') })
  const hours = await selectHours(tx, counted.map((one) => one.staffId), monthAgo, today)
  const unusual = counted.flatMap((one) => {
    const usual = usualOf(hours.get(one.staffId) ?? [])
    return isUnusual(one.people, usual) ? [{ ...one, usual, noticeId: newId(tx.now), day: today.toISOString().slice(0, 10), raisedAt: tx.now, since }] : []
  })
  return insertNotices(tx, unusual)
}
