/** The parts of a schema's complaint that are read here. */
export interface Issue {
  code?: string | undefined
  path: readonly PropertyKey[]
  keys?: readonly string[]
}

/**
 * The first member of an input that is at fault, as a path such as `questions.0.channel`, and the key of a sentence about it.
 * The whole has no path. An unknown member comes first: a misspelt name explains what else is missing.
 */
export function firstFault(issues: readonly Issue[], input: unknown): { field: string; text: string } {
  const unknown = issues.find((issue) => issue.code === 'unrecognized_keys')
  if (unknown) return { field: named([...unknown.path, unknown.keys?.[0] ?? '']), text: 'api.field-unknown' }
  const first = issues[0]
  if (first?.path.length === 0) return { field: '', text: 'api.body-no-object' }
  const field = named(first?.path ?? [])
  if (at(input, first?.path ?? []) === undefined) return { field, text: 'api.field-missing' }
  return { field, text: first?.code === 'invalid_type' ? 'api.field-wrong-type' : 'api.field-wrong-value' }
}

function at(input: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((inner, member) => (typeof inner === 'object' && inner !== null ? (inner as Record<PropertyKey, unknown>)[member] : undefined), input)
}

function named(path: readonly PropertyKey[]): string {
  return path.map(String).join('.')
}
