/** What a name is made of. */
export const NAME_FIELDS = ['given_name', 'family_name', 'full_name', 'company_name'] as const

/** What somebody is called, of the values that are shown: as the register itself names people. */
export function nameOf(values: ReadonlyMap<string, unknown>): string {
  const text = (field: string) => (values.get(field) as string | undefined) ?? ''
  return [text('given_name'), text('family_name')].filter(Boolean).join(' ') || text('full_name') || text('company_name')
}
