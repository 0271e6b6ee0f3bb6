import { Check } from 'lucide-react'
import { Link } from 'react-aria-components'
import { useTexts } from '../language.tsx'

export interface Step {
  key: string
  label: string
  link?: string | undefined
  done: boolean
}

/** Where one stands in a task of several steps; the steps behind are links. */
export function Steps({ label, steps, now }: { label: string; steps: readonly Step[]; now: string }) {
  const { t } = useTexts()
  return (
    <nav aria-label={label} className="mb-8">
      <ol className="flex flex-wrap gap-x-6 gap-y-1">
        {steps.map((step, index) => {
          const current = step.key === now
          const mark = (
            <span className={`flex size-6 items-center justify-center rounded-full text-fine ${current ? 'bg-accent text-on-accent' : step.done ? 'bg-accent-wash text-accent' : 'bg-sunken text-soft'}`}>
              {step.done && !current ? <Check size={14} aria-label={t('ui.step-done')} /> : index + 1}
            </span>
          )
          const text = <span className={current ? 'font-medium' : 'text-soft'}>{step.label}</span>
          return (
            <li key={step.key} aria-current={current ? 'step' : undefined} className="flex min-h-9 items-center">
              {step.link && !current ? <Link href={step.link} className="flex min-h-9 items-center gap-2 rounded-small data-[hovered]:underline">{mark}{text}</Link> : <span className="flex items-center gap-2">{mark}{text}</span>}
            </li>
          )
        })}
      </ol>
    </nav>
  )
}
