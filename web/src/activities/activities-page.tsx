import { useState } from 'react'
import { useSearchParams } from 'react-router'
import type { ActivityBody, ActivityDay } from '@api/activities-resource.ts'
import { useTexts } from '../language.tsx'
import { ActionButton } from '../shell/action-button.tsx'
import { useAction } from '../shell/bound-actions.ts'
import { useWhyNot } from '../shell/may.ts'
import { Button } from '../ui/button.tsx'
import { Empty, Waiting } from '../ui/empty.tsx'
import { Notice, Problem } from '../ui/notice.tsx'
import { Page, Section } from '../ui/page.tsx'
import { SelectBox } from '../ui/select-box.tsx'
import { TabView } from '../ui/tabs.tsx'
import { ActivityCalendar } from './activity-calendar.tsx'
import { ActivityDialog } from './activity-dialog.tsx'
import { ActivityList, useMarkDone } from './activity-list.tsx'
import { DaySettingsDialog } from './day-settings.tsx'
import { useActivity, useActivityDay } from './activity-queries.ts'

/** What one has before oneself: overdue, today, later, some day; or what the team has. */
export function ActivitiesPage() {
  const { t } = useTexts()
  const [parameters, setParameters] = useSearchParams()
  const mayTeam = useWhyNot()('activities.team') === undefined
  const team = mayTeam && parameters.get('whose') === 'team'
  const day = useActivityDay(team)
  const show = (next: Record<string, string | null>) => setParameters((before) => Object.fromEntries(Object.entries({ ...Object.fromEntries(before), ...next }).filter((one): one is [string, string] => one[1] !== null)), { replace: true })
  const open = (one: ActivityBody) => show({ open: `${one.of}.${one.id}` })
  const [isSetting, setSetting] = useState(false)
  const isNew = parameters.has('new')
  const close = () => show({ new: null, open: null })
  useAction('new.task', () => show({ new: 'task' }))
  return (
    <Page title={t('room.activities')} lead={t('activities.lead')} actions={<><Button onPress={() => setSetting(true)}>{t('calendar.settings')}</Button><ActionButton action="new.task" kind="primary" /></>}>
      {mayTeam && <div className="mb-4 w-44"><SelectBox label={t('activities.whose')} value={team ? 'team' : 'mine'} onChange={(key) => show({ whose: key })} options={[{ key: 'mine', label: t('activities.mine') }, { key: 'team', label: t('activities.team') }]} /></div>}
      {day.error ? <Problem error={day.error} onRetry={() => void day.refetch()} />
        : !day.data ? <Waiting lines={8} label={t('ui.loading')} />
        : (
          <TabView
            label={t('room.activities')}
            value={parameters.get('part') === 'calendar' ? 'calendar' : 'list'}
            onChange={(key) => show({ part: key })}
            tabs={[
              { key: 'list', label: t('calendar.list'), content: <Day day={day.data} team={team} onOpen={open} /> },
              { key: 'calendar', label: t('calendar.title'), content: <ActivityCalendar team={team} onOpen={open} /> },
            ]}
          />
        )}
      {isSetting && <DaySettingsDialog onClose={() => setSetting(false)} />}
      {isNew && day.data && <ActivityDialog day={parameters.get('on') ?? day.data.today} onClose={close} />}
      <Opened place={parameters.get('open')} onClose={close} />
    </Page>
  )
}

/** The one that the address names. */
function Opened({ place, onClose }: { place: string | null; onClose: () => void }) {
  const [of = '', id = ''] = place?.split('.') ?? []
  const activity = useActivity(place === null ? null : { of, id })
  if (place === null) return null
  if (activity.error) return <Problem error={activity.error} />
  return activity.data ? <ActivityDialog key={activity.data.id} activity={activity.data} onClose={onClose} /> : null
}

function Day({ day, team, onOpen }: { day: ActivityDay; team: boolean; onOpen: (activity: ActivityBody) => void }) {
  const { t } = useTexts()
  const open = day.parts.flatMap(({ activities }) => activities)
  const [focused, setFocused] = useState<string>()
  const current = open.find(({ id }) => id === focused) ?? open[0]
  const mark = useMarkDone()
  useAction('activity.done', () => current && mark(current, true), { ...(current && { about: current.title }), disabledReason: current ? undefined : t('activities.nothing-open') })
  if (open.length === 0 && day.done.length === 0) return <Empty title={t('activities.none')} actions={<ActionButton action="new.task" kind="primary" />}>{t('activities.none-what')}</Empty>
  return (
    <div onFocusCapture={(event) => setFocused(event.target.closest<HTMLElement>('[data-key]')?.dataset['key'])}>
      {day.parts.filter(({ part, activities }) => part === 'today' || activities.length > 0).map(({ part, activities }) => (
        <Section key={part} title={t(`day-part.${part}`, { count: activities.length })}>
          {activities.length === 0 ? <p className="text-soft">{t('activities.nothing-today')}</p> : <ActivityList label={t(`day-part.${part}`, { count: activities.length })} activities={activities} onOpen={onOpen} owners={team} />}
        </Section>
      ))}
      {day.more && <div className="mb-6"><Notice>{t('activities.more')}</Notice></div>}
      {day.done.length > 0 && <Section title={t('activities.done-today')}><ActivityList label={t('activities.done-today')} activities={day.done} onOpen={onOpen} owners={team} /></Section>}
    </div>
  )
}
