import type { FieldValue } from '../people/values.sql.ts'
import type { FieldChecks } from '../purposes/field.ts'
import { t, type Language } from '../values/text.ts'
import { localeOf, writtenDay } from '../values/written.ts'

/** Zone in which days are told to people. */
const ZONE = 'Europe/Stockholm'

/** A value as a person reads it; with the field's checks, what was chosen in the words of the choice. */
export function valueInWords(language: Language, field: string, value: FieldValue, { options }: FieldChecks = {}): string {
  const chosen = options?.find(({ key }) => key === value)
  if (chosen) return chosen.texts[language]
  if (Array.isArray(value)) return (value as string[]).join(', ')
  if (field === 'language' && typeof value === 'string' && /^[a-z]{2,3}$/.test(value)) return new Intl.DisplayNames(language, { type: 'language' }).of(value) ?? value
  if (field === 'delivery' && typeof value === 'string') return t(language, 'customer.delivery', { value })
  if (typeof value === 'number') return new Intl.NumberFormat(localeOf(language)).format(value)
  if (typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value)) return dayInWords(language, new Date(`${value}T12:00:00Z`))
  return typeof value === 'boolean' ? t(language, `customer.${value ? 'question.yes' : 'question.no'}`) : String(value)
}

/** A day as the reader's language writes it. */
export function dayInWords(language: Language, at: Date): string {
  return writtenDay(language, at, ZONE)
}
