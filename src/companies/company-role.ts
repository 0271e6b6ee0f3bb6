import type { LocalDate } from '../values/calendar.ts'
import type { PersonId } from '../values/ids.ts'

/** What a person is at a company. */
export interface CompanyRole {
  personId: PersonId
  roleId: string
  companyId: string
  title: string | null
  since: LocalDate | null
  /** The day on which it ends: from then on nobody is reached in it. */
  until: LocalDate | null
}

export interface RoleWish {
  title: string | null
  since: LocalDate | null
  until: LocalDate | null
  /** Where the person is reached in this role; left out: as before, null: nowhere. */
  email?: string | null
  phone?: string | null
}

/** True while somebody is in the role. */
export function lasts({ until }: Pick<CompanyRole, 'until'>, today: LocalDate): boolean {
  return until === null || until > today
}
