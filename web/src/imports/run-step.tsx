import { Download } from 'lucide-react'
import type { Import } from '@api/imports-resource.ts'
import { useTexts } from '../language.tsx'
import { links } from '../links.ts'
import { Button, LinkButton } from '../ui/button.tsx'
import { Notice, Problem } from '../ui/notice.tsx'
import { Section } from '../ui/page.tsx'
import { Progress } from '../ui/progress.tsx'
import { ImportNumbers, ImportProblems } from './import-numbers.tsx'
import { ImportRows } from './import-rows.tsx'
import { useImportAct } from './import-queries.ts'
import { UndoImport } from './undo-import.tsx'

/** The run as it goes, and what came of it. */
export function RunStep({ one }: { one: Import }) {
  const { t, moment } = useTexts()
  const cancel = useImportAct(one.id, 'cancellations')
  const run = useImportAct(one.id, 'runs')
  const error = cancel.error ?? run.error
  return (
    <>
      <Section title={t(one.state === 'done' ? 'run.done-title' : 'run.title')} lead={one.finishedAt ? [moment(one.finishedAt), one.createdBy].filter(Boolean).join(', ') : undefined}>
        {(one.state === 'waiting' || one.state === 'running') && (
          <div className="mb-6">
            <Progress label={t(one.state === 'waiting' ? 'run.waiting' : 'run.going')} done={one.progress.done} total={one.progress.total ?? 0} />
            <p className="mt-2 text-fine text-soft">{t('run.may-leave')}</p>
          </div>
        )}
        {one.state === 'failed' && <div className="mb-6"><Notice tone="bad" role="alert" title={t('run.failed')} actions={<Button onPress={() => run.mutate()}>{t('ui.try-again')}</Button>}>{one.failure}</Notice></div>}
        {one.state === 'cancelled' && <div className="mb-6"><Notice title={t('run.cancelled')}>{t('run.cancelled-what')}</Notice></div>}
        <ImportNumbers one={one} />
        <div className="mt-6"><ImportProblems one={one} /></div>
        {error && <div className="mt-4"><Problem error={error} /></div>}
        <div className="mt-6 flex flex-wrap gap-2">
          {(one.state === 'waiting' || one.state === 'running') && <Button onPress={() => cancel.mutate()} isPending={cancel.isPending}>{t('run.cancel')}</Button>}
          {one.state === 'done' && <LinkButton kind="primary" href={links.people()}>{t('run.people')}</LinkButton>}
          {one.state === 'done' && <LinkButton href={links.newMailing('ask')}>{t('mailings.new-ask')}</LinkButton>}
          {(one.state === 'done' || one.state === 'cancelled') && <LinkButton href={links.importReport(one.id)} download><Download aria-hidden size={16} />{t('run.report')}</LinkButton>}
        </div>
      </Section>
      {one.state === 'done' && <ImportRows one={one} />}
      {(one.state === 'done' || one.state === 'cancelled' || one.state === 'failed') && <UndoImport id={one.id} />}
    </>
  )
}
