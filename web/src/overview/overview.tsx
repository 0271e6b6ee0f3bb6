import { useQuery } from '@tanstack/react-query'
import type { PeoplePage } from '@api/people-resource.ts'
import { get } from '../api.ts'
import { useImports } from '../imports/import-queries.ts'
import { useTexts } from '../language.tsx'
import { useConsentRates, useMailings } from '../mailings/mailing-queries.ts'
import { useCatalogue } from '../purposes/catalogue.ts'
import { useSession } from '../shell/session.ts'
import { Figure, Figures } from '../ui/figure.tsx'
import { Problem } from '../ui/notice.tsx'
import { Page } from '../ui/page.tsx'
import { WaitingFigures } from '../ui/skeleton.tsx'
import { Waiting } from '../ui/empty.tsx'
import { AnswersPerWeek, RatePerSurface } from './answers.tsx'
import { NextSteps } from './next-steps.tsx'
import { useAnswersByWeek, useReach } from './overview-queries.ts'
import { Reach } from './reach.tsx'

/** The state of things, and what to do next. */
export function Overview() {
  const { t, number, percent, list, word } = useTexts()
  const { data: session } = useSession()
  const people = useQuery({ queryKey: ['people', 'total'], queryFn: () => get<PeoplePage>('/people', { limit: 1 }) })
  const rates = useConsentRates()
  // Its parts come one under the other and are of unlike height: shown as they come, each would push those below.
  const [reach, weeks, imports, mailings, catalogue] = [useReach(), useAnswersByWeek(), useImports(), useMailings(), useCatalogue()]
  const total = people.data?.total
  const asked = rates.data?.surfaces.reduce((sum, surface) => sum + surface.asked, 0) ?? 0
  const yes = rates.data?.surfaces.reduce((sum, surface) => sum + surface.yes, 0) ?? 0
  // Questions are put in other places than our mailings: say which.
  const where = list(rates.data?.surfaces.filter(({ asked: times }) => times > 0).map(({ surface }) => word('asked-on', surface)) ?? [])

  const arrived = ![people, rates, reach, weeks, imports, mailings].some(({ isPending }) => isPending) && catalogue.isReady

  return (
    <Page title={session?.installation.controller.name ?? ''}>
      {people.error && <Problem error={people.error} onRetry={() => void people.refetch()} />}
      <div className="mb-10 min-h-24">
        {arrived ? (
          <Figures>
            <Figure label={t('overview.people', { count: total ?? 0 })} value={total === undefined ? '–' : number(total)} />
            <Figure label={t('overview.asked', { count: asked })} value={number(asked)} hint={where} />
            <Figure label={t('overview.yes')} value={asked > 0 ? percent(yes / asked) : '–'} tone="good" />
          </Figures>
        ) : (
          <WaitingFigures label={t('ui.loading')} />
        )}
      </div>
      {arrived ? (
        <>
          <NextSteps total={total} />
          {total !== undefined && total > 0 && <Reach />}
          {total !== undefined && total > 0 && rates.data && <RatePerSurface rates={rates.data} />}
          {total !== undefined && total > 0 && <AnswersPerWeek />}
        </>
      ) : (
        <Waiting lines={14} label={t('ui.loading')} />
      )}
    </Page>
  )
}
