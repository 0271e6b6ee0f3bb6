import { useState, type FormEvent } from 'react'
import { useTexts } from '../language.tsx'
import { Button } from '../ui/button.tsx'
import { TaskDialog } from '../ui/dialog.tsx'
import { TextBox } from '../ui/field.tsx'
import { Notice } from '../ui/notice.tsx'
import { announce } from '../ui/toast.tsx'
import { useMakePasskey } from './account-queries.ts'
import { FactorProblem } from './factor-problem.tsx'
import { canUsePasskeys } from './passkeys.ts'

/** A passkey under a name by which one knows it again. */
export function NewPasskeyDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTexts()
  const [name, setName] = useState('')
  const make = useMakePasskey()
  const go = (event: FormEvent) => {
    event.preventDefault()
    if (name.trim() === '') return
    make.mutate(name.trim(), { onSuccess: () => {
      announce({ text: t('account.passkey-added') })
      onClose()
    } })
  }
  return (
    <TaskDialog title={t('account.add-passkey')} isOpen onClose={onClose}>
      {canUsePasskeys() ? (
        <form onSubmit={go} className="flex flex-col gap-5">
          <p className="text-soft">{t('account.add-passkey-what')}</p>
          <TextBox label={t('account.name')} hint={t('account.passkey-name-hint')} value={name} onChange={setName} />
          {make.error && <FactorProblem error={make.error} />}
          <div className="flex flex-wrap gap-2">
            <Button type="submit" kind="primary" isPending={make.isPending} disabledReason={name.trim() === '' ? t('account.name-first') : undefined} reasonInSight>{t('account.make')}</Button>
            <Button kind="plain" onPress={onClose}>{t('ui.cancel')}</Button>
          </div>
        </form>
      ) : (
        <Notice tone="bad">{t('account.no-webauthn')}</Notice>
      )}
    </TaskDialog>
  )
}
