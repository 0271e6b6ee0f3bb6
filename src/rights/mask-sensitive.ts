import { maskedValue } from '../people/sealed-value.ts'
import type { PersonView } from './show-person.ts'

/** The same with nothing sensitive in the open, for a page that may be read over a shoulder: that it is held, and of a number the last digits. */
export function maskSensitive(view: PersonView): PersonView {
  return { ...view, values: view.values.map((held) => (held.field.sensitive ? { ...held, value: maskedValue(held.field, String(held.value)) } : held)) }
}
