import { ChevronLeft } from 'lucide-react'
import { type ReactNode } from 'react'
import { Button as AriaButton, Link as AriaLink, type ButtonProps as AriaButtonProps, type LinkProps as AriaLinkProps } from 'react-aria-components'

export type ButtonKind = 'primary' | 'quiet' | 'plain' | 'danger'

const SHAPE =
  'inline-flex min-h-11 mid:min-h-9 items-center justify-center gap-2 rounded-part px-4 mid:px-3.5 font-medium whitespace-nowrap select-none transition-colors duration-100 data-[disabled]:opacity-50 aria-disabled:opacity-50'

const LOOK: Record<ButtonKind, string> = {
  primary: 'bg-accent text-on-accent data-[hovered]:bg-accent-deep data-[pressed]:bg-accent-deep',
  quiet: 'border border-edge bg-raised text-ink data-[hovered]:bg-sunken data-[pressed]:bg-sunken',
  plain: 'text-accent data-[hovered]:bg-accent-wash data-[pressed]:bg-accent-wash px-2.5',
  danger: 'border border-brick text-brick bg-raised data-[hovered]:bg-brick-wash data-[pressed]:bg-brick-wash',
}

type ButtonProps = Omit<AriaButtonProps, 'className' | 'children'> & {
  kind?: ButtonKind
  children: ReactNode
  /** Why it can't be pressed now. The button stays reachable and says so. */
  disabledReason?: string | undefined
  className?: string
}

export function Button({ kind = 'quiet', disabledReason, children, className = '', onPress, ...rest }: ButtonProps) {
  const look = `${SHAPE} ${LOOK[kind]} ${className}`
  if (disabledReason === undefined) return <AriaButton {...rest} {...(onPress && { onPress })} className={look}>{children}</AriaButton>
  return (
    <span className="inline-flex flex-wrap items-center gap-x-3 gap-y-1">
      <AriaButton {...rest} isDisabled className={look}>{children}</AriaButton>
      <span className="text-fine text-soft">{disabledReason}</span>
    </span>
  )
}

/** A button that is only a picture; `label` is its name. */
export function IconButton({ label, children, className = '', ...rest }: Omit<AriaButtonProps, 'className' | 'children'> & { label: string; children: ReactNode; className?: string }) {
  return (
    <AriaButton {...rest} aria-label={label} className={`inline-flex size-11 shrink-0 items-center justify-center rounded-part text-soft data-[hovered]:bg-sunken data-[hovered]:text-ink mid:size-9 ${className}`}>
      {children}
    </AriaButton>
  )
}

export function LinkButton({ kind = 'quiet', children, className = '', ...rest }: Omit<AriaLinkProps, 'className' | 'children'> & { kind?: ButtonKind; children: ReactNode; className?: string }) {
  return (
    <AriaLink {...rest} className={`${SHAPE} ${LOOK[kind]} ${className}`}>
      {children}
    </AriaLink>
  )
}

export function TextLink({ children, className = '', ...rest }: Omit<AriaLinkProps, 'className' | 'children'> & { children: ReactNode; className?: string }) {
  return (
    <AriaLink {...rest} className={`inline-block min-h-6 rounded-small text-accent underline decoration-accent/40 underline-offset-3 data-[hovered]:decoration-accent ${className}`}>
      {children}
    </AriaLink>
  )
}

/** Up to the list that the page belongs to. */
export function BackLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <AriaLink href={href} className="mb-2 -ml-1 inline-flex min-h-8 items-center gap-1 rounded-small pr-2 text-fine text-accent data-[hovered]:underline">
      <ChevronLeft aria-hidden size={15} />
      {children}
    </AriaLink>
  )
}
