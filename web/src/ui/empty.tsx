import { type ReactNode } from 'react'

/** Nothing here yet: says so, and what to do about it. */
export function Empty({ title, children, actions }: { title: string; children?: ReactNode; actions?: ReactNode }) {
  return (
    <div className="rounded-part bg-sunken px-6 py-12 text-center">
      <p className="text-lead font-medium">{title}</p>
      {children && <div className="mx-auto mt-1 max-w-[34rem] text-soft">{children}</div>}
      {actions && <div className="mt-5 flex flex-wrap justify-center gap-2">{actions}</div>}
    </div>
  )
}

/** How wide the bars are, so that what waits looks like text and not like a fence. */
const WIDTHS = ['w-11/12', 'w-3/4', 'w-4/5', 'w-2/3', 'w-5/6']

/** Keeps the place of lines that are on their way, so that nothing jumps when they come. */
export function Waiting({ lines = 5, label }: { lines?: number; label: string }) {
  return (
    <output aria-label={label} className="breathing flex flex-col gap-3 py-2">
      {Array.from({ length: lines }, (_, index) => <span key={index} className={`block h-5 rounded-small bg-sunken ${WIDTHS[index % WIDTHS.length]}`} />)}
    </output>
  )
}
