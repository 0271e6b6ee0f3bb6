import type { Database, Tx } from './database.ts'

type Hear = (told: unknown) => void

/** Who hears what this process commits, by the adapter that every transaction on one Database has. */
const listeners = new WeakMap<object, Set<Hear>>()

/** Hears what is told in this process after each commit on this database, before whoever committed goes on. Returns how to stop. */
export function hearOwnCommits(database: Database, hear: Hear): () => void {
  const { adapter } = database.kysely.getExecutor()
  const hearing = listeners.get(adapter) ?? new Set<Hear>()
  listeners.set(adapter, hearing.add(hear))
  return () => void hearing.delete(hear)
}

/** Tells it once this transaction has been committed. */
export function tellOwnCommit(tx: Tx, told: unknown): void {
  const { adapter } = tx.db.getExecutor()
  tx.afterCommit(() => {
    for (const hear of listeners.get(adapter) ?? []) hear(told)
  })
}
