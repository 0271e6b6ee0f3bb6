import type { ListRow } from '@api/lists-resource.ts'
import { useTexts } from '../language.tsx'
import type { ListField } from '../lists/list-fields.ts'

/** One value of a person in a list, as the reader's language writes it. */
export function PersonCell({ field, value }: { field: ListField; value: ListRow['cells'][string] | undefined }) {
  const { t, day, number } = useTexts()
  if (value === undefined) return <span className="sr-only">–</span>
  const named = (one: string | number | boolean) => typeof one === 'boolean' ? t(one ? 'ui.yes' : 'ui.no') : field.options?.find(({ key }) => key === one)?.label ?? String(one)
  if (Array.isArray(value)) return <span className="text-soft">{value.map(named).join(', ')}</span>
  if (field.kind === 'date') return <span className="numbers text-soft">{day(String(value))}</span>
  return <span className="text-soft">{typeof value === 'number' ? number(value) : named(value)}</span>
}
