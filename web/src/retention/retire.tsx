import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { MinimisationFinding } from '@api/retention-resource.ts'
import { useTexts } from '../language.tsx'
import { publishChange, rehearseChange } from '../purposes/catalogue.ts'
import { RehearsalAnswer } from '../purposes/rehearsal-answer.tsx'
import { queries } from '../queries.ts'
import { Button } from '../ui/button.tsx'
import { TextBox } from '../ui/field.tsx'
import { Problem } from '../ui/notice.tsx'
import { announce } from '../ui/toast.tsx'

type Proposal = NonNullable<MinimisationFinding['proposal']>

/** Rehearsed first; a published catalogue stays as it was in the history. */
export function Retire({ proposal, onClose }: { proposal: Proposal; onClose: () => void }) {
  const { t } = useTexts()
  const [note, setNote] = useState('')
  const rehearsal = useMutation({ mutationFn: () => rehearseChange(proposal) })
  const publish = useMutation({
    mutationFn: () => publishChange(proposal, note.trim()),
    onSuccess: async ({ version }) => {
      announce({ text: t('change.published', { version }) })
      onClose()
      await Promise.all(['purposes', 'fields', 'retention'].map((key) => queries.invalidateQueries({ queryKey: [key] })))
    },
  })
  const hasProblems = (rehearsal.data?.problems.length ?? 0) > 0
  return (
    <div className="mt-3 flex flex-col gap-4 border-l-2 border-accent pl-5">
      {rehearsal.data && <RehearsalAnswer rehearsal={rehearsal.data} />}
      {(rehearsal.error ?? publish.error) && <Problem error={rehearsal.error ?? publish.error} />}
      {rehearsal.data && !hasProblems && <div className="max-w-[38rem]"><TextBox label={t('change.note')} hint={t('change.note-hint')} value={note} onChange={setNote} /></div>}
      <div className="flex flex-wrap gap-2">
        {!rehearsal.data && <Button kind="primary" isPending={rehearsal.isPending} onPress={() => rehearsal.mutate()}>{t('change.rehearse')}</Button>}
        {rehearsal.data && <Button kind="primary" isPending={publish.isPending} disabledReason={hasProblems ? t('change.problems-first') : note.trim() ? undefined : t('change.note-first')} reasonInSight onPress={() => publish.mutate()}>{t('change.publish')}</Button>}
      </div>
    </div>
  )
}
