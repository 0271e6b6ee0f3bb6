import { useState } from 'react'
import type { Hold } from '@api/documents-resource.ts'
import type { Person } from '@api/person-resource.ts'
import { useTexts } from '../language.tsx'
import { useWhyNot } from '../shell/may.ts'
import { Button } from '../ui/button.tsx'
import { Waiting } from '../ui/empty.tsx'
import { Problem } from '../ui/notice.tsx'
import { Section } from '../ui/page.tsx'
import { Tag } from '../ui/tag.tsx'
import { announce } from '../ui/toast.tsx'
import { useEndHold, useHolds } from './documents-queries.ts'
import { PlaceHold } from './place-hold.tsx'

/** What is kept from ending, why and until when; each can be let go. */
export function Holds({ personId, person }: { personId: string; person: Person | undefined }) {
  const { t } = useTexts()
  const holds = useHolds(personId)
  const whyNot = useWhyNot()
  const [isPlacing, setPlacing] = useState(false)
  return (
    <Section title={t('holds.title')} lead={t('holds.lead')} actions={<Button onPress={() => setPlacing(true)} disabledReason={whyNot('people.erase')}>{t('holds.add')}</Button>}>
      {holds.error ? <Problem error={holds.error} onRetry={() => void holds.refetch()} />
        : !holds.data ? <Waiting lines={2} label={t('ui.loading')} />
        : holds.data.length === 0 ? <p className="text-soft">{t('holds.none')}</p>
        : <ul className="border-y border-line">{holds.data.map((one) => <HoldLine key={one.id} personId={personId} hold={one} />)}</ul>}
      {isPlacing && <PlaceHold personId={personId} person={person} onClose={() => setPlacing(false)} />}
    </Section>
  )
}

function HoldLine({ personId, hold }: { personId: string; hold: Hold }) {
  const { t, day } = useTexts()
  const whyNot = useWhyNot()
  const end = useEndHold(personId)
  const state = hold.endedAt ? t('holds.ended', { day: day(hold.endedAt) }) : hold.lasts ? t('holds.till', { day: day(hold.until) }) : t('holds.lapsed')
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-1 border-b border-line py-2 last:border-b-0">
      <div className="min-w-0 flex-1 basis-64">
        <p><span className="font-semibold">{hold.label}</span> <Tag tone={hold.lasts ? 'wait' : 'plain'}>{state}</Tag></p>
        <p className="break-words text-soft">{hold.reason}</p>
        <p className="text-fine text-soft">{t('holds.by', { name: hold.by, day: day(hold.since) })}</p>
        {end.error && <Problem error={end.error} />}
      </div>
      {hold.lasts && (
        <Button
          aria-label={t('holds.end-what', { label: hold.label })}
          isPending={end.isPending}
          disabledReason={whyNot('people.erase')}
          onPress={() => end.mutate(hold.id, { onSuccess: () => announce({ text: t('holds.let-go', { label: hold.label }) }) })}
        >
          {t('holds.end')}
        </Button>
      )}
    </li>
  )
}
