/**
 * The path of the first text that no database keeps: one with a null character, or with half of a pair of surrogates,
 * which JSON can write and UTF-8 cannot. Undefined when all of it can be kept.
 */
export function unstorableText(data: unknown, path = ''): string | undefined {
  if (typeof data === 'string') return data.includes('\0') || !data.isWellFormed() ? path : undefined
  if (typeof data !== 'object' || data === null) return undefined
  for (const [name, value] of Object.entries(data)) {
    // Names of members are texts as well, where they are free.
    const at = unstorableText(name, path) === undefined ? unstorableText(value, path === '' ? name : `${path}.${name}`) : path
    if (at !== undefined) return at
  }
  return undefined
}
