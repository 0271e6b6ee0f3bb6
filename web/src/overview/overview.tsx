import { useQueries, useQuery } from '@tanstack/react-query'
import type { ConsentRates } from '@api/choices-resource.ts'
import type { Audience } from '@api/decisions-resource.ts'
import type { PeoplePage } from '@api/people-resource.ts'
import { get, post } from '../api.ts'
import { useTexts } from '../language.tsx'
import { useConsentRates } from '../mailings/mailing-queries.ts'
import { useCatalogue } from '../purposes/catalogue.ts'
import { useSession } from '../shell/session.ts'
import { Waiting } from '../ui/empty.tsx'
import { Figure, Figures } from '../ui/figure.tsx'
import { Problem } from '../ui/notice.tsx'
import { Page, Section } from '../ui/page.tsx'
import { PartsBar } from '../ui/progress.tsx'
import { ShareBar } from '../ui/share-bar.tsx'
import { NextSteps } from './next-steps.tsx'

/** The state of things, and what to do next. */
export function Overview() {
  const { t, number, percent } = useTexts()
  const { data: session } = useSession()
  const people = useQuery({ queryKey: ['people', 'total'], queryFn: () => get<PeoplePage>('/people', { limit: 1 }) })
  const rates = useConsentRates()
  const total = people.data?.total
  const asked = rates.data?.surfaces.reduce((sum, surface) => sum + surface.asked, 0) ?? 0
  const yes = rates.data?.surfaces.reduce((sum, surface) => sum + surface.yes, 0) ?? 0

  return (
    <Page title={session?.installation.controller.name ?? ''}>
      {people.error && <Problem error={people.error} onRetry={() => void people.refetch()} />}
      <div className="mb-12 min-h-20">
        {total === undefined ? (
          <Waiting lines={2} label={t('ui.loading')} />
        ) : (
          <Figures>
            <Figure label={t('overview.people', { count: total })} value={number(total)} />
            <Figure label={t('overview.asked', { count: asked })} value={number(asked)} />
            <Figure label={t('overview.yes')} value={asked > 0 ? percent(yes / asked) : '–'} tone="good" />
          </Figures>
        )}
      </div>
      <NextSteps total={total} />
      {total !== undefined && total > 0 && <ReachPerPurpose total={total} />}
      {rates.data && asked > 0 && <RatePerSurface rates={rates.data} />}
    </Page>
  )
}

/** For each kind of marketing, how many may be written to by e-mail today. */
function ReachPerPurpose({ total }: { total: number }) {
  const { t } = useTexts()
  const { purposes, nameOf } = useCatalogue()
  const marketing = purposes.filter(({ kind, channels }) => kind === 'marketing' && channels.includes('email'))
  const audiences = useQueries({
    queries: marketing.map(({ key }) => ({
      queryKey: ['audience', 'reach', key],
      queryFn: () => post<Audience>('/audiences', { purpose: key, channel: 'email', limit: 1 }),
    })),
  })
  if (marketing.length === 0) return null
  return (
    <Section title={t('overview.reach')} lead={t('overview.reach-lead')}>
      {marketing.map(({ key }, index) => (
        <ShareBar key={key} label={nameOf(key)} value={audiences[index]?.data?.permitted ?? 0} total={total} />
      ))}
    </Section>
  )
}

/** Where people were asked, and what they answered there. */
function RatePerSurface({ rates }: { rates: ConsentRates }) {
  const { t, percent, word } = useTexts()
  return (
    <Section title={t('overview.rates')} lead={t('overview.rates-lead')}>
      <ul className="flex flex-col gap-6">
        {rates.surfaces.filter(({ asked }) => asked > 0).map((surface) => (
          <li key={surface.surface}>
            <p className="mb-1.5 flex justify-between gap-4">
              <span className="font-semibold">{word('surface', surface.surface)}</span>
              {surface.rate !== null && <span className="numbers text-soft">{t('overview.rate', { rate: percent(surface.rate) })}</span>}
            </p>
            <PartsBar
              label={word('surface', surface.surface)}
              parts={[
                { key: 'yes', label: t('answer.yes'), value: surface.yes, look: 'good' },
                { key: 'no', label: t('answer.no'), value: surface.no, look: 'bad' },
                { key: 'stop', label: t('answer.stop-asking'), value: surface.stopAsking, look: 'wait' },
                { key: 'none', label: t('answer.none'), value: surface.none, look: 'plain' },
              ]}
            />
          </li>
        ))}
      </ul>
    </Section>
  )
}
