/** A fact of law with the day it began to apply (ISO 8601 date) and where it stands. */
export interface Dated<Value> {
  value: Value
  validFrom: string
  source: string
}

/**
 * The line that applies on a day (ISO 8601 date): the last one that has begun.
 * Throws when none had begun yet: a rule that isn't in force can't be guessed.
 */
export function inForce<Value>(lines: readonly Dated<Value>[], on: string): Dated<Value> {
  const begun = lines.filter((line) => line.validFrom <= on).toSorted((a, b) => a.validFrom.localeCompare(b.validFrom))
  const latest = begun.at(-1)
  if (!latest) throw new Error(`no rule was in force on ${on}`)
  return latest
}

/** The first day after a day (ISO 8601 dates) on which another of these lines begins, if any is known. */
export function nextBeginning(lines: readonly { validFrom: string }[], on: string): string | undefined {
  return lines.map((line) => line.validFrom).filter((day) => day > on).toSorted()[0]
}
