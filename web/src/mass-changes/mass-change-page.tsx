import { useState } from 'react'
import { useParams } from 'react-router'
import type { MassChangeBody } from '@api/mass-changes-resource.ts'
import { useTexts } from '../language.tsx'
import { links } from '../links.ts'
import { useWhyNot } from '../shell/may.ts'
import { Button, TextLink } from '../ui/button.tsx'
import { Waiting } from '../ui/empty.tsx'
import { Notice, Problem } from '../ui/notice.tsx'
import { Page, Section } from '../ui/page.tsx'
import { Progress } from '../ui/progress.tsx'
import { isAtWork, useMassChange, useMassPeople, useMoveChange } from './mass-change-queries.ts'

const NAMED_MOST = 100

/** A change of many: what it would do, how far it is, what it did, and taking it back. */
export function MassChangePage() {
  const { id = '' } = useParams()
  const { t } = useTexts()
  const found = useMassChange(id)
  if (found.error) return <Page title={t('mass.title')}><Problem error={found.error} onRetry={() => void found.refetch()} /></Page>
  if (!found.data) return <Page title=""><Waiting label={t('ui.loading')} /></Page>
  return <Shown change={found.data} />
}

function Shown({ change }: { change: MassChangeBody }) {
  const { t, number, moment, day } = useTexts()
  const whyNot = useWhyNot()('people.write')
  const { id, state } = change
  const [run, stop, undo] = [useMoveChange(id, 'runs'), useMoveChange(id, 'stops'), useMoveChange(id, 'undoings')]
  const error = run.error ?? stop.error ?? undo.error
  const changing = change.foreseen.find(({ outcome }) => outcome === 'changed')?.count ?? 0
  const changed = change.outcomes.find(({ outcome }) => outcome === 'changed')?.count ?? 0
  return (
    <Page title={t('mass.title-of', { name: change.name })} lead={<>{useSentence(change)}<br />{t('mass.asked', { by: change.by, moment: moment(change.createdAt), source: change.source })}</>}>
      <div className="flex flex-col gap-6" aria-live="polite">
        {change.failure && <Notice tone="bad" role="alert">{change.failure}</Notice>}
        {isAtWork(change) && <Progress label={t(`mass-state.${state}`)} done={change.done} total={change.people} />}
        {!isAtWork(change) && <p className="font-medium">{t(`mass-state.${state}`)}</p>}
        {error && <Problem error={error} />}
        <div className="flex flex-wrap gap-2">
          {state === 'rehearsed' && <Button kind="primary" onPress={() => run.mutate()} isPending={run.isPending} disabledReason={whyNot ?? (changing === 0 ? t('mass.nothing-to-change') : undefined)}>{t('mass.run', { count: changing, shown: number(changing) })}</Button>}
          {(state === 'rehearsing' || state === 'rehearsed' || state === 'waiting' || state === 'running') && <Button onPress={() => stop.mutate()} isPending={stop.isPending} disabledReason={whyNot}>{t(state === 'rehearsed' ? 'mass.leave' : 'mass.stop')}</Button>}
          {change.undoableUntil && changed > 0 && <Button kind="danger" onPress={() => undo.mutate()} isPending={undo.isPending} disabledReason={whyNot}>{t('mass.undo')}</Button>}
        </div>
        {change.undoableUntil && changed > 0 && <p className="text-soft">{t('mass.undo-until', { day: day(change.undoableUntil) })}</p>}
        {change.undone.length > 0 && <Outcomes id={id} title={t('mass.undone')} outcomes={change.undone} isLast />}
        {change.outcomes.length > 0 && <Outcomes id={id} title={t('mass.did')} outcomes={change.outcomes} isLast={change.undone.length === 0} />}
        {change.outcomes.length === 0 && change.foreseen.length > 0 && <Outcomes id={id} title={t('mass.would')} outcomes={change.foreseen} isLast />}
      </div>
    </Page>
  )
}

/** What is done to whom, in words. */
function useSentence({ op, value, valueName, name, people }: MassChangeBody): string {
  const { t, number, list } = useTexts()
  const shown = valueName ?? (Array.isArray(value) ? list(value) : String(value ?? ''))
  return t(`mass-does.${op}`, { name, value: shown, count: people, shown: number(people) })
}

function Outcomes({ id, title, outcomes, isLast }: { id: string; title: string; outcomes: MassChangeBody['outcomes']; isLast: boolean }) {
  const { t, number } = useTexts()
  const [open, setOpen] = useState<string | null>(null)
  const people = useMassPeople(id, open)
  return (
    <Section title={title}>
      <ul className="divide-y divide-line rounded-part border border-line">
        {outcomes.map(({ outcome, count, sentence }) => (
          <li key={outcome} className="px-4 py-2">
            <div className="flex flex-wrap items-baseline gap-x-4">
              <span className="numbers min-w-16 font-medium">{number(count)}</span>
              <span className="min-w-0 flex-1">{sentence ?? t(`mass-outcome.${outcome as 'changed' | 'restored'}`)}</span>
              {isLast && sentence !== null && <Button kind="plain" onPress={() => setOpen(open === outcome ? null : outcome)}>{t(open === outcome ? 'mass.hide-who' : 'mass.show-who')}</Button>}
            </div>
            {open === outcome && (
              people.error ? <Problem error={people.error} />
                : people.data ? (
                  <p className="mt-1 flex flex-wrap gap-x-4">
                    {people.data.map((one) => <TextLink key={one.id} href={links.person(one.id)}>{one.name || one.id}</TextLink>)}
                    {count > NAMED_MOST && <span className="text-soft">{t('mass.first-hundred')}</span>}
                  </p>
                ) : <Waiting lines={1} label={t('ui.loading')} />
            )}
          </li>
        ))}
      </ul>
    </Section>
  )
}
