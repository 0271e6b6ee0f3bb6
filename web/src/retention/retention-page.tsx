import type { RetentionOverview } from '@api/retention-resource.ts'
import { useState } from 'react'
import { useTexts } from '../language.tsx'
import { links } from '../links.ts'
import { useWhyNot } from '../shell/may.ts'
import { Button, LinkButton, TextLink } from '../ui/button.tsx'
import { Notice, Problem } from '../ui/notice.tsx'
import { Page, Section } from '../ui/page.tsx'
import { WaitingPage } from '../ui/skeleton.tsx'
import { PlainRow, PlainTable } from '../ui/plain-table.tsx'
import { LeavingPlot } from './leaving-plot.tsx'
import { Minimisation } from './minimisation.tsx'
import { useFetched } from '../ui/use-fetched.ts'
import { useConfirmClock, useRetention } from './retention-queries.ts'

const loadChange = () => import('./change-rules.tsx')

/** How long data is kept and what ends when: rules, the next twelve months, the sweep, and what nobody seems to need. */
export function RetentionPage() {
  const { t } = useTexts()
  const retention = useRetention()
  if (retention.error && !retention.data) return <Page title={t('retention-room.title')}><Problem error={retention.error} onRetry={() => void retention.refetch()} /></Page>
  if (!retention.data) return <Page title="" wide><WaitingPage label={t('ui.loading')} /></Page>
  return <Loaded retention={retention.data} />
}

function Loaded({ retention }: { retention: RetentionOverview }) {
  const { t } = useTexts()
  const whyNot = useWhyNot()('retention.change')
  const [isChanging, setChanging] = useState(false)
  const { part, fetch, isFetching } = useFetched(loadChange)
  return (
    <Page title={t('retention-room.title')} lead={t('retention-room.lead')} wide actions={<><LinkButton href={links.documents}>{t('document-search.title')}</LinkButton><LinkButton href={links.anonymous}>{t('anonymous.title')}</LinkButton><LinkButton href={links.renewals}>{t('renewals.title')}</LinkButton><Button kind="primary" isPending={isFetching} onPress={() => (part ? setChanging(true) : void fetch(() => setChanging(true)))} disabledReason={whyNot}>{t('retention-room.change')}</Button></>}>
      <Doubt doubt={retention.sweep.doubt} />
      {isChanging && part && <part.ChangeRules rules={retention.rules} onClose={() => setChanging(false)} />}
      <Section title={t('retention-room.months')} lead={t('retention-room.months-lead')}>
        <LeavingPlot label={t('retention-room.months')} months={retention.months} />
      </Section>
      <Waiting waiting={retention.waiting} />
      <Rules rules={retention.rules} />
      <Sweeps sweep={retention.sweep} />
      <Minimisation />
    </Page>
  )
}

function Rules({ rules }: Pick<RetentionOverview, 'rules'>) {
  const { t, number, locale } = useTexts()
  return (
    <Section title={t('retention-room.rules')} lead={t('retention-room.rules-lead')}>
      <PlainTable label={t('retention-room.rules')} stacks head={[t('retention-room.purpose'), t('retention-room.how-long'), t('room.people')]}>
        {rules.toSorted((one, other) => one.label.localeCompare(other.label, locale)).map((rule) => (
          <PlainRow key={rule.purpose} cells={[<TextLink key="purpose" href={links.purpose(rule.purpose)}>{rule.label}</TextLink>, rule.sentence, <span key="people" className="numbers">{number(rule.people)}</span>]} />
        ))}
      </PlainTable>
    </Section>
  )
}

/** While the clock is not believed nothing is deleted: somebody has to look at it. */
function Doubt({ doubt }: Pick<RetentionOverview['sweep'], 'doubt'>) {
  const { t, moment } = useTexts()
  const whyNot = useWhyNot()('retention.change')
  const confirm = useConfirmClock()
  if (doubt === null) return null
  return (
    <div className="mb-6">
      <Notice tone="bad" role="alert" title={t('retention-room.doubt')} actions={<Button onPress={() => confirm.mutate()} isPending={confirm.isPending} disabledReason={whyNot}>{t('retention-room.clock-right')}</Button>}>
        {doubt.sentence} {t('retention-room.doubt-known', { at: moment(doubt.knownAt) })}
      </Notice>
      {confirm.error && <Problem error={confirm.error} />}
    </div>
  )
}

function Waiting({ waiting }: Pick<RetentionOverview, 'waiting'>) {
  const { t, number } = useTexts()
  if (waiting.length === 0) return null
  return (
    <Section title={t('retention-room.waiting')}>
      <ul className="border-y border-line">
        {waiting.map((one) => <li key={one.why} className="flex justify-between gap-4 border-b border-line py-1.5 last:border-b-0"><span>{one.sentence}</span><span className="numbers text-soft">{number(one.people)}</span></li>)}
      </ul>
    </Section>
  )
}

function Sweeps({ sweep: { nextAt, runs } }: Pick<RetentionOverview, 'sweep'>) {
  const { t, moment, number } = useTexts()
  return (
    <Section title={t('retention-room.sweeps')} lead={t('retention-room.sweeps-lead', { at: moment(nextAt) })}>
      {runs.length === 0 ? <p className="text-soft">{t('retention-room.sweeps-none')}</p> : (
        <PlainTable label={t('retention-room.sweeps')} stacks head={[t('retention-room.run'), t('retention-room.ended'), t('retention-room.values'), t('retention-room.documents'), t('retention-room.forgotten'), t('retention-room.warned'), t('retention-room.left-waiting')]}>
          {runs.map((run) => (
            <PlainRow
              key={run.slot}
              cells={[
                <span key="when">{moment(run.begunAt)}{run.refused ? <span className="block text-brick">{run.refused}</span> : run.finishedAt === null && <span className="block text-soft">{t('retention-room.running')}</span>}</span>,
                ...([run.groundsEnded, run.valuesEnded, run.documentsDeleted, run.peopleErased, run.warned, run.waiting].map((count, index) => <span key={index} className="numbers">{number(count)}</span>)),
              ]}
            />
          ))}
        </PlainTable>
      )}
    </Section>
  )
}
