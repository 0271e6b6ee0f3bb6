import type { ServiceInsight } from '@api/insight-resource.ts'
import { useTexts } from '../language.tsx'
import { links } from '../links.ts'
import { LinkButton } from '../ui/button.tsx'
import { Empty, Waiting } from '../ui/empty.tsx'
import { Figure, Figures } from '../ui/figure.tsx'
import { Problem } from '../ui/notice.tsx'
import { Section } from '../ui/page.tsx'
import { PlotStack } from '../ui/plot-stack.tsx'
import { useService } from './insight-queries.ts'

const HOUR = 60

/** How customers' questions are answered. */
export function ServiceBoard() {
  const { t, number, word } = useTexts()
  const service = useService()
  if (service.error) return <Problem error={service.error} onRetry={() => void service.refetch()} />
  if (!service.data) return <Waiting lines={12} label={t('ui.loading')} />
  const { waiting, late, months, sources } = service.data
  if (months.length === 0) return <Empty title={t('insight.no-tickets')} actions={<LinkButton kind="primary" href={links.tickets}>{t('insight.to-tickets')}</LinkButton>}>{t('insight.no-tickets-what')}</Empty>
  const all = sources.reduce((sum, { count }) => sum + count, 0)
  return (
    <>
      <div className="mb-10">
        <Figures>
          <Figure label={t('insight.waiting', { count: waiting })} value={number(waiting)} />
          <Figure label={t('insight.late')} value={number(late)} tone={late > 0 ? 'bad' : 'plain'} />
        </Figures>
      </div>
      <Answered months={months} />
      <Section title={t('insight.sources')}>
        <PlotStack
          label={t('insight.sources')}
          rows={[{ key: 'all', label: t('insight.tickets'), sum: number(all), parts: sources.map(({ source, count }, index) => ({ key: source, label: word('insight-source', source), value: count, look: (['good', 'wait', 'plain', 'bad', 'good'] as const)[index] ?? 'plain' })) }]}
          numbers={{ head: [t('insight.source'), t('insight.tickets')], rows: sources.map(({ source, count }) => [word('insight-source', source), number(count)]) }}
        />
      </Section>
    </>
  )
}

function Answered({ months }: Pick<ServiceInsight, 'months'>) {
  const { t, number, month } = useTexts()
  const nameOf = (key: string) => `${month(`${key}-01`)} ${key.slice(0, 4)}`
  const hours = (minutes: number | null) => (minutes === null ? '–' : minutes < HOUR ? t('insight.minutes', { count: minutes }) : t('insight.hours', { count: Math.round(minutes / HOUR) }))
  const shown = months.toReversed()
  return (
    <Section title={t('insight.answered')} lead={t('insight.answered-lead')}>
      <PlotStack
        label={t('insight.answered')}
        rows={shown.map((one) => ({
          key: one.month, label: nameOf(one.month), sum: t('insight.of-tickets', { count: one.begun, shown: number(one.begun) }),
          parts: [
            { key: 'in-time', label: t('insight.in-time'), value: one.answeredInTime, look: 'good' }, { key: 'late', label: t('insight.answered-late'), value: one.answered - one.answeredInTime, look: 'bad' },
            { key: 'unanswered', label: t('insight.unanswered'), value: one.begun - one.answered, look: 'plain' },
          ],
        }))}
        numbers={{
          head: [t('insight.month'), t('insight.tickets'), t('insight.in-time'), t('insight.answered-late'), t('insight.to-answer'), t('insight.solved'), t('insight.solved-in-time')],
          rows: shown.map((one) => [nameOf(one.month), number(one.begun), number(one.answeredInTime), number(one.answered - one.answeredInTime), hours(one.minutesToAnswer), number(one.solved), number(one.solvedInTime)]),
        }}
      />
    </Section>
  )
}
