// CWE-1236: a cell that begins so is computed by a spreadsheet instead of shown; full-width forms and what spaces hide, too.
const COMPUTED = /^'*[\s\u00a0]*[=+\-@\uff1d\uff0b\uff0d\uff20]|^'*[\t\r\n]/
const GUARD = "'"

/** A cell that no spreadsheet computes: what would be gets an apostrophe before it, and so does what looks guarded already. */
export function guardCell(text: string): string {
  return COMPUTED.test(text) ? GUARD + text : text
}

/** Takes the apostrophe off again that `guardCell` has put there, or another program by the same custom. */
export function unguardCell(text: string): string {
  return text.startsWith(GUARD) && COMPUTED.test(text) ? text.slice(GUARD.length) : text
}
