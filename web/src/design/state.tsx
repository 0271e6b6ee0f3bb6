import { type ReactNode } from 'react'

/** One part in one state, under the state's name. */
export function State({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <h3 className="mb-1.5 text-fine text-soft">{name}</h3>
      {children}
    </div>
  )
}

export function States({ children }: { children: ReactNode }) {
  return <div className="grid grid-cols-1 items-start gap-x-8 gap-y-6 narrow:grid-cols-2 wide:grid-cols-3">{children}</div>
}
