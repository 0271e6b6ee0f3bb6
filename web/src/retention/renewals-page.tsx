import type { Renewals } from '@api/renewals-resource.ts'
import { useTexts } from '../language.tsx'
import { links } from '../links.ts'
import { STATE_TONE } from '../mailings/mailing-list.tsx'
import { useWhyNot } from '../shell/may.ts'
import { BackLink, TextLink } from '../ui/button.tsx'
import { Empty } from '../ui/empty.tsx'
import { Notice, Problem } from '../ui/notice.tsx'
import { Page, Section } from '../ui/page.tsx'
import { PlainRow, PlainTable } from '../ui/plain-table.tsx'
import { PlotColumns } from '../ui/plot-columns.tsx'
import { WaitingPage } from '../ui/skeleton.tsx'
import { Tag } from '../ui/tag.tsx'
import { NewRenewal } from './new-renewal.tsx'
import { useRenewals } from './renewal-queries.ts'

/** Which yeses end by themselves and when, the one question before that, and what came of it. */
export function RenewalsPage() {
  const { t } = useTexts()
  const whyNot = useWhyNot()('mailings.write')
  const renewals = useRenewals()
  const above = <BackLink href={links.retention}>{t('retention-room.title')}</BackLink>
  if (whyNot) return <Page title={t('renewals.title')} above={above}><Notice>{whyNot}</Notice></Page>
  if (renewals.error && !renewals.data) return <Page title={t('renewals.title')} above={above}><Problem error={renewals.error} onRetry={() => void renewals.refetch()} /></Page>
  if (!renewals.data) return <Page title="" wide><WaitingPage label={t('ui.loading')} /></Page>
  const { months, purposes, today, monthsAhead, rounds } = renewals.data
  return (
    <Page title={t('renewals.title')} lead={t('renewals.lead')} above={above} wide>
      {purposes.length === 0 ? <Empty title={t('renewals.none')}>{t('renewals.none-what')}</Empty> : (
        <>
          <Section title={t('renewals.months')}><EndingPlot months={months} /></Section>
          <Purposes purposes={purposes} />
          <NewRenewal purposes={purposes} today={today} monthsAhead={monthsAhead} />
        </>
      )}
      <Rounds rounds={rounds} />
    </Page>
  )
}

function EndingPlot({ months }: Pick<Renewals, 'months'>) {
  const { t, number, month, locale } = useTexts()
  const nameOf = (key: string) => new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(new Date(`${key}-01`))
  return (
    <PlotColumns
      label={t('renewals.months')}
      up={t('renewals.people')}
      pairs={months.map((one) => ({ key: one.month, up: one.people, down: 0, mark: month(`${one.month}-01`), title: `${nameOf(one.month)}. ${t('renewals.people')}: ${number(one.people)}` }))}
      numbers={{ head: [t('retention-room.month'), t('renewals.people')], rows: months.map((one) => [nameOf(one.month), number(one.people)]) }}
    />
  )
}

function Purposes({ purposes }: Pick<Renewals, 'purposes'>) {
  const { t, number } = useTexts()
  return (
    <Section title={t('renewals.purposes')}>
      <PlainTable label={t('renewals.purposes')} stacks head={[t('retention-room.purpose'), t('renewals.people')]}>
        {purposes.map((one) => <PlainRow key={one.purpose} cells={[<TextLink key="purpose" href={links.purpose(one.purpose)}>{one.label}</TextLink>, <span key="people" className="numbers">{number(one.people)}</span>]} />)}
      </PlainTable>
    </Section>
  )
}

function Rounds({ rounds }: Pick<Renewals, 'rounds'>) {
  const { t, number, day } = useTexts()
  if (rounds.length === 0) return null
  return (
    <Section title={t('renewals.rounds')} lead={t('renewals.rounds-lead')}>
      <PlainTable label={t('renewals.rounds')} stacks head={[t('mailings.name'), t('renewals.until'), t('imports.state'), t('message-state.sent'), t('renewals.renewed'), t('answer.no'), t('renewals.silent'), t('message-state.left-out')]}>
        {rounds.map((one) => (
          <PlainRow
            key={one.id}
            cells={[
              <span key="name"><TextLink href={links.mailing(one.id)}>{one.name}</TextLink><span className="block text-fine text-soft">{one.purposes.map((purpose) => purpose.label).join(', ')}</span></span>,
              day(one.before), <Tag key="state" tone={STATE_TONE[one.state]}>{t(`mailing-state.${one.state}`)}</Tag>,
              ...[one.counts.sent, one.answers.yes, one.answers.no + one.answers.stopAsking, one.answers.none, one.counts.leftOut].map((count, index) => <span key={index} className="numbers">{number(count)}</span>),
            ]}
          />
        ))}
      </PlainTable>
    </Section>
  )
}
