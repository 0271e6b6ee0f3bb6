/** What a company is of another: its subsidiary, its department, its customer. */
export const COMPANY_RELATION_KINDS = ['subsidiary', 'department', 'customer'] as const
export type CompanyRelationKind = (typeof COMPANY_RELATION_KINDS)[number]

export interface CompanyRelation {
  companyId: string
  relationId: string
  kind: CompanyRelationKind
  /** The one it is that of: the parent, the whole, the supplier. */
  otherId: string
  createdAt: Date
}

/** A company belongs to one other at most in this way, and never to itself by way of others. */
export function isWithin(kind: CompanyRelationKind): boolean {
  return kind !== 'customer'
}
