import type { Company } from './company.ts'
import type { CompanyChange } from './company-change.ts'
import type { CompanyRelation } from './company-relation.ts'

/** A company with the names of who looks after it. */
export interface NamedCompany {
  company: Company
  ownerName: string | null
  teamName: string | null
}

/** A company, how it hangs together with others, and what was done to it. */
export interface KnownCompany extends NamedCompany {
  /** Companies that turned out to be it. */
  same: readonly string[]
  relations: readonly CompanyRelation[]
  /** The newest first. */
  changes: readonly CompanyChange[]
  canUndo: boolean
  /** Names of companies, colleagues and teams that are told of, by id. */
  names: ReadonlyMap<string, string>
}
