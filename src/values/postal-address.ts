import type { CountryCode } from './country.ts'
import { searchKey } from './search-key.ts'

export interface PostalAddress {
  /** One line as it is shown: `Storgatan 1, 111 22 Stockholm, Stockholms län, SE`. */
  readonly value: string
  /** What is compared, to see that people share an address: folded, without spaces in the postal code. It never identifies alone. */
  readonly canonical: string
}

export interface AddressParts {
  street?: string | undefined
  postalCode?: string | undefined
  city?: string | undefined
  region?: string | undefined
  country?: CountryCode | null | undefined
}

/** An address that a letter can reach: a street or box, and a town or postal code; undefined when it has not both. */
export function postalAddress({ street, postalCode, city, region, country }: AddressParts): PostalAddress | undefined {
  const town = [postalCode, city].filter(Boolean).join(' ')
  if (!street || town === '') return undefined
  const value = [street.replace(/\s*\n\s*/g, ', '), town, region, country].filter(Boolean).join(', ')
  const canonical = [street, (postalCode ?? '').replace(/\s/g, ''), city ?? '', country ?? ''].map((part) => searchKey(part).replace(/[^\p{L}\p{N}]+/gu, ' ').trim()).join('|')
  return { value, canonical }
}
