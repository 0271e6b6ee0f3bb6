import type { AuthenticatorSetUp } from '@api/account-resource.ts'
import { useEffect, useState, type FormEvent } from 'react'
import { useTexts } from '../language.tsx'
import { Button, TextLink } from '../ui/button.tsx'
import { TaskDialog } from '../ui/dialog.tsx'
import { Waiting } from '../ui/empty.tsx'
import { TextBox } from '../ui/field.tsx'
import { Problem } from '../ui/notice.tsx'
import { AuthenticatorPicture } from './authenticator-picture.tsx'
import { useSetPassword, useSetUpAuthenticator } from './account-queries.ts'
import { CodesOnce } from './codes-once.tsx'

/** A password and its authenticator, set together: one without the other opens nothing. */
export function SetUpPassword({ signInName, onClose }: { signInName: string; onClose: () => void }) {
  const { t } = useTexts()
  const setUp = useSetUpAuthenticator()
  const set = useSetPassword()
  const { mutate } = setUp
  useEffect(() => mutate(), [mutate])
  return (
    <TaskDialog title={t('account.set-up')} isOpen onClose={onClose}>
      {set.data ? <CodesOnce codes={set.data.recoveryCodes} onClose={onClose} />
        : setUp.error ? <Problem error={setUp.error} onRetry={() => mutate()} />
        : setUp.data ? <Form made={setUp.data} signInName={signInName} set={set} onClose={onClose} />
        : <Waiting lines={4} label={t('ui.loading')} />}
    </TaskDialog>
  )
}

function Form({ made, signInName, set, onClose }: { made: AuthenticatorSetUp; signInName: string; set: ReturnType<typeof useSetPassword>; onClose: () => void }) {
  const { t } = useTexts()
  const [name, setName] = useState(signInName)
  const [password, setPassword] = useState('')
  const [code, setCode] = useState('')
  const missing = name.trim() === '' || password === '' || code.trim() === ''
  const go = (event: FormEvent) => {
    event.preventDefault()
    if (!missing) set.mutate({ signInName: name, password, setUp: made.setUp, code })
  }
  return (
    <form onSubmit={go} className="flex flex-col gap-5">
      <TextBox label={t('account.sign-in-name')} hint={t('account.sign-in-name-hint')} autoComplete="username" value={name} onChange={setName} />
      <TextBox label={t('account.new-password')} hint={t('account.password-hint')} type="password" autoComplete="new-password" value={password} onChange={setPassword} />
      <div>
        <p>{t('account.picture-hint')}</p>
        <AuthenticatorPicture uri={made.uri} />
        <TextBox label={t('account.secret')} hint={t('account.secret-hint')} value={made.secret.replaceAll(/(.{4})(?=.)/g, '$1 ')} isReadOnly />
        <TextLink href={made.uri} className="mt-2">{t('account.open-authenticator')}</TextLink>
      </div>
      <TextBox label={t('sign-in.code')} hint={t('account.code-hint')} inputMode="numeric" autoComplete="one-time-code" value={code} onChange={setCode} />
      {set.error && <Problem error={set.error} />}
      <div className="flex flex-wrap gap-2">
        <Button type="submit" kind="primary" isPending={set.isPending} disabledReason={missing ? t('account.all-three') : undefined} reasonInSight>{t('ui.save')}</Button>
        <Button kind="plain" onPress={onClose}>{t('ui.cancel')}</Button>
      </div>
    </form>
  )
}
