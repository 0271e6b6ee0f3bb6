import type { Language } from '../values/text.ts'

/** Where a letter goes, as it stands in the window: at most six lines, the country last and in capitals when it is another than the sender's (UPU S42). */
export interface Addressee {
  lines: string[]
  /** ISO 3166 alpha-2. */
  country: string
  /** Letters are sorted by it. */
  postcode: string
}

export interface AddressParts {
  name: string
  /** Through whom: a payer, or whoever looks after an estate. */
  careOf?: string | undefined
  street: string
  postcode?: string | undefined
  city?: string | undefined
  country: string
}

const MOST_LINES = 6

/** The lines of an address; undefined when no letter would arrive. */
export function addressLines(parts: AddressParts, from: string, language: Language): Addressee | undefined {
  const town = [parts.postcode, parts.city].filter(Boolean).join(' ')
  if (!parts.street || town === '') return undefined
  const abroad = parts.country === from ? undefined : new Intl.DisplayNames(language, { type: 'region' }).of(parts.country)?.toUpperCase()
  const lines = [parts.name, ...(parts.careOf ? [`c/o ${parts.careOf}`] : []), ...parts.street.split('\n').map((line) => line.trim()).filter(Boolean), town, ...(abroad ? [abroad] : [])]
  return { lines: lines.length > MOST_LINES ? [...lines.slice(0, MOST_LINES - 1 - (abroad ? 1 : 0)), town, ...(abroad ? [abroad] : [])] : lines, country: parts.country, postcode: (parts.postcode ?? '').replaceAll(/\s/g, '') }
}
