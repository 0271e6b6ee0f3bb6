import { ApiProblem } from '../api.ts'
import { useTexts } from '../language.tsx'
import { Notice, Problem } from '../ui/notice.tsx'
import { wasCalledOff } from './passkeys.ts'

/** Why a passkey, or a password, did not do: in the server's words, or that the device called it off. */
export function FactorProblem({ error }: { error: unknown }) {
  const { t } = useTexts()
  if (error instanceof ApiProblem) return <Problem error={error} />
  return <Notice tone={wasCalledOff(error) ? 'wait' : 'bad'} role="alert">{t(wasCalledOff(error) ? 'account.called-off' : 'account.passkey-failed')}</Notice>
}
