import { memo } from 'react'
import { Download } from 'lucide-react'
import type { TimelineEvent } from '@api/people-resource.ts'
import { useTexts } from '../language.tsx'
import { links } from '../links.ts'
import { Button, TextLink } from '../ui/button.tsx'
import { Waiting } from '../ui/empty.tsx'
import { Problem } from '../ui/notice.tsx'
import { Section } from '../ui/page.tsx'
import { RuleNumber } from '../ui/tag.tsx'
import { useTimeline } from './people-queries.ts'

const DOT: Record<TimelineEvent['type'], string> = { entry: 'bg-accent', use: 'border-2 border-accent bg-ground', provenance: 'bg-edge', ground: 'border-2 border-edge bg-ground', code: 'bg-edge', note: 'bg-ochre', invoice: 'bg-ink', 'credit-note': 'border-2 border-ink bg-ground', payment: 'bg-accent', deal: 'border-2 border-ochre bg-ground', activity: 'bg-ochre', event: 'bg-edge', ticket: 'bg-accent-deep', letter: 'bg-accent', lead: 'border-2 border-dashed border-ochre bg-ground' }

/** What has happened, newest first, day by day. */
export const PersonTimeline = memo(function PersonTimeline({ id }: { id: string }) {
  const { t } = useTexts()
  const timeline = useTimeline(id)
  const events = timeline.data?.pages.flatMap((page) => page.events) ?? []
  return (
    <Section title={t('timeline.title')}>
      {timeline.error && <Problem error={timeline.error} onRetry={() => void timeline.refetch()} />}
      {timeline.isPending && <Waiting lines={6} label={t('ui.loading')} />}
      {timeline.isSuccess && events.length === 0 && <p className="text-soft">{t('timeline.none')}</p>}
      <ol>
        {events.map((event, index) => (
          <Event key={`${event.at} ${index}`} personId={id} event={event} after={events[index - 1]} />
        ))}
      </ol>
      {timeline.hasNextPage && (
        <Button kind="plain" onPress={() => void timeline.fetchNextPage()} isPending={timeline.isFetchingNextPage}>{t('ui.more')}</Button>
      )}
    </Section>
  )
})

function Event({ personId, event, after }: { personId: string; event: TimelineEvent; after: TimelineEvent | undefined }) {
  const { t, day, clock, word } = useTexts()
  const href = event.invoice ? links.invoice(personId, event.invoice) : event.deal ? links.deal(personId, event.deal) : event.ticket ? links.ticket(personId, event.ticket) : event.lead ? links.lead(personId, event.lead) : undefined
  const isNewDay = !after || day(after.at) !== day(event.at)
  const by = [event.surface && word(event.type === 'provenance' ? 'collected' : 'surface', event.surface), event.actor].filter(Boolean).join(' · ')
  return (
    <li>
      {isNewDay && <h3 className={`numbers mb-2 text-fine text-soft ${after ? 'mt-5' : ''}`}>{day(event.at)}</h3>}
      <div className="relative ml-1 border-l border-line pb-4 pl-5">
        <span aria-hidden className={`absolute top-1.5 -left-[5.5px] size-2.5 rounded-full ${DOT[event.type]}`} />
        <p>
          {href ? <TextLink href={href} className="font-semibold">{event.title}</TextLink> : <span className="font-semibold">{event.title}</span>} {event.rule && <RuleNumber rule={event.rule} />}
        </p>
        {event.detail && <p className="break-words whitespace-pre-wrap text-soft">{event.detail}</p>}
        <p className="flex flex-wrap items-center gap-x-3 text-fine text-soft">
          <span className="numbers">{clock(event.at)}</span>
          {by && <span>{by}</span>}
          {event.receipt && event.seq !== null && (
            <a href={links.receipt(personId, event.seq)} download className="inline-flex min-h-6 items-center gap-1 text-accent underline underline-offset-3">
              <Download aria-hidden size={13} /> {t('timeline.receipt')}
            </a>
          )}
        </p>
      </div>
    </li>
  )
}
