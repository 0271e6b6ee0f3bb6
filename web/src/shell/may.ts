import { useCallback } from 'react'
import type { Session } from '@api/session-resource.ts'
import { useTexts } from '../language.tsx'
import { useSession } from './session.ts'

/** What a colleague may be permitted to do; the server's own list. */
export type Permission = Session['permissions'][number]

/** Tells for a permission why it is missing, in words; undefined means that one has it. */
export function useWhyNot(): (permission: Permission | undefined) => string | undefined {
  const { t } = useTexts()
  const held = useSession().data?.permissions
  return useCallback((permission) => (permission === undefined || !held || held.includes(permission) ? undefined : t('shell.not-permitted')), [held, t])
}
