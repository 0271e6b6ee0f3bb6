import type { FieldValue } from '@api/people-resource.ts'
import { useTexts } from '../language.tsx'
import { useCatalogue } from '../purposes/catalogue.ts'
import { isDate } from '../ui/date-box.tsx'

/** How a value of a field reads in the chosen language. */
export function useShownValue() {
  const { day, number, list, t, word, locale, language } = useTexts()
  const { fields } = useCatalogue()
  return (value: FieldValue, field: string): string => {
    const chosen = fields.find(({ key }) => key === field)?.checks.options?.find(({ key }) => key === value)
    if (chosen) return chosen.texts[language]
    if (Array.isArray(value)) return list(value)
    if (typeof value === 'boolean') return t(value ? 'ui.yes' : 'ui.no')
    if (typeof value === 'number') return number(value)
    if (field === 'language') return new Intl.DisplayNames(locale, { type: 'language' }).of(value) ?? value
    if (field === 'delivery') return word('delivery', value)
    return isDate(value) ? day(value) : value
  }
}
