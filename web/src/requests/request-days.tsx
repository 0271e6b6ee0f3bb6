import type { RightsRequestAnswer } from '@api/requests-resource.ts'
import { type ReactNode } from 'react'
import { useTexts } from '../language.tsx'
import { Section } from '../ui/page.tsx'
import { nextOf } from './next-of.ts'
import { DaysLeft } from './urgency.tsx'

/** The day that counts, and beside it the others: the inner aim, the day if the clock had stood, the latest there can be. */
export function RequestDays({ request }: { request: RightsRequestAnswer }) {
  const { t, day, word } = useTexts()
  const { days, urgency } = request
  // An aim that is past, or the day itself, helps nobody; nor does a time that can no longer be extended.
  const isAhead = (urgency === 'in-time' || urgency === 'soon') && days.aimOn < request.strictOn
  const mayExtend = nextOf(request, 'extension')?.allowed ?? false
  return (
    <Section title={t('requests.time')}>
      <div className={`rounded-part px-5 py-4 ${urgency === 'overdue' || urgency === 'today' ? 'bg-brick-wash' : 'bg-sunken'}`}>
        <p className="text-soft">{t(request.answer ? 'requests.was-due' : 'requests.answer-by')}</p>
        <p className="numbers text-title font-semibold tracking-tight">{day(request.strictOn)}</p>
        <DaysLeft request={request} />
      </div>
      <dl className="mt-3 flex flex-col gap-2">
        {days.pausedOn && <Line name={t('requests.paused-on', { day: day(days.pausedOn) })}>{t('requests.paused-what')}</Line>}
        {isAhead && <Line name={t('requests.aim', { day: day(days.aimOn) })}>{t('requests.aim-what')}</Line>}
        {days.extension
          ? <Line name={t('requests.extended-on', { day: day(days.extension.at) })}>{word('extension', days.extension.reason)}</Line>
          : mayExtend && <Line name={t('requests.latest', { day: day(days.latestOn) })}>{t('requests.latest-what', { day: day(days.dueOn) })}</Line>}
      </dl>
    </Section>
  )
}

function Line({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt className="font-medium">{name}</dt>
      <dd className="text-fine text-soft">{children}</dd>
    </div>
  )
}
