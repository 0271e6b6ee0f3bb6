import { useState } from 'react'
import { useTexts } from '../language.tsx'
import { Button } from '../ui/button.tsx'
import { TaskDialog } from '../ui/dialog.tsx'
import { CheckBox, TextBox } from '../ui/field.tsx'
import { Problem } from '../ui/notice.tsx'
import { announce } from '../ui/toast.tsx'
import type { ListView } from './list-view.ts'
import { useSaveView } from './view-queries.ts'

/** Gives a view its name, and says who else sees it. */
export function NameView({ view, onClose, onSaved }: { view: ListView; onClose: () => void; onSaved: (id: string) => void }) {
  const { t } = useTexts()
  const save = useSaveView()
  const [name, setName] = useState('')
  const [shared, setShared] = useState(false)
  return (
    <TaskDialog title={t('views.save-as')} isOpen onClose={onClose}>
      <form
        className="flex flex-col gap-5"
        onSubmit={(event) => {
          event.preventDefault()
          if (name.trim()) save.mutate({ id: null, draft: { name, shared, ...view } }, { onSuccess: ({ id }) => {
            announce({ text: t('views.saved', { name }) })
            onClose()
            onSaved(id)
          } })
        }}
      >
        <TextBox label={t('views.name')} value={name} onChange={setName} maxLength={80} />
        <CheckBox isSelected={shared} onChange={setShared} hint={t('views.share-hint')}>{t('views.share')}</CheckBox>
        {save.error && <Problem error={save.error} />}
        <div className="flex gap-2">
          <Button kind="primary" type="submit" isPending={save.isPending} disabledReason={name.trim() ? undefined : t('views.name-first')}>{t('views.save')}</Button>
          <Button kind="plain" onPress={onClose}>{t('ui.cancel')}</Button>
        </div>
      </form>
    </TaskDialog>
  )
}
