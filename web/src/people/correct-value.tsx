import { Pencil } from 'lucide-react'
import { useState } from 'react'
import type { HeldField } from '@api/person-resource.ts'
import { useTexts } from '../language.tsx'
import { Button, IconButton } from '../ui/button.tsx'
import { DateBox, isDate } from '../ui/date-box.tsx'
import { TaskDialog } from '../ui/dialog.tsx'
import { TextBox } from '../ui/field.tsx'
import { Notice, Problem } from '../ui/notice.tsx'
import { announce } from '../ui/toast.tsx'
import { RuleNumber } from '../ui/tag.tsx'
import { useCorrectValue } from './people-queries.ts'

/** Corrects one value of plain text (art. 16), with the way back in the message that follows. */
export function CorrectValue({ personId, field }: { personId: string; field: HeldField }) {
  const { t } = useTexts()
  const [isOpen, setOpen] = useState(false)
  const [text, setText] = useState('')
  const correct = useCorrectValue(personId)
  if (typeof field.value !== 'string' || field.inferred || field.blocked) return null
  const before = field.value
  const held = correct.data?.held ?? []

  const save = async () => {
    const answer = await correct.mutateAsync({ [field.field]: text.trim() || null })
    if (answer.held.length > 0) return
    setOpen(false)
    announce({ text: t('facts.corrected', { field: field.label }), action: { label: t('ui.undo'), run: () => correct.mutate({ [field.field]: before }) } })
  }
  return (
    <>
      <IconButton
        label={t('facts.correct', { field: field.label })}
        onPress={() => {
          correct.reset()
          setText(before)
          setOpen(true)
        }}
      >
        <Pencil size={14} />
      </IconButton>
      <TaskDialog title={t('facts.correct', { field: field.label })} isOpen={isOpen} onClose={() => setOpen(false)}>
        <form
          className="flex flex-col gap-4"
          onSubmit={(event) => {
            event.preventDefault()
            save().catch(() => undefined) // shown below by the mutation's error
          }}
        >
          {isDate(before)
            ? <DateBox label={field.label} value={text} onChange={setText} hint={t('facts.correct-hint')} />
            : <TextBox label={field.label} value={text} onChange={setText} hint={t('facts.correct-hint')} />}
          {held.map(({ rule, sentence }) => (
            <Notice key={rule} tone="bad" role="alert">{sentence} <RuleNumber rule={rule} /></Notice>
          ))}
          {correct.error && <Problem error={correct.error} />}
          <div className="flex gap-2">
            <Button kind="primary" type="submit" isPending={correct.isPending}>{t('ui.save')}</Button>
            <Button kind="plain" onPress={() => setOpen(false)}>{t('ui.cancel')}</Button>
          </div>
        </form>
      </TaskDialog>
    </>
  )
}
