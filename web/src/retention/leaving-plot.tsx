import type { RetentionOverview } from '@api/retention-resource.ts'
import { useTexts } from '../language.tsx'
import { PlotColumns } from '../ui/plot-columns.tsx'

type Month = RetentionOverview['months'][number]

/** What leaves in the next twelve months: grounds that end above the line, people whom nothing holds any more below. */
export function LeavingPlot({ label, months }: { label: string; months: readonly Month[] }) {
  const { t, number, month, locale } = useTexts()
  if (months.every(({ grounds, people }) => grounds + people === 0)) return <p className="text-soft">{t('retention-room.months-none')}</p>
  const nameOf = (one: Month) => new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(new Date(`${one.month}-01`))
  return (
    <PlotColumns
      label={label}
      up={t('retention-room.grounds-end')}
      down={t('retention-room.people-leave')}
      pairs={months.map((one) => ({
        key: one.month, up: one.grounds, down: one.people, mark: month(`${one.month}-01`),
        title: `${nameOf(one)}. ${t('retention-room.grounds-end')}: ${number(one.grounds)}. ${t('retention-room.people-leave')}: ${number(one.people)}`,
      }))}
      numbers={{ head: [t('retention-room.month'), t('retention-room.grounds-end'), t('retention-room.people-leave')], rows: months.map((one) => [nameOf(one), number(one.grounds), number(one.people)]) }}
    />
  )
}
