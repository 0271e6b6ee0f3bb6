import { useState } from 'react'
import type { Person } from '@api/person-resource.ts'
import { useTexts } from '../language.tsx'
import { links } from '../links.ts'
import { useWhyNot } from '../shell/may.ts'
import { Button, TextLink } from '../ui/button.tsx'
import { Waiting } from '../ui/empty.tsx'
import { Problem } from '../ui/notice.tsx'
import { Section } from '../ui/page.tsx'
import { Tag } from '../ui/tag.tsx'
import { usePersonRequests } from './request-queries.ts'
import { TakeIn } from './take-in.tsx'
import { DaysLeft, STATE_TONE } from './urgency.tsx'

/** What a person has asked, and the way to take in what they ask now. */
export function PersonRequests({ personId, person, opensAtOnce }: { personId: string; person: Person | undefined; opensAtOnce: boolean }) {
  const { t, day } = useTexts()
  const whyNot = useWhyNot()('requests.handle')
  const requests = usePersonRequests(personId, whyNot === undefined)
  const [isTaking, setTaking] = useState(opensAtOnce && whyNot === undefined)
  return (
    <Section title={t('requests.title')} lead={t('requests.of-person')} actions={<Button kind="primary" onPress={() => setTaking(true)} disabledReason={whyNot}>{t('requests.new')}</Button>}>
      {whyNot !== undefined ? <p className="text-soft">{whyNot}</p>
        : requests.error ? <Problem error={requests.error} onRetry={() => void requests.refetch()} />
        : !requests.data ? <Waiting lines={2} label={t('ui.loading')} />
        : requests.data.length === 0 ? <p className="text-soft">{t('requests.none-of-person')}</p>
        : (
          <ul className="border-y border-line">
            {requests.data.map((one) => (
              <li key={one.id} className="flex flex-wrap items-baseline gap-x-3 gap-y-1 border-b border-line py-2 last:border-b-0">
                <TextLink href={links.request(personId, one.id)}>{one.title}</TextLink>
                <Tag tone={STATE_TONE[one.state]}>{one.stateInWords}</Tag>
                <DaysLeft request={one} />
                <span className="text-fine text-soft">{t('requests.line', { received: day(one.receivedAt), due: day(one.strictOn) })}</span>
              </li>
            ))}
          </ul>
        )}
      {isTaking && <TakeIn personId={personId} person={person} onClose={() => setTaking(false)} />}
    </Section>
  )
}
