import { useMutation, useQuery } from '@tanstack/react-query'
import type { Colleague, Invitation, NewColleague } from '@api/colleagues-resource.ts'
import type { Role, RoleWish } from '@api/roles-resource.ts'
import { get, post, put } from '../api.ts'
import { queries } from '../queries.ts'

const COLLEAGUES = ['colleagues']
const ROLES = ['roles']

export function useColleagues() {
  return useQuery({ queryKey: COLLEAGUES, queryFn: () => get<{ colleagues: Colleague[] }>('/colleagues') })
}

export function useRoles() {
  return useQuery({ queryKey: ROLES, queryFn: () => get<{ roles: Role[] }>('/roles') })
}

export function useInvite() {
  return useMutation({ mutationFn: (wish: NewColleague) => post<Invitation>('/colleagues', wish), onSuccess: askAgain })
}

/** For a colleague who has lost everything they sign in with. */
export function useResetFactors() {
  return useMutation({ mutationFn: (id: string) => post<Invitation>(`/colleagues/${id}/factor-resets`), onSuccess: askAgain })
}

export function useInviteAgain() {
  return useMutation({ mutationFn: (id: string) => post<Invitation>(`/colleagues/${id}/invitations`), onSuccess: askAgain })
}

export function useGiveRoles() {
  return useMutation({ mutationFn: ({ id, roles }: { id: string; roles: string[] }) => put(`/colleagues/${id}/roles`, { roles }), onSuccess: askAgain })
}

/** A new role, or with a key one set anew. */
export function useSetRole() {
  return useMutation({ mutationFn: ({ key, wish }: { key?: string | undefined; wish: RoleWish }) => (key === undefined ? post('/roles', wish) : put(`/roles/${key}`, wish)), onSuccess: askAgain })
}

async function askAgain() {
  await Promise.all([queries.invalidateQueries({ queryKey: COLLEAGUES }), queries.invalidateQueries({ queryKey: ROLES })])
}
