import type { Erase } from '../../backups/replay-journal.ts'
import { erasePeople } from '../../erasure/erase-people.ts'
import type { Keeper } from '../../keeper/keeper.ts'

/** Forgets people whom a restored backup has brought back; the journal has had them since they were first forgotten. */
export function eraseAgain({ keys, keyRoom }: Keeper): Erase {
  const keeper = { keys, keyRoom, journal: async () => {} }
  return (database, many) => database.write((tx) => erasePeople(tx, keeper, many.map((one) => ({ ...one, why: 'replayed' as const }))))
}
