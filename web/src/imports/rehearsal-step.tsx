import type { Import } from '@api/imports-resource.ts'
import { useTexts } from '../language.tsx'
import { Button } from '../ui/button.tsx'
import { Notice, Problem } from '../ui/notice.tsx'
import { Section } from '../ui/page.tsx'
import { Progress } from '../ui/progress.tsx'
import { ImportNumbers, ImportProblems } from './import-numbers.tsx'
import { ImportRows } from './import-rows.tsx'
import { useImportAct } from './import-queries.ts'

/** What would happen on the real data, before anything does (M1). */
export function RehearsalStep({ one, onRun, onBack }: { one: Import; onRun: () => void; onBack: () => void }) {
  const { t } = useTexts()
  const run = useImportAct(one.id, 'runs')
  const rehearse = useImportAct(one.id, 'rehearsals')
  const cancel = useImportAct(one.id, 'cancellations')
  if (one.state === 'uploaded') return <Notice>{t('rehearsal.not-yet')}</Notice>
  if (one.state === 'rehearsing') {
    return (
      <Section title={t('rehearsal.title')}>
        <Progress label={t('rehearsal.going')} done={one.progress.done} total={one.progress.total ?? 0} />
        <Button className="mt-4" onPress={() => cancel.mutate()}>{t('ui.cancel')}</Button>
      </Section>
    )
  }
  const comes = one.counts.new + one.counts.changed
  return (
    <>
      <Section title={t('rehearsal.title')} lead={t('rehearsal.lead')}>
        <ImportNumbers one={one} />
        <div className="mt-6"><ImportProblems one={one} /></div>
        {one.failure && <div className="mt-4"><Notice tone="bad" role="alert">{one.failure}</Notice></div>}
        {one.state === 'rehearsed' && (
          <div className="mt-6 flex flex-wrap items-center gap-2">
            <Button kind="primary" isPending={run.isPending} reasonInSight disabledReason={comes === 0 ? t('rehearsal.nothing') : undefined} onPress={() => run.mutate(undefined, { onSuccess: onRun })}>
              {t('rehearsal.run', { count: comes })}
            </Button>
            <Button onPress={onBack}>{t('rehearsal.back')}</Button>
            <Button kind="plain" isPending={rehearse.isPending} onPress={() => rehearse.mutate()}>{t('rehearsal.again')}</Button>
          </div>
        )}
        {(run.error ?? rehearse.error) && <div className="mt-4"><Problem error={run.error ?? rehearse.error} /></div>}
      </Section>
      <ImportRows one={one} />
    </>
  )
}
