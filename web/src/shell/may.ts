import { useTexts } from '../language.tsx'
import { useSession } from './session.ts'

/** Tells for a permission why it is missing, in words; undefined means that one has it. */
export function useWhyNot(): (permission: string | undefined) => string | undefined {
  const { t } = useTexts()
  const { data: session } = useSession()
  const held = (session as { permissions?: readonly string[] } | undefined)?.permissions
  return (permission) => (permission === undefined || held === undefined || held.includes(permission) ? undefined : t('shell.not-permitted'))
}
