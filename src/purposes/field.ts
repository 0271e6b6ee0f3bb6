import type { Language } from '../values/text.ts'

export const FIELD_TYPES = ['text', 'date', 'list', 'amount', 'choice', 'email', 'phone', 'address', 'identity-number', 'file'] as const
export type FieldType = (typeof FIELD_TYPES)[number]

export const FIELD_CATEGORIES = ['identification', 'contact', 'economy', 'behaviour', 'interests', 'unique-identifier', 'special'] as const
export type FieldCategory = (typeof FIELD_CATEGORIES)[number]

export interface FieldTexts {
  name: string
  /** What it is, in a sentence the customer reads. */
  description: string
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
