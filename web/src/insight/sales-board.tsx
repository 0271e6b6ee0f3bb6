import { useSearchParams } from 'react-router'
import type { SalesInsight } from '@api/insight-resource.ts'
import { DealForecast } from '../deals/deal-forecast.tsx'
import { usePipelines } from '../deals/deal-queries.ts'
import { useMoney } from '../invoices/use-money.ts'
import { useTexts } from '../language.tsx'
import { links } from '../links.ts'
import { LinkButton } from '../ui/button.tsx'
import { Empty, Waiting } from '../ui/empty.tsx'
import { Figure, Figures } from '../ui/figure.tsx'
import { Problem } from '../ui/notice.tsx'
import { Section } from '../ui/page.tsx'
import { PlainRow, PlainTable } from '../ui/plain-table.tsx'
import { PlotColumns } from '../ui/plot-columns.tsx'
import { SelectBox } from '../ui/select-box.tsx'
import { useSales } from './insight-queries.ts'

const NUMBERS = [1, 2, 3]

/** What was won and lost, where deals stand, and what the months to come may bring. */
export function SalesBoard() {
  const { t } = useTexts()
  const pipelines = usePipelines()
  const [parameters, setParameters] = useSearchParams()
  const show = (next: Record<string, string>) => setParameters({ ...Object.fromEntries(parameters), ...next }, { replace: true })
  if (pipelines.error) return <Problem error={pipelines.error} onRetry={() => void pipelines.refetch()} />
  if (!pipelines.data) return <Waiting lines={10} label={t('ui.loading')} />
  const pipeline = pipelines.data.find(({ id }) => id === parameters.get('pipeline')) ?? pipelines.data[0]
  if (!pipeline) return <Empty title={t('insight.nothing')} actions={<LinkButton kind="primary" href={links.deals}>{t('insight.to-deals')}</LinkButton>}>{t('insight.nothing-what')}</Empty>
  const mine = parameters.get('whose') === 'mine'
  return (
    <>
      <div className="mb-6 flex flex-wrap items-end gap-3">
        {pipelines.data.length > 1 && <div className="w-56"><SelectBox label={t('deals.pipeline')} value={pipeline.id} onChange={(key) => show({ pipeline: key })} options={pipelines.data.map(({ id, name }) => ({ key: id, label: name }))} /></div>}
        <div className="w-44"><SelectBox label={t('deals.whose')} value={mine ? 'mine' : 'all'} onChange={(key) => show({ whose: key })} options={[{ key: 'all', label: t('deals.all') }, { key: 'mine', label: t('deals.mine') }]} /></div>
      </div>
      <Sales pipeline={pipeline.id} mine={mine} />
      <DealForecast pipeline={pipeline.id} mine={mine} />
    </>
  )
}

function Sales({ pipeline, mine }: { pipeline: string; mine: boolean }) {
  const { t, number, percent } = useTexts()
  const money = useMoney(true)
  const sales = useSales(pipeline, mine)
  if (sales.error) return <Problem error={sales.error} onRetry={() => void sales.refetch()} />
  if (!sales.data) return <Waiting lines={12} label={t('ui.loading')} />
  const { stages, months, winRate, daysToWin, currency } = sales.data
  const open = stages.reduce((sum, { count }) => sum + count, 0)
  const value = stages.reduce((sum, one) => sum + Number(one.value), 0)
  return (
    <>
      <div className="mb-10">
        <Figures>
          <Figure label={t('insight.open', { count: open })} value={number(open)} />
          <Figure label={t('insight.open-value')} value={money(value.toFixed(2), currency)} />
          <Figure label={t('insight.win-rate')} value={winRate === null ? '–' : percent(winRate)} tone="good" />
          <Figure label={t('insight.days-to-win', { days: daysToWin ?? 0 })} value={daysToWin === null ? '–' : number(daysToWin)} />
        </Figures>
      </div>
      {months.some(({ won, lost }) => won + lost > 0) && <Section title={t('insight.won-lost')} lead={t('insight.won-lost-lead')}><WonAndLost months={months} currency={currency} /></Section>}
      <Section title={t('insight.stages')} lead={t('insight.stages-lead')}>
        <PlainTable label={t('insight.stages')} numbers={NUMBERS} head={[t('insight.stage'), t('insight.count'), t('insight.value'), t('insight.days')]}>
          {stages.map((one) => <PlainRow key={one.id} cells={[one.name, number(one.count), money(one.value, currency), one.days === null ? '–' : number(one.days)]} />)}
        </PlainTable>
      </Section>
    </>
  )
}

function WonAndLost({ months, currency }: Pick<SalesInsight, 'months' | 'currency'>) {
  const { t, number, month } = useTexts()
  const money = useMoney(true)
  const nameOf = (key: string) => `${month(`${key}-01`)} ${key.slice(0, 4)}`
  return (
    <PlotColumns
      label={t('insight.won-lost')}
      up={t('insight.won')}
      down={t('insight.lost')}
      pairs={months.map((one) => ({
        key: one.month, up: Number(one.wonValue), down: Number(one.lostValue), mark: month(`${one.month}-01`),
        title: `${nameOf(one.month)}. ${t('insight.won')}: ${money(one.wonValue, currency)}. ${t('insight.lost')}: ${money(one.lostValue, currency)}`,
      }))}
      numbers={{
        head: [t('insight.month'), t('insight.won-count'), t('insight.won'), t('insight.lost-count'), t('insight.lost')],
        rows: months.toReversed().map((one) => [nameOf(one.month), number(one.won), money(one.wonValue, currency), number(one.lost), money(one.lostValue, currency)]),
      }}
    />
  )
}
