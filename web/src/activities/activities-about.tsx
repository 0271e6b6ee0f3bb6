import { useState } from 'react'
import type { ActivityBody } from '@api/activities-resource.ts'
import { useTexts } from '../language.tsx'
import { ActionButton } from '../shell/action-button.tsx'
import { useAction } from '../shell/bound-actions.ts'
import { useWhyNot } from '../shell/may.ts'
import { Button } from '../ui/button.tsx'
import { Waiting } from '../ui/empty.tsx'
import { Problem } from '../ui/notice.tsx'
import { Section } from '../ui/page.tsx'
import { ActivityDialog, type About } from './activity-dialog.tsx'
import { CallDialog } from './call-dialog.tsx'
import { ActivityList } from './activity-list.tsx'
import { useActivitiesAt, useActivitiesOf } from './activity-queries.ts'

/** As many stand on the page; the rest at a press. */
const FIRST = 3

/** Tasks, calls and meetings with a person; of a deal those of the deal. */
export function PersonActivities({ person, deal }: { person: { id: string; name: string }; deal?: { id: string; name: string } }) {
  const { t } = useTexts()
  const of = useActivitiesOf(person.id)
  const activities = of.data?.activities.filter((one) => deal === undefined || one.deal?.id === deal.id)
  const whyNot = of.data?.restricted ? t('activities.restricted') : of.data?.purposes.length === 0 ? t('activities.no-purpose') : undefined
  return <Activities activities={activities} error={of.error} about={{ person, ...(deal && { deal }) }} whyNot={whyNot} />
}

/** Tasks about a company. */
export function CompanyActivities({ company }: { company: { id: string; name: string } }) {
  const at = useActivitiesAt(company.id)
  return <Activities activities={at.data?.activities} error={at.error} about={{ company }} whyNot={undefined} />
}

function Activities({ activities, error, about, whyNot }: { activities: readonly ActivityBody[] | undefined; error: Error | null; about: About; whyNot: string | undefined }) {
  const { t } = useTexts()
  const [open, setOpen] = useState<ActivityBody | 'new' | null>(null)
  const [all, setAll] = useState(false)
  const [calling, setCalling] = useState(false)
  const mayWrite = useWhyNot()('activities.write')
  useAction('new.task', () => setOpen('new'), { about: (about.deal ?? about.person ?? about.company)?.name ?? '', disabledReason: whyNot })
  return (
    <Section title={t('room.activities')} actions={<>{about.person && !about.deal && <Button onPress={() => setCalling(true)} disabledReason={mayWrite}>{t('calls.call')}</Button>}<ActionButton action="new.task" /></>}>
      {error && <Problem error={error} />}
      {!activities && !error && <Waiting lines={2} label={t('ui.loading')} />}
      {activities?.length === 0 && <p className="text-soft">{t('activities.none-here')}</p>}
      {activities && activities.length > 0 && <ActivityList label={t('room.activities')} activities={all ? activities : activities.slice(0, FIRST)} onOpen={setOpen} about={false} owners />}
      {!all && activities && activities.length > FIRST && <Button kind="plain" onPress={() => setAll(true)}>{t('activities.all', { count: activities.length })}</Button>}
      {open !== null && (open === 'new' ? <ActivityDialog about={about} onClose={() => setOpen(null)} /> : <ActivityDialog key={open.id} activity={open} onClose={() => setOpen(null)} />)}
      {calling && about.person && <CallDialog person={about.person} onClose={() => setCalling(false)} />}
    </Section>
  )
}
