import type { KeyObject } from 'node:crypto'
import { deleteToldPending } from '../people/told-pending.sql.ts'
import { lockPeople } from '../people/people.sql.ts'
import { markForScrub } from '../plumbing/mark-for-scrub.ts'
import type { Tx } from '../plumbing/database.ts'
import { selectCatalogue } from '../purposes/catalogue.sql.ts'
import type { PersonId } from '../values/ids.ts'
import { daysLater } from '../values/moment.ts'
import type { SystemTelling } from './find-concerned.ts'
import { lockToldMark, selectLastLeaf, selectNoes, updateToldMark, type SaidNo } from './noes.sql.ts'
import { selectSystems } from './systems.sql.ts'
import { tellSystems } from './tell-systems.ts'

/** Leaves looked through at a time. */
const LEAVES = 500

/**
 * Has connected systems told of noes (art. 7(3), 21), whichever way they were said: goes on through the ledger from where it
 * was, and writes tasks as `tellSystems` does, in one transaction with its own mark, so that none is told twice or left out.
 * A no takes its place in the ledger within a second of being said. What was said before a system was connected is not
 * told. True when there is more.
 */
export async function tellNoes(tx: Tx, tokens: KeyObject): Promise<boolean> {
  const after = await lockToldMark(tx)
  const last = await selectLastLeaf(tx)
  if (last <= after) return false
  // Without anybody to tell nothing is looked through.
  const upTo = (await selectSystems(tx)).length === 0 ? last : Math.min(last, after + LEAVES)
  const noes = upTo - after > LEAVES ? [] : await selectNoes(tx, after, upTo)
  // Whoever is being forgotten is waited for: then the systems are told of that.
  const here = new Set(noes.length === 0 ? [] : await lockPeople(tx, [...new Set(noes.map((one) => one.personId))]))
  const marketing = noes.length === 0 ? [] : (await selectCatalogue(tx)).purposes.filter((one) => one.kind === 'marketing').map((one) => one.key)
  await tellSystems(tx, tokens, tellingsOf(noes.filter((one) => here.has(one.personId)), marketing))
  await updateToldMark(tx, upTo)
  if (await deleteToldPending(tx, noes.map((one) => one.personId), daysLater(tx.now, -1))) await markForScrub(tx, ['told_pending'])
  return upTo < last
}

/** Noes that were said of one person by one channel go together; all marketing is each purpose of it. */
function tellingsOf(noes: readonly SaidNo[], marketing: readonly string[]): SystemTelling[] {
  const together = new Map<string, { personId: PersonId; act: 'objection' | 'withdrawal'; channels: string[]; purposes: Set<string> }>()
  for (const { personId, kind, purpose, channel } of noes) {
    const name = `${personId} ${kind} ${channel}`
    const telling = together.get(name) ?? { personId, act: kind === 'objected' ? 'objection' as const : 'withdrawal' as const, channels: channel === null ? [] : [channel], purposes: new Set<string>() }
    for (const key of purpose === null ? marketing : [purpose]) telling.purposes.add(key)
    together.set(name, telling)
  }
  return [...together.values()].map((one) => ({ ...one, purposes: [...one.purposes] }))
}
