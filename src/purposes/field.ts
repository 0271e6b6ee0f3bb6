import type { Language } from '../values/text.ts'

export const FIELD_TYPES = ['text', 'date', 'list', 'amount', 'number', 'yes-no', 'choice', 'email', 'phone', 'address', 'identity-number', 'file'] as const
export type FieldType = (typeof FIELD_TYPES)[number]

/** What a field of the company's own may be; a sensitive one is text alone, since what is sealed cannot be compared. */
export const OWN_TYPES = ['text', 'number', 'date', 'yes-no', 'choice', 'list'] as const satisfies readonly FieldType[]

export const FIELD_CATEGORIES = ['identification', 'contact', 'economy', 'behaviour', 'interests', 'unique-identifier', 'special'] as const
export type FieldCategory = (typeof FIELD_CATEGORIES)[number]

export interface FieldTexts {
  name: string
  /** What it is, in a sentence the customer reads. */
  description: string
}

/** One of what may be chosen: the key is kept, the words are read. */
export interface FieldOption {
  key: string
  texts: Record<Language, string>
}

/** What a value has to be beside its type; what is left out is not looked at. */
export interface FieldChecks {
  /** Of a choice. */
  options?: FieldOption[] | undefined
  /** Of a number. */
  least?: number | undefined
  most?: number | undefined
  /** Of a text: at most so many characters. */
  characters?: number | undefined
}

/** A kind of value that may be held about a person, because some purpose needs it (H1). */
export interface Field {
  key: string
  type: FieldType
  category: FieldCategory
  /** Identity numbers, photos, health: validated and held back, never needed by a marketing purpose (H6). */
  sensitive: boolean
  /** Concluded by us instead of said by the person; shown as such and rejectable (H2). */
  inferred: boolean
  /** Known to the program from the start; own fields of a company are not. */
  shipped: boolean
  /** The person is asked for it: it stands to be filled in on their own page. Otherwise colleagues, files and other systems bring it. */
  asked: boolean
  checks: FieldChecks
  texts: Record<Language, FieldTexts>
}

/** Columns of the profile: the shipped fields whose values are kept in a typed column of the same name. */
export const PROFILE_FIELDS = [
  'given_name', 'family_name', 'full_name', 'company_name', 'title', 'birth_date', 'gender', 'customer_number', 'language', 'delivery',
  'street', 'postal_code', 'city', 'region', 'interests', 'concluded_interests', 'preferred_products', 'loyalty_level', 'last_purchase_at', 'lifetime_value',
] as const
export type ProfileField = (typeof PROFILE_FIELDS)[number]

/** Fields whose values are contact points with a verification of their own. */
export const CONTACT_FIELDS = ['email', 'phone', 'postal_address'] as const
