import { useId, useState, type ReactElement, type ReactNode } from 'react'
import { Tooltip, TooltipTrigger } from 'react-aria-components'
import { KeyHint } from './key-hint.tsx'

const LOOK = 'arriving z-50 max-w-72 rounded-part bg-ink px-2.5 py-1.5 text-fine text-ground shadow-float'
/** A name may wait until somebody lingers; a reason is looked for and comes sooner. */
const LINGER_MS = 500
const SOON_MS = 150

/** What a control is called, or does, for who points at it or comes to it by keyboard. */
export function Tip({ text, keys, children }: { text: ReactNode; keys?: string | undefined; children: ReactElement }) {
  return (
    <TooltipTrigger delay={LINGER_MS}>
      {children}
      <Tooltip offset={6} className={LOOK}>
        {text} {keys && <KeyHint keys={keys} className="ml-1.5" />}
      </Tooltip>
    </TooltipTrigger>
  )
}

/**
 * A control that can't be used now and says why: it stays in the tab order, its description is the reason, and pointing
 * at it, coming to it or pressing it shows the reason. `children` gets what the control has to carry.
 */
export function Reasoned({ reason, children }: { reason: string; children: (carry: { 'aria-disabled': 'true'; 'aria-describedby': string; onPress: () => void }) => ReactElement }) {
  const id = useId()
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <TooltipTrigger delay={SOON_MS} isOpen={isOpen} onOpenChange={setOpen}>
        {children({ 'aria-disabled': 'true', 'aria-describedby': id, onPress: () => setOpen(true) })}
        <Tooltip offset={6} className={LOOK}>{reason}</Tooltip>
      </TooltipTrigger>
      <span id={id} hidden>{reason}</span>
    </>
  )
}
