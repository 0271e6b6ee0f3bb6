import type { ConnectedSystemAnswer } from '@api/connections-resource.ts'
import { useTexts } from '../language.tsx'
import { Button } from '../ui/button.tsx'
import { TaskDialog } from '../ui/dialog.tsx'
import { Problem } from '../ui/notice.tsx'
import { announce } from '../ui/toast.tsx'
import { useDisconnect } from './connection-queries.ts'

/** Ends a connection; what was not answered is left to a colleague. */
export function Disconnect({ one, onClose }: { one: ConnectedSystemAnswer; onClose: () => void }) {
  const { t } = useTexts()
  const end = useDisconnect()
  const go = () => end.mutate(one.id, { onSuccess: () => {
    announce({ text: t('connections.ended', { name: one.name }) })
    onClose()
  } })
  return (
    <TaskDialog title={t('connections.end-named', { name: one.name })} isOpen onClose={onClose}>
      <p className="mb-5">{t('connections.end-what')}</p>
      {end.error && <div className="mb-5"><Problem error={end.error} /></div>}
      <div className="flex flex-wrap gap-2">
        <Button kind="danger" onPress={go} isPending={end.isPending}>{t('connections.end')}</Button>
        <Button kind="plain" onPress={onClose}>{t('ui.cancel')}</Button>
      </div>
    </TaskDialog>
  )
}
