import type { Import } from '@api/imports-resource.ts'
import { useTexts } from '../language.tsx'
import { DateBox } from '../ui/date-box.tsx'
import { TextBox } from '../ui/field.tsx'
import { SelectBox } from '../ui/select-box.tsx'
import type { Origin } from './import-draft.ts'

const FOR_ALL = 'for all'

/** Something said once for the whole file, or row by row in a column. */
export function OriginField({ label, type = 'text', one, origin, onChange, error }: { label: string; type?: 'text' | 'date'; one: Import; origin: Origin; onChange: (origin: Origin) => void; error: string | undefined }) {
  const { t } = useTexts()
  return (
    <div className="grid grid-cols-1 gap-3 narrow:grid-cols-2">
      <SelectBox
        label={label}
        value={origin.column === null ? FOR_ALL : `column ${origin.column}`}
        options={[{ key: FOR_ALL, label: t('consent-origin.same') }, ...one.columns.map(({ name }) => ({ key: `column ${name}`, label: t('consent-origin.column', { name }) }))]}
        onChange={(key) => onChange({ ...origin, column: key === FOR_ALL ? null : key.slice('column '.length) })}
      />
      {origin.column === null && (
        <div className="self-end">
          {type === 'date'
            ? <DateBox label={label} hideLabel value={origin.text} onChange={(text) => onChange({ ...origin, text })} error={error} />
            : <TextBox label={label} hideLabel value={origin.text} onChange={(text) => onChange({ ...origin, text })} error={error} />}
        </div>
      )}
    </div>
  )
}
