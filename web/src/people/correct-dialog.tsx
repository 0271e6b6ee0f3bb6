import { useState } from 'react'
import type { HeldField } from '@api/person-resource.ts'
import { useTexts } from '../language.tsx'
import { useCatalogue } from '../purposes/catalogue.ts'
import { Button } from '../ui/button.tsx'
import { isDate } from '../ui/date-box.tsx'
import { TaskDialog } from '../ui/dialog.tsx'
import { Notice, Problem } from '../ui/notice.tsx'
import { announce } from '../ui/toast.tsx'
import { RuleNumber } from '../ui/tag.tsx'
import { useCorrectValue } from './people-queries.ts'
import { asSent, asTyped, ValueBox } from './value-box.tsx'

/** Corrects one value (art. 16), with the way back in the message that follows. */
export function CorrectDialog({ personId, field, onClose }: { personId: string; field: HeldField; onClose: () => void }) {
  const { t } = useTexts()
  const known = useCatalogue().fields.find(({ key }) => key === field.field)
  const kind = known ?? { type: typeof field.value === 'string' && isDate(field.value) ? 'date' as const : 'text' as const, checks: {} }
  const [text, setText] = useState(asTyped(field.value))
  const correct = useCorrectValue(personId)
  const held = correct.data?.held ?? []

  const save = async () => {
    const answer = await correct.mutateAsync({ [field.field]: asSent(kind, text) })
    if (answer.held.length > 0) return
    onClose()
    announce({ text: t('facts.corrected', { field: field.label }), action: { label: t('ui.undo'), run: () => correct.mutate({ [field.field]: field.value }) } })
  }
  return (
    <TaskDialog title={t('facts.correct', { field: field.label })} isOpen onClose={onClose}>
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          save().catch(() => undefined) // shown below by the mutation's error
        }}
      >
        <ValueBox field={kind} label={field.label} value={text} onChange={setText} hint={t('facts.correct-hint')} />
        {held.map(({ rule, sentence }) => (
          <Notice key={rule} tone="bad" role="alert">{sentence} <RuleNumber rule={rule} /></Notice>
        ))}
        {correct.error && <Problem error={correct.error} />}
        <div className="flex gap-2">
          <Button kind="primary" type="submit" isPending={correct.isPending}>{t('ui.save')}</Button>
          <Button kind="plain" onPress={onClose}>{t('ui.cancel')}</Button>
        </div>
      </form>
    </TaskDialog>
  )
}
