import type { Field, FieldChecks } from '../purposes/field.ts'
import { decimalText, parseDecimal } from '../values/decimal.ts'
import { fault, isFault, type Fault } from '../values/fault.ts'
import { parseText } from '../values/name.ts'
import { searchKey } from '../values/search-key.ts'
import { LANGUAGES } from '../values/text.ts'
import { parseYesNo } from '../values/yes-no.ts'

/** Of a field, what reading its values takes. */
export type ReadableField = Pick<Field, 'key' | 'type'> & { checks?: FieldChecks }

/** More than this, and a number of JSON loses its last digits. */
const MOST = 1e12

/** A number, as it was sent or as somebody wrote it: `12,5`, `1 234`. */
export function numberOf(input: unknown, { least = -MOST, most = MOST }: FieldChecks): number | Fault {
  const read = typeof input === 'number' ? input : typeof input === 'string' ? asNumber(input) : Number.NaN
  if (typeof read !== 'number') return read
  if (!Number.isFinite(read)) return fault('number-form')
  return read < least || read > most ? fault('number-outside', { least, most }) : read
}

function asNumber(text: string): number | Fault {
  const decimal = parseDecimal(text)
  return isFault(decimal) ? decimal : Number(decimalText(decimal))
}

/** Yes or no, as it was sent or in words of our languages. */
export function yesNoOf(input: unknown): boolean | Fault {
  if (typeof input === 'boolean') return input
  const said = parseYesNo(typeof input === 'string' ? input : '')
  return isFault(said) ? said : said === 'yes'
}

/** The key of what was chosen: by the key itself, or by its words in any language. */
export function optionOf(input: string, { options = [] }: FieldChecks): string | Fault {
  const said = searchKey(input)
  const chosen = options.find(({ key }) => key === input) ?? options.find(({ texts }) => LANGUAGES.some((each) => searchKey(texts[each]) === said))
  return chosen?.key ?? fault('option-unknown')
}

/** A text, no longer than the field says. */
export function textOf(input: string, { characters }: FieldChecks): string | Fault {
  return parseText(input, characters === undefined ? {} : { max: characters })
}
