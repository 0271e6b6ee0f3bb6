import type { CompanyFacts } from './company.ts'

export const COMPANY_CHANGE_KINDS = ['created', 'changed', 'removed', 'merged', 'undone'] as const
export type CompanyChangeKind = (typeof COMPANY_CHANGE_KINDS)[number]

/** Who did it, by pseudonym. */
export interface Actor {
  kind: string
  id: string | null
}

/** One thing that was done to a company: only what became different, as it was before and after. */
export interface CompanyChange {
  companyId: string
  /** The version it made. */
  version: number
  kind: CompanyChangeKind
  at: Date
  by: Actor
  before: Partial<CompanyFacts>
  after: Partial<CompanyFacts>
  /** The company that was merged into it. */
  other: string | null
}

/** What was done can be taken back for so long (M1). */
export const UNDO_DAYS = 30

const FACTS = ['name', 'country', 'form', 'number', 'email', 'phone', 'website', 'street', 'postalCode', 'city', 'participant', 'vatNumber', 'invoiceEmail', 'invoiceReference', 'tags', 'owner', 'team'] as const satisfies readonly (keyof CompanyFacts)[]

/** The facts alone, without what is counted beside them. */
export function factsOf(company: CompanyFacts): CompanyFacts {
  return Object.fromEntries(FACTS.map((key) => [key, company[key]])) as unknown as CompanyFacts
}

/** What is different between two, on each side. */
export function differences(one: CompanyFacts, other: CompanyFacts): Pick<CompanyChange, 'before' | 'after'> {
  const changed = FACTS.filter((key) => JSON.stringify(one[key]) !== JSON.stringify(other[key]))
  const only = (facts: CompanyFacts) => Object.fromEntries(changed.map((key) => [key, facts[key]])) as Partial<CompanyFacts>
  return { before: only(one), after: only(other) }
}

/** Whether the last thing that was done can be taken back: once, and while it is not long ago. */
export function canBeUndone(last: Pick<CompanyChange, 'kind' | 'at'> | undefined, now: Date): boolean {
  return last !== undefined && last.kind !== 'undone' && now.getTime() - last.at.getTime() < UNDO_DAYS * 86_400_000
}

/** What the one that stays takes over from the one that turned out to be it: whatever it has not itself, and every tag. */
export function takenOver(stays: CompanyFacts, goes: CompanyFacts): CompanyFacts {
  const either = Object.fromEntries(FACTS.map((key) => [key, stays[key] ?? goes[key]])) as unknown as CompanyFacts
  const address = stays.street ?? stays.postalCode ?? stays.city
  // An address is whole or another's.
  return {
    ...either, ...(address !== null && { street: stays.street, postalCode: stays.postalCode, city: stays.city }), tags: [...new Set([...stays.tags, ...goes.tags])].toSorted(),
    // Where e-invoices go belongs to the number.
    participant: stays.number === null && goes.number !== null ? goes.participant ?? stays.participant : either.participant,
  }
}
