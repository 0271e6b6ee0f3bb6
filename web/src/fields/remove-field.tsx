import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { ProgressBar } from 'react-aria-components'
import type { FieldEnding } from '@api/fields-resource.ts'
import type { PublishedField } from '@api/catalogue-resource.ts'
import { useTexts } from '../language.tsx'
import { rehearseChange } from '../purposes/catalogue.ts'
import { RehearsalAnswer } from '../purposes/rehearsal-answer.tsx'
import { useWhyNot } from '../shell/may.ts'
import { Button } from '../ui/button.tsx'
import { Waiting } from '../ui/empty.tsx'
import { RadioList, TextBox } from '../ui/field.tsx'
import { Notice, Problem } from '../ui/notice.tsx'
import { Section } from '../ui/page.tsx'
import { useCancelRemoval, useRemoveField } from './field-queries.ts'

const STARTS = ['tomorrow', 'now'] as const

/** Removes a field with its data: what goes is shown first, and until it begins it can be called off. */
export function RemoveField({ field, onClose }: { field: PublishedField; onClose: () => void }) {
  const { t, language } = useTexts()
  const rehearsal = useQuery({ queryKey: ['field', field.key, 'removal'], queryFn: () => rehearseChange({ retireFields: [field.key] }), staleTime: 0 })
  const remove = useRemoveField(field.key)
  const [start, setStart] = useState<(typeof STARTS)[number]>('tomorrow')
  const [note, setNote] = useState('')
  const hasProblems = (rehearsal.data?.problems.length ?? 0) > 0
  return (
    <Section title={t('fields.remove')} lead={t('fields.remove-lead')} actions={<Button kind="plain" onPress={onClose}>{t('ui.cancel')}</Button>}>
      <div className="flex max-w-[42rem] flex-col gap-5 border-l-2 border-accent pl-5">
        {rehearsal.error ? <Problem error={rehearsal.error} onRetry={() => void rehearsal.refetch()} /> : !rehearsal.data ? <Waiting lines={3} label={t('ui.loading')} /> : (
          <>
            {rehearsal.data.noLongerHeld.length === 0 && <Notice>{t('fields.nobody-loses', { field: field.texts[language].name })}</Notice>}
            <RehearsalAnswer rehearsal={rehearsal.data} />
          </>
        )}
        <RadioList label={t('fields.start')} value={start} onChange={(value) => setStart(STARTS.find((one) => one === value) ?? 'tomorrow')} options={STARTS.map((key) => ({ key, label: t(`fields.start-${key}`), hint: t(`fields.start-${key}-hint`) }))} />
        <TextBox label={t('fields.remove-note')} hint={t('change.note-hint')} value={note} onChange={setNote} maxLength={1000} />
        {remove.error && <Problem error={remove.error} />}
        <div><Button kind="primary" isPending={remove.isPending} reasonInSight disabledReason={!rehearsal.data ? t('ui.loading') : hasProblems ? t('change.problems-first') : note.trim() ? undefined : t('change.note-first')} onPress={() => remove.mutate({ start, note: note.trim() }, { onSuccess: onClose })}>{t('fields.remove-do')}</Button></div>
      </div>
    </Section>
  )
}

/** What is being ended in a field, how far it has come, and what was. */
export function Endings({ endings }: { endings: readonly FieldEnding[] }) {
  const { t, moment, number } = useTexts()
  const whyNot = useWhyNot()('catalogue.change')
  const cancel = useCancelRemoval()
  if (endings.length === 0) return null
  const what = (one: FieldEnding) => t(`fields.ending-${one.state}`, { at: moment(one.finishedAt ?? one.startsAt), by: one.askedBy, count: one.ended })
  return (
    <div className="mb-6 flex flex-col gap-3" aria-live="polite">
      {endings.map((one) => (
        <Notice key={one.id} tone={one.state === 'failed' ? 'bad' : one.state === 'waiting' || one.state === 'running' ? 'wait' : 'plain'} title={t(`fields.ending-${one.kind}`)}
          actions={one.kind === 'removal' && one.state === 'waiting' && <Button onPress={() => cancel.mutate(one.id)} isPending={cancel.isPending} disabledReason={whyNot}>{t('fields.call-off')}</Button>}>
          <p>{what(one)} {one.failure}</p>
          <p className="text-soft">{one.note}</p>
          {one.state === 'running' && one.people.of !== null && (
            <ProgressBar aria-label={t(`fields.ending-${one.kind}`)} value={one.people.of === 0 ? 100 : Math.min(100, (one.people.done / one.people.of) * 100)} className="block">
              <span className="numbers text-fine">{t('ui.done-of', { done: number(one.people.done), total: number(one.people.of) })}</span>
            </ProgressBar>
          )}
        </Notice>
      ))}
      {cancel.error && <Problem error={cancel.error} />}
    </div>
  )
}
