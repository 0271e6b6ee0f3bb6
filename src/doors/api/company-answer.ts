import { participantByNumber, writtenNumber, type CompanyFacts } from '../../companies/company.ts'
import type { CompanyChange } from '../../companies/company-change.ts'
import type { KnownCompany, NamedCompany } from '../../companies/known-company.ts'
import type { CompanyBody, CompanyItem } from './companies-resource.ts'

export function companyItem({ company, ownerName, teamName }: NamedCompany): CompanyItem {
  const { companyId, mergedInto: _, owner, team, tags, createdAt, changedAt, ...facts } = company
  return {
    id: companyId, ...facts, writtenNumber: writtenNumber(company), eInvoice: company.participant ?? participantByNumber(company), tags: [...tags],
    owner: reference(owner, ownerName), team: reference(team, teamName), createdAt: createdAt.toISOString(), changedAt: changedAt.toISOString(),
  }
}

/** Something with its name, where there is one. */
export function reference(id: string | null, name: string | null | undefined): { id: string; name: string } | null {
  return id === null ? null : { id, name: name ?? '' }
}

export function companyAnswer(known: KnownCompany): CompanyBody {
  const { company, same, relations, changes, names, canUndo } = known
  const named = (id: string) => ({ id, name: names.get(id) ?? '' })
  const isThis = (id: string) => id === company.companyId || same.includes(id)
  return {
    ...companyItem(known), mergedInto: reference(company.mergedInto, names.get(company.mergedInto ?? '')), same: same.map(named), canUndo,
    relations: relations.map((one) => isThis(one.companyId)
      ? { id: one.relationId, kind: one.kind, direction: 'of' as const, company: named(one.otherId) }
      : { id: one.relationId, kind: one.kind, direction: 'for' as const, company: named(one.companyId) }),
    changes: changes.map((one) => ({ version: one.version, kind: one.kind, at: one.at.toISOString(), by: names.get(one.by.id ?? '') ?? '', other: reference(one.other, names.get(one.other ?? '')), fields: changedFields(one, names) })),
  }
}

/** What became different, in words; of a company that was added or removed nothing is listed: all of it did. */
function changedFields({ kind, before, after }: CompanyChange, names: ReadonlyMap<string, string>): CompanyBody['changes'][number]['fields'] {
  if (kind === 'created' || kind === 'removed' || Object.keys(before).length !== Object.keys(after).length) return []
  return (Object.keys(after) as (keyof CompanyFacts)[]).map((field) => ({ field, before: shown(before[field], names), after: shown(after[field], names) }))
}

function shown(value: CompanyFacts[keyof CompanyFacts] | undefined, names: ReadonlyMap<string, string>): string | null {
  if (value === null || value === undefined) return null
  if (typeof value === 'string') return names.get(value) ?? value
  return 'scheme' in value ? `${value.scheme}:${value.id}` : value.join(', ') || null
}
