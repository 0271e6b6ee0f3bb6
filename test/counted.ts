import type { TestDatabase } from './database.ts'

/** What connections wrote is counted by PostgreSQL when they have a moment, some seconds later; here they have it now. */
export async function counted(database: TestDatabase): Promise<void> {
  const flush = 'select pg_stat_force_next_flush(), pg_sleep(0.02)'
  await Promise.all([...Array.from({ length: 10 }, () => database.pool.query(flush)), ...Array.from({ length: 2 }, () => database.superuser(flush))])
}
