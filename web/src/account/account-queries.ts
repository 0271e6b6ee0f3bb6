import { useMutation, useQuery } from '@tanstack/react-query'
import type { Account, AuthenticatorSetUp, NewPassword, RecoveryCodes } from '@api/account-resource.ts'
import { get, patch, post, put, remove } from '../api.ts'
import { queries } from '../queries.ts'
import { makePasskey } from './passkeys.ts'

const ACCOUNT = ['account']

export function useAccount() {
  return useQuery({ queryKey: ACCOUNT, queryFn: () => get<Account>('/account') })
}

const askAgain = async () => {
  await Promise.all([queries.invalidateQueries({ queryKey: ACCOUNT }), queries.invalidateQueries({ queryKey: ['session'] })])
}
const change = <Input, Answer>(mutationFn: (input: Input) => Promise<Answer>) => ({ mutationFn, onSuccess: askAgain })

export const useMakePasskey = () => useMutation(change(makePasskey))
export const useRemovePasskey = () => useMutation(change((id: string) => remove(`/account/passkeys/${id}`)))
export const useSetUpAuthenticator = () => useMutation({ mutationFn: () => post<AuthenticatorSetUp>('/account/authenticators') })
export const useSetPassword = () => useMutation(change((wish: NewPassword) => put<RecoveryCodes>('/account/password', wish)))
export const useChangePassword = () => useMutation(change((password: string) => patch('/account/password', { password })))
export const useRemovePassword = () => useMutation(change(() => remove('/account/password')))
export const useRenewCodes = () => useMutation(change(() => post<RecoveryCodes>('/account/recovery-codes')))
export const useEndSession = () => useMutation(change((id: string) => remove(`/account/sessions/${id}`)))
export const useEndOthers = () => useMutation(change(() => post<{ ended: number }>('/account/session-ends')))
