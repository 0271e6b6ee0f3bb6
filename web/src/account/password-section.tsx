import type { Account } from '@api/account-resource.ts'
import { useState } from 'react'
import { useTexts } from '../language.tsx'
import { Button } from '../ui/button.tsx'
import { TaskDialog } from '../ui/dialog.tsx'
import { Empty } from '../ui/empty.tsx'
import { TextBox } from '../ui/field.tsx'
import { Problem } from '../ui/notice.tsx'
import { Section } from '../ui/page.tsx'
import { announce } from '../ui/toast.tsx'
import { useChangePassword, useRemovePassword, useRenewCodes } from './account-queries.ts'
import { CodesOnce } from './codes-once.tsx'
import { SetUpPassword } from './set-up-password.tsx'

type Task = 'set-up' | 'change' | 'codes' | 'remove'

/** The password with its authenticator, and the codes for when that is gone. */
export function PasswordSection({ account, name }: { account: Account; name: string }) {
  const { t } = useTexts()
  const [task, setTask] = useState<Task>()
  const close = () => setTask(undefined)
  return (
    <Section title={t('account.password')} lead={t('account.password-lead')}>
      {account.signInName === null ? (
        <Empty title={t('account.no-password')} actions={<Button onPress={() => setTask('set-up')}>{t('account.set-up')}</Button>}>{t('account.no-password-what')}</Empty>
      ) : (
        <>
          <p>{t('account.signs-in-as', { name: account.signInName })}</p>
          <p className="mb-4 text-soft">{t('account.codes-left', { count: account.recoveryCodesLeft })}</p>
          <div className="flex flex-wrap gap-2">
            <Button onPress={() => setTask('change')}>{t('account.change-password')}</Button>
            <Button onPress={() => setTask('set-up')}>{t('account.new-authenticator')}</Button>
            <Button onPress={() => setTask('codes')}>{t('account.new-codes')}</Button>
            <Button kind="danger" onPress={() => setTask('remove')} disabledReason={account.passkeys.length === 0 ? t('account.only-way') : undefined}>{t('account.remove-password')}</Button>
          </div>
        </>
      )}
      {task === 'set-up' && <SetUpPassword signInName={account.signInName ?? name} onClose={close} />}
      {task === 'change' && <ChangePassword onClose={close} />}
      {task === 'codes' && <RenewCodes onClose={close} />}
      {task === 'remove' && <RemovePassword onClose={close} />}
    </Section>
  )
}

function ChangePassword({ onClose }: { onClose: () => void }) {
  const { t } = useTexts()
  const [password, setPassword] = useState('')
  const change = useChangePassword()
  const go = () => change.mutate(password, { onSuccess: () => {
    announce({ text: t('account.password-changed') })
    onClose()
  } })
  return (
    <TaskDialog title={t('account.change-password')} isOpen onClose={onClose}>
      <div className="flex flex-col gap-5">
        <TextBox label={t('account.new-password')} hint={t('account.password-hint')} type="password" autoComplete="new-password" value={password} onChange={setPassword} />
        {change.error && <Problem error={change.error} />}
        <div className="flex flex-wrap gap-2">
          <Button kind="primary" onPress={go} isPending={change.isPending} disabledReason={password === '' ? t('account.password-first') : undefined} reasonInSight>{t('ui.save')}</Button>
          <Button kind="plain" onPress={onClose}>{t('ui.cancel')}</Button>
        </div>
      </div>
    </TaskDialog>
  )
}

function RenewCodes({ onClose }: { onClose: () => void }) {
  const { t } = useTexts()
  const renew = useRenewCodes()
  return (
    <TaskDialog title={t('account.new-codes')} isOpen onClose={onClose}>
      {renew.data ? <CodesOnce codes={renew.data.recoveryCodes} onClose={onClose} /> : (
        <div className="flex flex-col gap-5">
          <p>{t('account.new-codes-what')}</p>
          {renew.error && <Problem error={renew.error} />}
          <div className="flex flex-wrap gap-2">
            <Button kind="primary" onPress={() => renew.mutate()} isPending={renew.isPending}>{t('account.new-codes')}</Button>
            <Button kind="plain" onPress={onClose}>{t('ui.cancel')}</Button>
          </div>
        </div>
      )}
    </TaskDialog>
  )
}

function RemovePassword({ onClose }: { onClose: () => void }) {
  const { t } = useTexts()
  const removal = useRemovePassword()
  return (
    <TaskDialog title={t('account.remove-password')} isOpen onClose={onClose}>
      <div className="flex flex-col gap-5">
        <p>{t('account.remove-password-what')}</p>
        {removal.error && <Problem error={removal.error} />}
        <div className="flex flex-wrap gap-2">
          <Button kind="danger" onPress={() => removal.mutate(undefined, { onSuccess: onClose })} isPending={removal.isPending}>{t('account.remove')}</Button>
          <Button kind="plain" onPress={onClose}>{t('ui.cancel')}</Button>
        </div>
      </div>
    </TaskDialog>
  )
}
