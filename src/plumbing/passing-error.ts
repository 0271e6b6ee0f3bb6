import { sqlState } from './database.ts'

/**
 * Classes of SQLSTATE that pass: connection, resources, operator intervention, a transaction that stood in another's way
 * however often it was tried; a lock or time that ran out; and what a standby says of writing before it is promoted.
 */
const PASSING = /^(?:08|40|53|57|55P03|25006|0A000)/

/** What the driver says of a connection that has ended; it gives these no code. */
const GONE = /^(?:Connection terminated|Client has encountered a connection error|Client was closed)/

/** Whether the database is away for now, so that the same may succeed later: it says nothing about what was asked. */
export function isPassing(error: unknown): boolean {
  const state = sqlState(error)
  if (state !== undefined) return PASSING.test(state)
  if (!(error instanceof Error)) return false
  const { syscall, code } = error as NodeJS.ErrnoException
  return syscall === 'connect' || code === 'ECONNRESET' || code === 'EPIPE' || GONE.test(error.message)
}
