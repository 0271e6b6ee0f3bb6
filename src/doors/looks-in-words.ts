import { SHOWN_BESIDE } from '../looks/look.ts'
import type { PublishedCatalogue } from '../purposes/catalogue.sql.ts'
import { starterRole } from '../staff/starter-roles.ts'
import { t, type Language } from '../values/text.ts'

/** A field that was seen, by the name readers know. */
export function fieldInWords(language: Language, field: string, catalogue: Pick<PublishedCatalogue, 'fields'>): string {
  if ((SHOWN_BESIDE as readonly string[]).includes(field)) return t(language, `looks.field.${field}`)
  return catalogue.fields.find((one) => one.key === field)?.texts[language].name ?? field
}

/** What somebody who looked was at that moment. */
export function rolesInWords(language: Language, kind: 'staff' | 'key', roles: readonly string[]): string[] {
  if (kind === 'key') return [t(language, 'looks.key')]
  return roles.length === 0 ? [t(language, 'looks.no-role')] : roles.map((role) => starterRole(role) ? t(language, `looks.role.${role}`) : role)
}
