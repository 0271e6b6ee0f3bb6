import type { Session } from '@api/session-resource.ts'
import { useTexts } from '../language.tsx'
import { Button } from '../ui/button.tsx'
import { lookThrough } from './see-as.ts'

/** Says that the workspace is shown as a role sees it, and leads back. */
export function SeeAsBanner({ session }: { session: Session }) {
  const { t } = useTexts()
  if (!session.seeAs) return null
  return (
    <output className="flex flex-wrap items-center justify-between gap-2 border-b border-line bg-ochre-wash px-5 py-1.5 text-ochre">
      <span>{t('roles.seeing-as', { name: session.seeAs.name })}</span>
      <Button kind="plain" onPress={() => lookThrough(null)}>{t('roles.as-myself')}</Button>
    </output>
  )
}
