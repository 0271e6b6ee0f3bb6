import { type ReactNode } from 'react'

/** Numbers side by side, each with what it counts. */
export function Figures({ children }: { children: ReactNode }) {
  return <dl className="flex flex-wrap gap-x-6 gap-y-5">{children}</dl>
}

export function Figure({ label, value, tone = 'plain', hint }: { label: string; value: string; tone?: 'plain' | 'good' | 'bad' | 'wait'; hint?: ReactNode }) {
  const color = { plain: '', good: 'text-accent', bad: 'text-brick', wait: 'text-ochre' }[tone]
  return (
    <div className="flex min-w-20 flex-col-reverse justify-end">
      <dt className="text-soft">
        {label}
        {hint && <span className="block text-fine">{hint}</span>}
      </dt>
      <dd className={`numbers text-figure font-semibold tracking-tight ${color}`}>{value}</dd>
    </div>
  )
}
