import { Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useTexts } from '../language.tsx'
import { Button, IconButton } from '../ui/button.tsx'
import { TaskDialog } from '../ui/dialog.tsx'
import { Problem } from '../ui/notice.tsx'
import { announce } from '../ui/toast.tsx'
import { useRemoveImport } from './import-queries.ts'

/** Takes away a file that was only tried; asked about first, since the file cannot be called back. */
export function RemoveImport({ id, fileName, look, onRemoved }: { id: string; fileName: string; look: 'icon' | 'button'; onRemoved?: () => void }) {
  const { t } = useTexts()
  const [isOpen, setOpen] = useState(false)
  const removal = useRemoveImport(id)
  const remove = () => removal.mutate(undefined, {
    onSuccess: () => {
      setOpen(false)
      announce({ text: t('imports.removed', { file: fileName }) })
      onRemoved?.()
    },
  })
  const open = () => {
    removal.reset()
    setOpen(true)
  }
  return (
    <>
      {look === 'icon' ? <IconButton label={t('imports.remove-file', { file: fileName })} onPress={open}><Trash2 size={16} /></IconButton> : <Button kind="plain" onPress={open}>{t('imports.remove')}</Button>}
      <TaskDialog title={t('imports.remove-file', { file: fileName })} isOpen={isOpen} onClose={() => setOpen(false)}>
        <p className="mb-4">{t('imports.remove-what')}</p>
        {removal.error && <div className="mb-4"><Problem error={removal.error} /></div>}
        <div className="flex gap-2">
          <Button kind="danger" onPress={remove} isPending={removal.isPending}>{t('imports.remove')}</Button>
          <Button kind="plain" onPress={() => setOpen(false)}>{t('ui.cancel')}</Button>
        </div>
      </TaskDialog>
    </>
  )
}
