import { parseDate, type CalendarDate } from '@internationalized/date'
import { type ReactNode } from 'react'
import { DateField, DateInput, DateSegment, FieldError, Label, Text } from 'react-aria-components'
import { BOX, HEIGHT, HINT, LABEL } from './field-look.ts'

const DATE = /^\d{4}-\d{2}-\d{2}$/

export function isDate(text: string): boolean {
  return DATE.test(text)
}

/** A day as the chosen language writes it, whatever the browser's; `value` is ISO 8601 or empty. */
export function DateBox({ label, hint, error, hideLabel, value, onChange }: {
  label: string
  hint?: ReactNode
  error?: string | undefined
  hideLabel?: boolean
  value: string
  onChange: (value: string) => void
}) {
  return (
    <DateField value={dateOf(value)} onChange={(date) => onChange(date?.toString() ?? '')} isInvalid={error !== undefined} shouldForceLeadingZeros>
      <Label className={hideLabel ? 'sr-only' : LABEL}>{label}</Label>
      <DateInput className={`${BOX} ${HEIGHT} numbers flex items-center data-[focus-within]:outline-2 data-[focus-within]:outline-offset-0 data-[focus-within]:outline-accent`}>
        {(segment) => <DateSegment segment={segment} className="rounded-small px-0.5 outline-none data-[placeholder]:text-soft data-[focused]:bg-accent data-[focused]:text-on-accent data-[type=literal]:px-0 data-[type=literal]:text-soft" />}
      </DateInput>
      {hint && <Text slot="description" className={HINT}>{hint}</Text>}
      {error !== undefined && <FieldError className="mt-1 block text-fine text-brick">{error}</FieldError>}
    </DateField>
  )
}

/** Null for what is no day of the calendar. */
function dateOf(text: string): CalendarDate | null {
  if (!isDate(text)) return null
  try {
    return parseDate(text)
  } catch {
    return null // 30 February, from a file or an address typed by hand
  }
}
