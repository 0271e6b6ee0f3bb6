/** What a column of an import can mean. The shipped fields of the catalogue have the same keys. */
export const IMPORT_FIELDS = [
  'given_name', 'family_name', 'full_name', 'company_name', 'title',
  'email', 'phone', 'street', 'postal_code', 'city', 'region', 'country',
  'customer_number', 'birth_date', 'identity_number', 'organisation_number', 'language', 'interests', 'last_purchase_at',
  'consent', 'objection', 'consent_time', 'consent_source', 'consent_wording',
] as const
export type ImportField = (typeof IMPORT_FIELDS)[number]

/** What the settings call the day of the last purchase: evidence of a soft opt-in, whatever else its column is. */
export const SALE_DAY = 'sale_day'

/** Fields that several columns may give: a person has many numbers and answers, and a street address two lines. */
export const REPEATABLE_FIELDS: ReadonlySet<string> = new Set<ImportField>(['email', 'phone', 'street', 'interests', 'consent', 'objection'])
