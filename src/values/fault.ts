import type { TextParameters } from './text.ts'

/** Why a text could not be read as a value: the key of a sentence in `texts/<language>/values.json`, and what fills it in. */
export interface Fault<Key extends string = string> {
  readonly fault: `values.${Key}`
  readonly parameters?: TextParameters
}

export function fault<Key extends string>(key: Key, parameters?: TextParameters): Fault<Key> {
  return parameters ? { fault: `values.${key}`, parameters } : { fault: `values.${key}` }
}

export function isFault(result: unknown): result is Fault {
  return typeof result === 'object' && result !== null && 'fault' in result
}
