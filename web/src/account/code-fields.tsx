import { useState } from 'react'
import { useTexts } from '../language.tsx'
import { Button } from '../ui/button.tsx'
import { TextBox } from '../ui/field.tsx'

/** A password and its code: the authenticator's, or one of those kept for when it is gone. */
export function CodeFields({ password, code, onPassword, onCode }: { password: string; code: string; onPassword: (text: string) => void; onCode: (text: string) => void }) {
  const { t } = useTexts()
  const [recovering, setRecovering] = useState(false)
  const swap = () => {
    setRecovering(!recovering)
    onCode('')
  }
  return (
    <>
      <TextBox label={t('sign-in.password')} type="password" autoComplete="current-password" value={password} onChange={onPassword} />
      {recovering
        ? <TextBox key="recovery" label={t('sign-in.recovery-code')} hint={t('sign-in.recovery-hint')} autoComplete="off" spellCheck="false" value={code} onChange={onCode} />
        : <TextBox key="code" label={t('sign-in.code')} hint={t('sign-in.code-hint')} inputMode="numeric" autoComplete="one-time-code" value={code} onChange={onCode} />}
      <div><Button kind="plain" onPress={swap}>{t(recovering ? 'sign-in.use-code' : 'sign-in.use-recovery')}</Button></div>
    </>
  )
}
