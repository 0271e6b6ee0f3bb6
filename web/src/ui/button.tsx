import { ChevronLeft } from 'lucide-react'
import { useId, type ReactNode, type Ref } from 'react'
import { Button as AriaButton, Link as AriaLink, type ButtonProps as AriaButtonProps, type LinkProps as AriaLinkProps } from 'react-aria-components'
import { useTexts } from '../language.tsx'
import { Reasoned, Tip } from './tooltip.tsx'

export type ButtonKind = 'primary' | 'quiet' | 'plain' | 'danger'

const SHAPE =
  'inline-flex min-h-11 mid:min-h-9 items-center justify-center gap-2 rounded-part px-4 mid:px-3.5 font-medium whitespace-nowrap select-none transition-colors duration-(--motion-quick) data-[disabled]:opacity-50'

const LOOK: Record<ButtonKind, string> = {
  primary: 'bg-accent text-on-accent data-[hovered]:bg-accent-deep data-[pressed]:bg-accent-deep',
  quiet: 'border border-edge bg-raised text-ink data-[hovered]:bg-sunken data-[pressed]:bg-sunken',
  plain: 'text-accent data-[hovered]:bg-accent-wash data-[pressed]:bg-accent-wash px-2.5',
  danger: 'border border-brick text-brick bg-raised data-[hovered]:bg-brick-wash data-[pressed]:bg-brick-wash',
}
/** It can be reached and read, so its words keep their contrast. */
const WITHHELD = 'border border-line bg-sunken text-soft'

type ButtonProps = Omit<AriaButtonProps, 'className' | 'children'> & {
  kind?: ButtonKind
  children: ReactNode
  /** Why it can't be pressed now. The button stays reachable and says so. */
  disabledReason?: string | undefined
  /** The reason stands beside the button for all to see, and does not wait to be asked for: in forms. */
  reasonInSight?: boolean
  className?: string
  ref?: Ref<HTMLButtonElement>
}

export function Button({ kind = 'quiet', disabledReason, reasonInSight = false, isPending = false, children, className = '', ...rest }: ButtonProps) {
  const usual = `${SHAPE} ${LOOK[kind]} ${className}`
  if (disabledReason === undefined && !isPending) return <AriaButton {...rest} className={usual}>{children}</AriaButton>
  // Neither is left with it: pressing it must do nothing, nor may a form be sent by it.
  const { onPress: _, type: __, ...still } = rest
  if (disabledReason === undefined) return <AriaButton {...still} aria-disabled="true" className={`${usual} opacity-60`}>{children}<Underway /></AriaButton>
  const look = `${SHAPE} ${WITHHELD} ${className}`
  if (reasonInSight) return <ReasonBeside reason={disabledReason}>{(describedBy) => <AriaButton {...still} aria-disabled="true" aria-describedby={describedBy} className={look}>{children}</AriaButton>}</ReasonBeside>
  return <Reasoned reason={disabledReason}>{(carry) => <AriaButton {...still} {...carry} className={look}>{children}</AriaButton>}</Reasoned>
}

/** Says to who cannot see that what was pressed is on its way. */
export function Underway() {
  const { t } = useTexts()
  return <output className="sr-only">{t('ui.loading')}</output>
}

function ReasonBeside({ reason, children }: { reason: string; children: (describedBy: string) => ReactNode }) {
  const id = useId()
  return (
    <span className="inline-flex flex-wrap items-center gap-x-3 gap-y-1">
      {children(id)}
      <span id={id} className="text-fine text-soft">{reason}</span>
    </span>
  )
}

/** A button that is only a picture; `label` is its name, shown to who points at it. */
export function IconButton({ label, disabledReason, keys, isPending = false, children, className = '', ...rest }: Omit<AriaButtonProps, 'className' | 'children'> & {
  label: string
  disabledReason?: string | undefined
  keys?: string | undefined
  children: ReactNode
  className?: string
}) {
  const look = `inline-flex size-11 shrink-0 items-center justify-center rounded-part text-soft mid:size-9 ${className}`
  const { onPress: _, type: __, ...still } = rest
  if (disabledReason !== undefined) {
    return <Reasoned reason={disabledReason}>{(carry) => <AriaButton {...still} {...carry} aria-label={label} className={`${look} opacity-60`}>{children}</AriaButton>}</Reasoned>
  }
  return (
    <Tip text={label} keys={keys}>
      {isPending
        ? <AriaButton {...still} aria-disabled="true" aria-label={label} className={`${look} opacity-60`}>{children}<Underway /></AriaButton>
        : <AriaButton {...rest} aria-label={label} className={`${look} data-[hovered]:bg-sunken data-[hovered]:text-ink`}>{children}</AriaButton>}
    </Tip>
  )
}

/** A link that looks like a button. With a reason it leads nowhere and is a button that says why. */
export function LinkButton({ kind = 'quiet', disabledReason, children, className = '', ...rest }: Omit<AriaLinkProps, 'className' | 'children'> & {
  kind?: ButtonKind
  disabledReason?: string | undefined
  children: ReactNode
  className?: string
}) {
  if (disabledReason !== undefined) return <Button disabledReason={disabledReason} className={className}>{children}</Button>
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
    <AriaLink href={href} className="mb-1 -ml-1 inline-flex min-h-8 items-center gap-1 rounded-small pr-2 text-fine text-accent data-[hovered]:underline">
      <ChevronLeft aria-hidden size={15} />
      {children}
    </AriaLink>
  )
}
