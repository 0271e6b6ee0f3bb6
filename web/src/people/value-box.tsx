import type { PublishedField } from '@api/catalogue-resource.ts'
import type { FieldValue } from '@api/people-resource.ts'
import { useTexts } from '../language.tsx'
import { DateBox } from '../ui/date-box.tsx'
import { TextBox } from '../ui/field.tsx'
import { SelectBox } from '../ui/select-box.tsx'

type Kind = Pick<PublishedField, 'type' | 'checks'>

/** A value as it is typed. */
export function asTyped(value: FieldValue | undefined): string {
  return value === undefined ? '' : Array.isArray(value) ? value.join(', ') : String(value)
}

/** What was typed, as it is sent: null is no value. The server reads numbers as they are written here. */
export function asSent({ type }: Kind, typed: string): FieldValue | null {
  const text = typed.trim()
  if (text === '') return null
  if (type === 'list') return text.split(/[,;\n]/).map((item) => item.trim()).filter((item) => item !== '')
  if (type === 'yes-no') return text === 'true'
  return type === 'amount' ? Number(text) : text
}

/** Where a value of a field is written, by the kind of the field. */
export function ValueBox({ field, label, hint, value, onChange, error }: { field: Kind; label: string; hint?: string; value: string; onChange: (text: string) => void; error?: string | undefined }) {
  const { t, language } = useTexts()
  const options = field.type === 'yes-no' ? [{ key: 'true', label: t('ui.yes') }, { key: 'false', label: t('ui.no') }] : field.checks.options?.map(({ key, texts }) => ({ key, label: texts[language] }))
  if (options) return <SelectBox label={label} {...(hint !== undefined && { hint })} value={value || null} options={options} onChange={onChange} />
  if (field.type === 'date') return <DateBox label={label} {...(hint !== undefined && { hint })} value={value} onChange={onChange} />
  return <TextBox label={label} hint={field.type === 'list' ? t('facts.list-hint') : hint} value={value} onChange={onChange} error={error} {...((field.type === 'number' || field.type === 'amount') && { inputMode: 'decimal' as const })} />
}
