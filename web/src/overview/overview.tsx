import { useQuery } from '@tanstack/react-query'
import type { PeoplePage } from '@api/people-resource.ts'
import { get } from '../api.ts'
import { useTexts } from '../language.tsx'
import { useConsentRates } from '../mailings/mailing-queries.ts'
import { useSession } from '../shell/session.ts'
import { Figure, Figures } from '../ui/figure.tsx'
import { Problem } from '../ui/notice.tsx'
import { Page } from '../ui/page.tsx'
import { WaitingFigures } from '../ui/skeleton.tsx'
import { AnswersPerWeek, RatePerSurface } from './answers.tsx'
import { NextSteps } from './next-steps.tsx'
import { Reach } from './reach.tsx'

/** The state of things, and what to do next. */
export function Overview() {
  const { t, number, percent, list, word } = useTexts()
  const { data: session } = useSession()
  const people = useQuery({ queryKey: ['people', 'total'], queryFn: () => get<PeoplePage>('/people', { limit: 1 }) })
  const rates = useConsentRates()
  const total = people.data?.total
  const asked = rates.data?.surfaces.reduce((sum, surface) => sum + surface.asked, 0) ?? 0
  const yes = rates.data?.surfaces.reduce((sum, surface) => sum + surface.yes, 0) ?? 0
  // Questions are put in other places than our mailings: say which.
  const where = list(rates.data?.surfaces.filter(({ asked: times }) => times > 0).map(({ surface }) => word('asked-on', surface)) ?? [])

  return (
    <Page title={session?.installation.controller.name ?? ''}>
      {people.error && <Problem error={people.error} onRetry={() => void people.refetch()} />}
      <div className="mb-10 min-h-24">
        {total === undefined ? (
          <WaitingFigures label={t('ui.loading')} />
        ) : (
          <Figures>
            <Figure label={t('overview.people', { count: total })} value={number(total)} />
            <Figure label={t('overview.asked', { count: asked })} value={number(asked)} hint={where} />
            <Figure label={t('overview.yes')} value={asked > 0 ? percent(yes / asked) : '–'} tone="good" />
          </Figures>
        )}
      </div>
      <NextSteps total={total} />
      {total !== undefined && total > 0 && <Reach />}
      {total !== undefined && total > 0 && rates.data && <RatePerSurface rates={rates.data} />}
      {total !== undefined && total > 0 && <AnswersPerWeek />}
    </Page>
  )
}
