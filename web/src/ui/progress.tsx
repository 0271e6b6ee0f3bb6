import { Label, ProgressBar } from 'react-aria-components'
import { useTexts } from '../language.tsx'

/** How far long work has come. */
export function Progress({ label, done, total }: { label: string; done: number; total: number }) {
  const { t, number } = useTexts()
  const share = total > 0 ? Math.min(1, done / total) : 0
  return (
    <ProgressBar value={share * 100} valueLabel={t('ui.done-of', { done: number(done), total: number(total) })} className="block">
      <div className="mb-1.5 flex justify-between gap-4">
        <Label className="font-medium">{label}</Label>
        <span className="numbers text-soft">{t('ui.done-of', { done: number(done), total: number(total) })}</span>
      </div>
      <div className="h-2 overflow-hidden rounded-full bg-sunken">
        <div className="h-full rounded-full bg-accent transition-[width] duration-300" style={{ width: `${share * 100}%` }} />
      </div>
    </ProgressBar>
  )
}

export interface Part {
  key: string
  label: string
  value: number
  look: 'good' | 'bad' | 'wait' | 'plain'
}

const LOOK: Record<Part['look'], string> = { good: 'bg-accent', bad: 'bg-brick', wait: 'bg-ochre', plain: 'bg-edge' }

/** Parts of a whole as one bar, each with its word and number beside. */
export function PartsBar({ label, parts }: { label: string; parts: readonly Part[] }) {
  const { number } = useTexts()
  const total = parts.reduce((sum, part) => sum + part.value, 0)
  return (
    <figure aria-label={label}>
      <div aria-hidden className="flex h-2.5 gap-px overflow-hidden rounded-full bg-sunken">
        {total > 0 && parts.map((part) => part.value > 0 && <div key={part.key} className={LOOK[part.look]} style={{ width: `${(part.value / total) * 100}%` }} />)}
      </div>
      <figcaption>
        <dl className="mt-2 flex flex-wrap gap-x-6 gap-y-1">
          {parts.map((part) => (
            <div key={part.key} className="flex items-baseline gap-2">
              <dt className="flex items-baseline gap-2 text-soft">
                <span aria-hidden className={`size-2 rounded-full ${LOOK[part.look]}`} />
                {part.label}
              </dt>
              <dd className="numbers font-medium">{number(part.value)}</dd>
            </div>
          ))}
        </dl>
      </figcaption>
    </figure>
  )
}
