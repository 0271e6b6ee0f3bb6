import type { Capacity } from '../law/channel.ts'
import type { PersonId } from '../values/ids.ts'

/** A human being the company knows. What is known of them stands in values, contact points and grounds. */
export interface Person {
  personId: PersonId
  /** ISO 3166 alpha-2; null is unknown, and the strictest country then counts (rule D1). */
  country: string | null
  capacity: Capacity
  /** SE sekretessmarkering, NO adressesperre: the address is for named roles only. */
  protectedIdentity: boolean
  deceasedAt: string | null
  createdAt: Date
}

export const RELATION_KINDS = ['guardian', 'proxy', 'payer', 'estate', 'household', 'role'] as const
export type RelationKind = (typeof RELATION_KINDS)[number]

/** Who may see and say what for whom: `other` is the guardian, proxy, payer … of the person. */
export interface Relation {
  personId: PersonId
  relationId: string
  kind: RelationKind
  otherPersonId: PersonId
  since: Date
  until: Date | null
  evidence: Record<string, string>
}
