import type { ConsentRates } from '@api/choices-resource.ts'
import type { AnswersByWeek } from '@api/overview-resource.ts'
import { useAskedParts } from '../answers/asked-parts.ts'
import { useTexts } from '../language.tsx'
import { links } from '../links.ts'
import { LinkButton } from '../ui/button.tsx'
import { Waiting } from '../ui/empty.tsx'
import { Problem } from '../ui/notice.tsx'
import { Section } from '../ui/page.tsx'
import { PlotColumns } from '../ui/plot-columns.tsx'
import { PlotStack } from '../ui/plot-stack.tsx'
import { useAnswersByWeek } from './overview-queries.ts'

/** How often somebody said yes or no, week by week. */
export function AnswersPerWeek() {
  const { t } = useTexts()
  const { data, error, refetch } = useAnswersByWeek()
  return (
    <Section title={t('overview.weeks')} lead={t('overview.weeks-lead')}>
      {error ? <Problem error={error} onRetry={() => void refetch()} /> : !data ? <Waiting lines={8} label={t('ui.loading')} /> : <Weeks weeks={data.weeks} />}
    </Section>
  )
}

export function Weeks({ weeks }: Pick<AnswersByWeek, 'weeks'>) {
  const { t, number, day, month } = useTexts()
  if (weeks.every(({ yes, no }) => yes + no === 0)) return <p className="text-soft">{t('overview.weeks-none')}</p>
  const nameOf = ({ week, from }: AnswersByWeek['weeks'][number]) => t('overview.week', { week: Number(week.slice(-2)), day: day(from) })
  return (
    <PlotColumns
      label={t('overview.weeks')}
      up={t('answer.yes')}
      down={t('answer.no')}
      pairs={weeks.map((one, index) => ({
        key: one.week, up: one.yes, down: one.no,
        title: `${nameOf(one)}. ${t('answer.yes')}: ${number(one.yes)}. ${t('answer.no')}: ${number(one.no)}`,
        mark: weeks[index - 1]?.from.slice(0, 7) === one.from.slice(0, 7) ? undefined : month(one.from),
      }))}
      numbers={{ head: [t('overview.week-from'), t('answer.yes'), t('answer.no')], rows: weeks.toReversed().map((one) => [nameOf(one), number(one.yes), number(one.no)]) }}
    />
  )
}

/** Where people were asked, and what they answered there. */
export function RatePerSurface({ rates }: { rates: ConsentRates }) {
  const { t, number, word } = useTexts()
  const { head, rowOf } = useAskedParts()
  const surfaces = rates.surfaces.filter(({ asked }) => asked > 0)
  if (surfaces.length === 0) return <Section title={t('overview.rates')}><p className="text-soft">{t('overview.rates-none')}</p></Section>
  return (
    <Section title={t('overview.rates')} lead={t('overview.rates-lead')} actions={<LinkButton href={links.answers()}>{t('overview.rates-more')}</LinkButton>}>
      <PlotStack
        label={t('overview.rates')}
        rows={surfaces.map((one) => rowOf({ ...one, key: one.surface, label: word('surface', one.surface) }))}
        numbers={{
          head: [t('overview.surface'), ...head],
          rows: surfaces.map((one) => [word('surface', one.surface), ...[one.asked, one.yes, one.no, one.stopAsking, one.none].map(number)]),
        }}
      />
    </Section>
  )
}
