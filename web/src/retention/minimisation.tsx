import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { MinimisationFinding } from '@api/retention-resource.ts'
import { useTexts } from '../language.tsx'
import { publishChange, rehearseChange } from '../purposes/catalogue.ts'
import { RehearsalAnswer } from '../purposes/change-purpose.tsx'
import { queries } from '../queries.ts'
import { useWhyNot } from '../shell/may.ts'
import { Button } from '../ui/button.tsx'
import { Waiting } from '../ui/empty.tsx'
import { TextBox } from '../ui/field.tsx'
import { Problem } from '../ui/notice.tsx'
import { Section } from '../ui/page.tsx'
import { announce } from '../ui/toast.tsx'
import { useMinimisation } from './retention-queries.ts'

type Proposal = NonNullable<MinimisationFinding['proposal']>

/** What is held or offered and does not seem to be needed, each with what could be done about it. */
export function Minimisation() {
  const { t } = useTexts()
  const found = useMinimisation()
  return (
    <Section title={t('minimise.title')} lead={t('minimise.lead')}>
      {found.error ? <Problem error={found.error} onRetry={() => void found.refetch()} />
        : !found.data ? <Waiting lines={4} label={t('ui.loading')} />
        : found.data.length === 0 ? <p className="text-soft">{t('minimise.none')}</p>
        : <ul className="border-y border-line">{found.data.map((one) => <Finding key={`${one.kind} ${one.key}`} finding={one} />)}</ul>}
    </Section>
  )
}

function Finding({ finding: { label, sentence, proposal } }: { finding: MinimisationFinding }) {
  const { t } = useTexts()
  const whyNot = useWhyNot()('catalogue.change')
  const [isOpen, setOpen] = useState(false)
  return (
    <li className="border-b border-line py-2 last:border-b-0">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
        <div className="min-w-0 flex-1 basis-64"><p className="font-semibold">{label}</p><p className="text-soft">{sentence}</p></div>
        {proposal && <Button aria-expanded={isOpen} onPress={() => setOpen(!isOpen)} disabledReason={whyNot} aria-label={t('minimise.stop-what', { label })}>{t('minimise.stop')}</Button>}
      </div>
      {isOpen && proposal && <Retire proposal={proposal} onClose={() => setOpen(false)} />}
    </li>
  )
}

/** Rehearsed first; a published catalogue stays as it was in the history. */
function Retire({ proposal, onClose }: { proposal: Proposal; onClose: () => void }) {
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
