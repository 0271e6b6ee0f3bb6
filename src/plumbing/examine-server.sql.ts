import { sql } from 'kysely'
import type { Tx } from './database.ts'

export interface ServerFinding {
  check: string
  ok: boolean
  detail: string
}

/** What the server does and does not do that the program counts on. */
export async function examineServer(tx: Tx): Promise<ServerFinding[]> {
  const { rows } = await sql<ServerFinding>`
    select 'server-version' as check, current_setting('server_version_num')::int >= 150000 as ok, current_setting('server_version') as detail
    union all select 'durability', current_setting('fsync') = 'on' and current_setting('synchronous_commit') <> 'off', current_setting('synchronous_commit')
    union all select 'statement-log', current_setting('log_min_error_statement') in ('panic', 'fatal') , current_setting('log_min_error_statement')
    union all select 'error-verbosity', current_setting('log_error_verbosity') = 'terse', current_setting('log_error_verbosity')
    union all select 'ledger-rights', not has_table_privilege('tillit_app', 'ledger_entry', 'update') and not has_table_privilege('tillit_app', 'ledger_entry', 'delete'), ''
    union all select 'collation', datcollate in ('C', 'C.UTF-8', 'C.utf8') or datlocprovider = 'i', datcollate from pg_database where datname = current_database()`.execute(tx.db)
  return rows
}
