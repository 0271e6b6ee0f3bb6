import { useEffect, type ReactNode } from 'react'

/** One screen: its name, what it is for, what can be done, and the content from top to bottom. */
export function Page({ title, lead, actions, above, wide = false, children }: {
  title: string
  lead?: ReactNode
  actions?: ReactNode
  above?: ReactNode
  wide?: boolean
  children: ReactNode
}) {
  useEffect(() => {
    document.title = title ? `${title} · Tillit` : 'Tillit'
  }, [title])
  return (
    <div className={`w-full px-4 pt-5 pb-16 mid:px-10 mid:pt-7 ${wide ? 'max-w-[96rem]' : 'max-w-[64rem]'}`}>
      {above}
      {/* Without a name, as while it is on its way, there is no head. */}
      {title && <header className="mb-6 flex flex-wrap items-start justify-between gap-x-6 gap-y-4">
        <div className="min-w-0 max-w-[42rem]">
          <h1 className="text-title font-semibold tracking-tight break-words">{title}</h1>
          {lead && <div className="mt-1 text-soft">{lead}</div>}
        </div>
        {actions && <div className="flex flex-wrap items-center gap-2 max-narrow:w-full">{actions}</div>}
      </header>}
      {children}
    </div>
  )
}

/** A part of a page under a heading of its own. */
export function Section({ title, lead, actions, children, id }: { title: string; lead?: ReactNode; actions?: ReactNode; children: ReactNode; id?: string }) {
  return (
    <section className="mb-10" aria-label={title} id={id}>
      <div className="mb-3 flex flex-wrap items-end justify-between gap-x-4 gap-y-2">
        <div className="max-w-[42rem]">
          <h2 className="text-head font-semibold tracking-tight">{title}</h2>
          {lead && <p className="mt-0.5 text-soft">{lead}</p>}
        </div>
        {actions && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
      </div>
      {children}
    </section>
  )
}
