import type { DealForecast as Forecast } from '@api/deals-resource.ts'
import { useMoney } from '../invoices/use-money.ts'
import { useTexts } from '../language.tsx'
import { Empty, Waiting } from '../ui/empty.tsx'
import { Problem } from '../ui/notice.tsx'
import { Section } from '../ui/page.tsx'
import { PlainRow, PlainTable } from '../ui/plain-table.tsx'
import { PlotColumns } from '../ui/plot-columns.tsx'
import { useForecast } from './deal-queries.ts'

const NUMBERS = [1, 2]

/** What the months to come may bring, and why deals were lost. */
export function DealForecast({ pipeline, mine }: { pipeline: string; mine: boolean }) {
  const { t } = useTexts()
  const forecast = useForecast(pipeline, mine)
  if (forecast.error) return <Problem error={forecast.error} onRetry={() => void forecast.refetch()} />
  if (!forecast.data) return <Waiting lines={8} label={t('ui.loading')} />
  const { months, lost, currency } = forecast.data
  if (months.length === 0 && lost.length === 0) return <Empty title={t('forecast.none')}>{t('forecast.none-what')}</Empty>
  return (
    <>
      <Section title={t('forecast.title')} lead={t('forecast.lead')}><Months months={months} currency={currency} /></Section>
      {lost.length > 0 && <Section title={t('forecast.lost')} lead={t('forecast.lost-lead')}><Lost lost={lost} currency={currency} /></Section>}
    </>
  )
}

function Months({ months, currency }: { months: Forecast['months']; currency: string }) {
  const { t, month } = useTexts()
  const money = useMoney(true)
  const nameOf = (key: string) => (key === 'late' || key === 'some-day' ? t(`forecast.${key}`) : `${month(`${key}-01`)} ${key.slice(0, 4)}`)
  const shortOf = (key: string) => (key === 'late' || key === 'some-day' ? t(`forecast.${key}-short`) : month(`${key}-01`))
  return (
    <PlotColumns
      label={t('forecast.title')}
      up={t('forecast.up')}
      pairs={months.map((one) => ({ key: one.month, up: Number(one.won) + Number(one.weighed), down: 0, title: `${nameOf(one.month)}: ${money(String(Number(one.won) + Number(one.weighed)), currency)}`, mark: shortOf(one.month) }))}
      numbers={{ head: [t('forecast.month'), t('forecast.count'), t('forecast.open'), t('forecast.weighed'), t('forecast.won')], rows: months.map((one) => [nameOf(one.month), String(one.count), money(one.open, currency), money(one.weighed, currency), money(one.won, currency)]) }}
    />
  )
}

function Lost({ lost, currency }: { lost: Forecast['lost']; currency: string }) {
  const { t } = useTexts()
  const money = useMoney(true)
  return (
    <PlainTable label={t('forecast.lost')} numbers={NUMBERS} head={[t('deals.lost-why'), t('forecast.count'), t('deals.value')]}>
      {lost.map((one) => <PlainRow key={one.why} cells={[t(`lost-why.${one.why}`), String(one.count), money(one.value, currency)]} />)}
    </PlainTable>
  )
}
