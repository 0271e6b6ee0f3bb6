import { type ReactNode } from 'react'

/** Nothing here yet: says so, and what to do about it. */
export function Empty({ title, children, actions }: { title: string; children?: ReactNode; actions?: ReactNode }) {
  return (
    <div className="rounded-part border border-dashed border-edge px-6 py-12 text-center">
      <p className="text-lead font-medium">{title}</p>
      {children && <div className="mx-auto mt-1 max-w-[34rem] text-soft">{children}</div>}
      {actions && <div className="mt-5 flex flex-wrap justify-center gap-2">{actions}</div>}
    </div>
  )
}

/** Keeps the place of lines that are on their way, so that nothing jumps when they come. */
export function Waiting({ lines = 5, label }: { lines?: number; label: string }) {
  return (
    <output aria-label={label} className="breathing flex flex-col gap-3 py-2">
      {Array.from({ length: lines }, (_, index) => (
        <div key={index} className="h-5 rounded-small bg-sunken" style={{ width: `${90 - ((index * 23) % 45)}%` }} />
      ))}
    </output>
  )
}
