import { useMutation } from '@tanstack/react-query'
import { KeyRound } from 'lucide-react'
import { useState, type FormEvent } from 'react'
import { post } from '../api.ts'
import { useTexts } from '../language.tsx'
import { links } from '../links.ts'
import { queries } from '../queries.ts'
import { useSession } from '../shell/session.ts'
import { Button, LinkButton } from '../ui/button.tsx'
import { TaskDialog } from '../ui/dialog.tsx'
import { Notice } from '../ui/notice.tsx'
import { CodeFields } from './code-fields.tsx'
import { FactorProblem } from './factor-problem.tsx'
import { canUsePasskeys, proveByPasskey } from './passkeys.ts'
import { ProveElsewhere, useIsKnownElsewhere } from './single-sign-on.tsx'

/** Asks for a factor again, and says what for. */
export function ProofDialog({ onDone }: { onDone: (proved: boolean) => void }) {
  const { t } = useTexts()
  const { data } = useSession()
  const factors = data?.factors
  const proved = async () => {
    await queries.invalidateQueries({ queryKey: ['session'] })
    onDone(true)
  }
  const isKnownElsewhere = useIsKnownElsewhere()
  const hasNone = factors !== undefined && factors.passkeys === 0 && !factors.password && isKnownElsewhere === false
  return (
    <TaskDialog title={t('account.prove')} isOpen onClose={() => onDone(false)}>
      <div className="flex flex-col gap-6">
        <p className="text-soft">{t('account.prove-what')}</p>
        {hasNone && <Notice tone="wait" actions={<LinkButton href={links.account} onPress={() => onDone(false)}>{t('account.title')}</LinkButton>}>{t('account.prove-nothing')}</Notice>}
        {factors !== undefined && factors.passkeys > 0 && canUsePasskeys() && <ByPasskey onProved={proved} />}
        {factors?.password && <ByPassword onProved={proved} />}
        <ProveElsewhere />
      </div>
    </TaskDialog>
  )
}

function ByPasskey({ onProved }: { onProved: () => Promise<void> }) {
  const { t } = useTexts()
  const go = useMutation({ mutationFn: proveByPasskey, onSuccess: onProved })
  return (
    <div className="flex flex-col gap-3">
      <div><Button kind="primary" onPress={() => go.mutate()} isPending={go.isPending}><KeyRound aria-hidden size={16} />{t('account.use-passkey')}</Button></div>
      {go.error && <FactorProblem error={go.error} />}
    </div>
  )
}

function ByPassword({ onProved }: { onProved: () => Promise<void> }) {
  const { t } = useTexts()
  const [password, setPassword] = useState('')
  const [code, setCode] = useState('')
  const go = useMutation({ mutationFn: () => post('/account/proofs', { password, code }), onSuccess: onProved })
  const missing = password === '' || code.trim() === ''
  const send = (event: FormEvent) => {
    event.preventDefault()
    if (!missing) go.mutate()
  }
  return (
    <form onSubmit={send} className="flex flex-col gap-4">
      <CodeFields password={password} code={code} onPassword={setPassword} onCode={setCode} />
      {go.error && <FactorProblem error={go.error} />}
      <div><Button type="submit" isPending={go.isPending} disabledReason={missing ? t('account.both') : undefined} reasonInSight>{t('account.confirm')}</Button></div>
    </form>
  )
}
