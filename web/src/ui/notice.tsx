import { CircleAlert, CircleCheck, Info, type LucideIcon } from 'lucide-react'
import { type ReactNode } from 'react'
import { ApiProblem } from '../api.ts'
import { useTexts } from '../language.tsx'
import { inputLabel } from '../input-label.ts'
import { Button } from './button.tsx'
import { RuleNumber, type Tone } from './tag.tsx'

const LOOK: Record<Tone, { box: string; icon: LucideIcon }> = {
  plain: { box: 'bg-sunken text-ink', icon: Info },
  good: { box: 'bg-accent-wash text-ink', icon: CircleCheck },
  bad: { box: 'bg-brick-wash text-ink', icon: CircleAlert },
  wait: { box: 'bg-ochre-wash text-ink', icon: Info },
}
const ICON: Record<Tone, string> = { plain: 'text-soft', good: 'text-accent', bad: 'text-brick', wait: 'text-ochre' }

/** Something the reader should know, in the page where it belongs. */
export function Notice({ tone = 'plain', title, actions, children, role }: { tone?: Tone; title?: string; actions?: ReactNode; children?: ReactNode; role?: 'alert' | 'status' }) {
  const { box, icon: Icon } = LOOK[tone]
  return (
    <div role={role} className={`flex items-start gap-3 rounded-part px-4 py-3 ${box}`}>
      <Icon aria-hidden size={18} className={`mt-0.5 shrink-0 ${ICON[tone]}`} />
      <div className="min-w-0 flex-1">
        {title && <p className="font-medium">{title}</p>}
        {children && <div className={title ? 'text-soft' : ''}>{children}</div>}
        {actions && <div className="mt-2 flex flex-wrap gap-2">{actions}</div>}
      </div>
    </div>
  )
}

/** A problem that nobody sees helps nobody. */
function intoSight(place: HTMLElement | null) {
  place?.scrollIntoView({ block: 'nearest' })
}

/** What went wrong, in the words of the server and with its rule, and the way on. */
export function Problem({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const { t, word } = useTexts()
  const problem = error instanceof ApiProblem ? error : undefined
  const input = problem?.field === undefined ? undefined : inputLabel(word, problem.field)
  const sentence = problem === undefined ? t('problem.unexpected') : problem.status === 0 ? t('problem.unreachable') : problem.message || t('problem.unexpected')
  return (
    <div ref={intoSight} className="scroll-my-4">
      <Notice
        tone="bad"
        role="alert"
        title={problem && problem.status >= 400 && problem.status < 500 ? problem.title || t('problem.refused') : t('problem.title')}
        actions={onRetry && <Button onPress={onRetry}>{t('ui.try-again')}</Button>}
      >
        {sentence} {problem?.rule && <RuleNumber rule={problem.rule} />} {input && <span className="text-soft">{t('problem.at', { input })}</span>}
      </Notice>
    </div>
  )
}
