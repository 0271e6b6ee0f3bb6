import { type ReactNode } from 'react'
import { useTexts } from '../language.tsx'
import { Button, LinkButton, type ButtonKind } from '../ui/button.tsx'
import { Tip } from '../ui/tooltip.tsx'
import { actionOf, type ActionId } from './actions.ts'
import { useBoundActions } from './bound-actions.ts'
import { useWhyNot } from './may.ts'

/** The button of an action: its name, its key and who may press it come from the one table. */
export function ActionButton({ action, kind = 'quiet', isPending = false, reasonInSight = false, className = '', children }: { action: ActionId; kind?: ButtonKind; isPending?: boolean; reasonInSight?: boolean; className?: string; children?: ReactNode }) {
  const { t } = useTexts()
  const { name, key, needs, link } = actionOf(action)
  const held = useBoundActions().get(action)
  const disabledReason = useWhyNot()(needs) ?? held?.disabledReason
  const label = children ?? t(name)
  if (link !== undefined) return <LinkButton kind={kind} href={link} disabledReason={disabledReason} className={className}>{label}</LinkButton>
  const button = <Button kind={kind} isPending={isPending} disabledReason={disabledReason} reasonInSight={reasonInSight} className={className} {...(held && { onPress: held.run })}>{label}</Button>
  return key && disabledReason === undefined ? <Tip text={t(name)} keys={key}>{button}</Tip> : button
}
