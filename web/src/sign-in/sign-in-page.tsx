import { useMutation } from '@tanstack/react-query'
import { KeyRound } from 'lucide-react'
import { useEffect, useState, type FormEvent } from 'react'
import { CodeFields } from '../account/code-fields.tsx'
import { FactorProblem } from '../account/factor-problem.tsx'
import { canUsePasskeys, signInByPasskey } from '../account/passkeys.ts'
import { SignOnElsewhere } from '../account/single-sign-on.tsx'
import { post } from '../api.ts'
import { useTexts } from '../language.tsx'
import { queries } from '../queries.ts'
import { LANGUAGE_NAMES, LANGUAGES } from '../texts.ts'
import { Button } from '../ui/button.tsx'
import { TextBox } from '../ui/field.tsx'

/**
 * Where colleagues sign in. It stands at whatever address was asked for, which opens when they are in: no address is
 * carried along, so none can be smuggled in (AU-10).
 */
export function SignInPage() {
  const { t } = useTexts()
  useEffect(() => {
    document.title = `${t('sign-in.title')} · Tillit`
  }, [t])
  return (
    <main className="mx-auto flex min-h-dvh max-w-[26rem] flex-col justify-center gap-6 px-5 py-12">
      <header>
        <img src="/tillit.svg" alt="" width={40} height={40} className="mb-6" />
        <h1 className="text-title font-semibold tracking-tight">{t('sign-in.title')}</h1>
      </header>
      {canUsePasskeys() && <ByPasskey />}
      <SignOnElsewhere />
      <ByPassword />
      <footer className="text-fine text-soft">
        <p>{t('sign-in.lost')}</p>
        <Languages />
      </footer>
    </main>
  )
}

/** Everything that was asked for before is asked for anew, now by somebody. */
const letIn = () => queries.resetQueries()

function ByPasskey() {
  const { t } = useTexts()
  const go = useMutation({ mutationFn: signInByPasskey, onSuccess: letIn })
  return (
    <section className="flex flex-col gap-3" aria-label={t('sign-in.by-passkey')}>
      <Button kind="primary" onPress={() => go.mutate()} isPending={go.isPending}>
        <KeyRound aria-hidden size={16} />
        {t('sign-in.by-passkey')}
      </Button>
      {go.error && <FactorProblem error={go.error} />}
    </section>
  )
}

function ByPassword() {
  const { t } = useTexts()
  const [name, setName] = useState('')
  const [password, setPassword] = useState('')
  const [code, setCode] = useState('')
  const go = useMutation({ mutationFn: () => post('/sign-in/passwords', { name, password, code }), onSuccess: letIn })
  const missing = name.trim() === '' || password === '' || code.trim() === ''
  const send = (event: FormEvent) => {
    event.preventDefault()
    if (!missing) go.mutate()
  }
  return (
    <form onSubmit={send} className="flex flex-col gap-4 border-t border-line pt-6" aria-label={t('sign-in.by-password')}>
      <h2 className="text-head font-semibold tracking-tight">{t('sign-in.by-password')}</h2>
      <TextBox label={t('sign-in.name')} autoComplete="username" value={name} onChange={setName} />
      <CodeFields password={password} code={code} onPassword={setPassword} onCode={setCode} />
      {go.error && <FactorProblem error={go.error} />}
      <Button type="submit" isPending={go.isPending} disabledReason={missing ? t('sign-in.fill-in') : undefined} reasonInSight>{t('sign-in.go')}</Button>
    </form>
  )
}

function Languages() {
  const { t, language, choose } = useTexts()
  return (
    <fieldset aria-label={t('shell.language')} className="mt-3 -ml-2.5 flex flex-wrap gap-1">
      {LANGUAGES.map((each) => (
        <Button key={each} kind="plain" onPress={() => choose(each)} aria-pressed={each === language} className={each === language ? 'underline underline-offset-4' : ''}>
          <span lang={each}>{LANGUAGE_NAMES[each]}</span>
        </Button>
      ))}
    </fieldset>
  )
}
