import { Problem } from '../../plumbing/errors.ts'
import { isId } from '../../values/ids.ts'

/** Where a page ended, as text that means nothing to its reader and goes back as `after`. */
export function cursorOf(parts: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(parts)).toString('base64url')
}

/** The parts of a cursor of ours, as texts; throws `invalid` for anything else. */
export function cursorParts<Length extends 1 | 2>(cursor: string, length: Length): Length extends 1 ? [string] : [string, string] {
  const parts = parsed(cursor)
  if (!Array.isArray(parts) || parts.length !== length || !parts.every((part) => typeof part === 'string' || typeof part === 'number')) throw unknownCursor()
  return parts.map(String) as Length extends 1 ? [string] : [string, string]
}

/** A moment that stood in a cursor. */
export function cursorMoment(text: string): Date {
  const at = new Date(text)
  if (Number.isNaN(at.getTime())) throw unknownCursor()
  return at
}

/** An id that stood in a cursor. */
export function cursorId<Id extends string>(text: string): Id {
  if (!isId(text)) throw unknownCursor()
  return text as Id
}

function parsed(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
  } catch {
    throw unknownCursor()
  }
}

function unknownCursor(): Problem {
  return new Problem('invalid', { text: 'api.cursor-invalid', field: 'after' })
}
