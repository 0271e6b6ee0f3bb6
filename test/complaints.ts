import type { EventEmitter } from 'node:events'
import type { Database } from '../src/plumbing/database.ts'

/** Whatever the database complains of from now on, also where the program makes something of it: SQLSTATE and words, as in the database's own log. */
export function complaintsOf({ pool }: Database): string[] {
  const heard: string[] = []
  pool.on('connect', (client) => {
    const { connection } = client as unknown as { connection: EventEmitter }
    connection.on('errorMessage', ({ code = '', message }: { code?: string; message: string }) => void heard.push(`${code} ${message}`))
  })
  return heard
}

/** Class 42: syntax, unknown columns, wrong types; 22: values that should have been refused before. */
export const OF_SYNTAX = /^(?:42|22)/
