import { useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query'
import type { Condition } from '@api/decisions-resource.ts'
import type { ListCount } from '@api/lists-resource.ts'
import type { CompanyBody, CompanyItem, CompanyPage, CompanyPerson, CompanyWishBody, RoleWishBody, TeamsBody, WorkBody } from '@api/companies-resource.ts'
import { get, post, put, remove } from '../api.ts'
import { queries } from '../queries.ts'

const ROOT = ['companies']

export function useCompany(id: string) {
  return useQuery({ queryKey: [...ROOT, 'one', id], queryFn: () => get<CompanyBody>(`/companies/${id}`) })
}

export const askCompanies = (body: object, signal: AbortSignal) => post<CompanyPage>('/lists/companies', body, { signal })

export function useCompanyCount(whom: { where: Condition[]; search: string }) {
  return useQuery({ queryKey: [...ROOT, 'count', whom], queryFn: () => post<ListCount>('/lists/companies/counts', whom), placeholderData: (before) => before })
}

/** Companies by a word of theirs, to choose one. */
export function useFoundCompanies(search: string) {
  return useQuery({ queryKey: [...ROOT, 'found', search], queryFn: async () => (await post<CompanyPage>('/lists/companies', { search, limit: 8 })).rows, enabled: search !== '', placeholderData: (before: CompanyItem[] | undefined) => before })
}

/** `once` makes sure that pressing twice adds one company. */
export function useCreateCompany(once: string) {
  return useMutation({ mutationFn: (body: CompanyWishBody) => post<CompanyBody>('/companies', body, { headers: { 'content-type': 'application/json', 'idempotency-key': once } }), onSuccess: kept })
}

export function useChangeCompany(id: string) {
  return useMutation({ mutationFn: (body: CompanyWishBody & { version: number }) => put<CompanyBody>(`/companies/${id}`, body), onSuccess: kept })
}

/** Takes back the last thing that was done, if it is still that one. */
export function undoCompany(id: string, version: number): Promise<CompanyBody | null> {
  return post<{ company: CompanyBody | null }>(`/companies/${id}/undos`, { version }).then(({ company }) => {
    if (company) kept(company)
    else changed()
    return company
  })
}

export function useRemoveCompany(id: string) {
  return useMutation({ mutationFn: (version: number) => remove<undefined>(`/companies/${id}?version=${version}`), onSuccess: changed })
}

export function useMergeCompanies(id: string) {
  return useMutation({ mutationFn: (body: { other: string; version: number }) => post<CompanyBody>(`/companies/${id}/merges`, body), onSuccess: kept })
}

export function useRelateCompanies(id: string) {
  return useMutation({ mutationFn: (body: { kind: CompanyBody['relations'][number]['kind']; other: string }) => post<CompanyBody>(`/companies/${id}/relations`, body), onSuccess: kept })
}

export function useEndRelation(id: string) {
  return useMutation({ mutationFn: (relation: string) => remove<CompanyBody>(`/companies/${id}/relations/${relation}`), onSuccess: kept })
}

export function useCompanyPeople(id: string, search: string, former: boolean) {
  return useInfiniteQuery({
    queryKey: [...ROOT, 'people', id, search, former],
    queryFn: ({ pageParam }) => get<{ people: CompanyPerson[]; next: string | null; total: number }>(`/companies/${id}/people`, { search, former: String(former), after: pageParam }),
    initialPageParam: '', getNextPageParam: (page) => page.next, placeholderData: (before) => before,
  })
}

export interface NewCompanyPerson {
  givenName: string
  familyName: string
  role: RoleWishBody
  source: string
  collected: 'self' | 'other'
  purposes: string[]
  ground: 'contract' | 'legitimate-interest'
}

export function useAddCompanyPerson(id: string, once: string) {
  return useMutation({ mutationFn: (body: NewCompanyPerson) => post<{ person: string; outcome: 'new' | 'changed' | 'unchanged'; held: { sentence: string; rule: string | null }[] }>(`/companies/${id}/people`, body, { headers: { 'content-type': 'application/json', 'idempotency-key': once } }), onSuccess: changed })
}

export function useWork(person: string) {
  return useQuery({ queryKey: [...ROOT, 'work', person], queryFn: () => get<WorkBody>(`/people/${person}/work`) })
}

export function useStartRole(person: string) {
  return useMutation({ mutationFn: (body: RoleWishBody & { company: string }) => post<WorkBody>(`/people/${person}/roles`, body), onSuccess: (work) => worked(person, work) })
}

export function useChangeRole(person: string) {
  return useMutation({ mutationFn: ({ id, wish }: { id: string; wish: RoleWishBody }) => put<WorkBody>(`/people/${person}/roles/${id}`, wish), onSuccess: (work) => worked(person, work) })
}

export function useRemoveRole(person: string) {
  return useMutation({ mutationFn: (id: string) => remove<WorkBody>(`/people/${person}/roles/${id}`), onSuccess: (work) => worked(person, work) })
}

export function useSetOwner(person: string) {
  return useMutation({ mutationFn: (wish: { owner: string | null; team: string | null }) => put<WorkBody>(`/people/${person}/owner`, wish), onSuccess: (work) => worked(person, work) })
}

export function useTeams() {
  return useQuery({ queryKey: ['teams'], queryFn: () => get<TeamsBody>('/teams') })
}

export function useSetTeam(id: string | null) {
  return useMutation({ mutationFn: (body: { name: string; members: string[] }) => (id === null ? post<TeamsBody>('/teams', body) : put<TeamsBody>(`/teams/${id}`, body)), onSuccess: (teams) => queries.setQueryData(['teams'], teams) })
}

export function useEndTeam() {
  return useMutation({ mutationFn: (id: string) => remove<TeamsBody>(`/teams/${id}`), onSuccess: (teams) => queries.setQueryData(['teams'], teams) })
}

function changed() {
  void queries.invalidateQueries({ queryKey: ROOT })
}

function kept(company: CompanyBody) {
  changed()
  queries.setQueryData([...ROOT, 'one', company.id], company)
}

function worked(person: string, work: WorkBody) {
  changed()
  queries.setQueryData([...ROOT, 'work', person], work)
  void queries.invalidateQueries({ queryKey: ['people'] })
}
