import { useState } from 'react'
import type { Colleague } from '@api/colleagues-resource.ts'
import { useTexts } from '../language.tsx'
import { Button } from '../ui/button.tsx'
import { TaskDialog } from '../ui/dialog.tsx'
import { Problem } from '../ui/notice.tsx'
import { announce } from '../ui/toast.tsx'
import { useGiveRoles } from './colleague-queries.ts'
import { RoleChoice } from './role-choice.tsx'

/** What a colleague may do from now on. */
export function GiveRoles({ who, onClose }: { who: Colleague; onClose: () => void }) {
  const { t } = useTexts()
  const give = useGiveRoles()
  const [roles, setRoles] = useState<string[]>(who.roles)
  const go = () => give.mutate({ id: who.id, roles }, { onSuccess: () => {
    announce({ text: t('colleagues.roles-set', { name: who.name }) })
    onClose()
  } })
  return (
    <TaskDialog title={t('colleagues.roles-of', { name: who.name })} isOpen onClose={onClose}>
      <div className="flex flex-col gap-6">
        <p>{t('colleagues.roles-end-sessions')}</p>
        <RoleChoice chosen={roles} onChange={setRoles} />
        {give.error && <Problem error={give.error} />}
        <div className="flex flex-wrap gap-2">
          <Button kind="primary" onPress={go} isPending={give.isPending}>{t('colleagues.set-roles')}</Button>
          <Button kind="plain" onPress={onClose}>{t('ui.cancel')}</Button>
        </div>
      </div>
    </TaskDialog>
  )
}
