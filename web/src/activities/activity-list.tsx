import { useState } from 'react'
import { Check, CircleCheck, Phone, UsersRound } from 'lucide-react'
import { GridList, GridListItem } from 'react-aria-components'
import type { ActivityBody } from '@api/activities-resource.ts'
import { useTexts } from '../language.tsx'
import { links } from '../links.ts'
import { useWhyNot } from '../shell/may.ts'
import { Button, IconButton, TextLink } from '../ui/button.tsx'
import { announce } from '../ui/toast.tsx'
import { useDone } from './activity-queries.ts'
import { CallDialog } from './call-dialog.tsx'

const KIND_ICON = { task: CircleCheck, call: Phone, meeting: UsersRound } as const

/** Says that something is done, or takes that back; either can be undone from the message. */
export function useMarkDone() {
  const { t } = useTexts()
  const { mutate } = useDone()
  return (activity: ActivityBody, done = activity.doneAt === null) => mutate({ activity, done }, {
    onSuccess: () => announce({ text: t(done ? 'activities.is-done' : 'activities.is-open', { title: activity.title }), isUndo: true, action: { label: t('ui.undo'), run: () => mutate({ activity, done: !done }) } }),
    onError: (error) => announce({ text: error.message }),
  })
}

/** Activities under each other, each with the press that says it is done; enter opens one. */
export function ActivityList({ label, activities, onOpen, about = true, owners = false }: {
  label: string
  activities: readonly ActivityBody[]
  onOpen: (activity: ActivityBody) => void
  /** Whom it is about is said; not on their own page. */
  about?: boolean
  owners?: boolean
}) {
  return (
    <GridList aria-label={label} items={activities} dependencies={[about, owners]} onAction={(key) => onOpen(activities.find((one) => one.id === key)!)} className="border-t border-line">
      {(activity) => (
        <GridListItem id={activity.id} textValue={activity.title} className="flex cursor-default items-start gap-2 border-b border-line py-2 -outline-offset-2 data-[hovered]:bg-raised">
          <Line activity={activity} about={about} owners={owners} />
        </GridListItem>
      )}
    </GridList>
  )
}

function Line({ activity, about, owners }: { activity: ActivityBody; about: boolean; owners: boolean }) {
  const { t, word } = useTexts()
  const whyNot = useWhyNot()('activities.write')
  const mark = useMarkDone()
  const [calling, setCalling] = useState(false)
  const isDone = activity.doneAt !== null
  const Icon = KIND_ICON[activity.kind]
  const when = useWhen(activity)
  return (
    <>
      <IconButton label={t(isDone ? 'activities.not-done' : 'activities.mark-done', { title: activity.title })} onPress={() => mark(activity)} disabledReason={whyNot} className="-my-1">
        <span aria-hidden className={`flex size-5 items-center justify-center rounded-full border ${isDone ? 'border-accent bg-accent text-on-accent' : 'border-edge bg-raised'}`}><Check size={13} strokeWidth={3} className={isDone ? '' : 'invisible'} /></span>
      </IconButton>
      <div className="min-w-0 flex-1">
        <p className={`font-semibold break-words ${isDone ? 'text-soft' : ''}`}>{activity.title}</p>
        <p className="flex flex-wrap items-center gap-x-3 gap-y-0.5 text-fine text-soft">
          <span className="inline-flex items-center gap-1"><Icon aria-hidden size={13} />{t(`activity-kind.${activity.kind}`)}</span>
          {when && <span className={`numbers ${activity.late ? 'text-brick' : ''}`}>{when}</span>}
          {activity.outcome && <span>{word('call-outcome', activity.outcome)}</span>}
          {about && activity.person && <TextLink href={links.person(activity.person.id)}>{activity.person.name}</TextLink>}
          {activity.deal && activity.person && <TextLink href={links.deal(activity.person.id, activity.deal.id)}>{activity.deal.name}</TextLink>}
          {about && activity.company && <TextLink href={links.company(activity.company.id)}>{activity.company.name}</TextLink>}
          {owners && <span>{activity.owner?.name ?? t('activities.nobodys')}</span>}
          {isDone && activity.until && <span>{t('activities.goes', { day: activity.until.slice(0, 10) })}</span>}
        </p>
      </div>
      {activity.kind === 'call' && !isDone && activity.person && <Button kind="plain" className="-my-1 max-mid:px-2" onPress={() => setCalling(true)} disabledReason={whyNot}>{t('calls.call')}</Button>}
      {calling && activity.person && <CallDialog person={activity.person} planned={activity} onClose={() => setCalling(false)} />}
    </>
  )
}

/** When it is due, or when it was done; days and hours as the clock of the house has them. */
function useWhen(activity: ActivityBody): string | undefined {
  const { t, day } = useTexts()
  if (activity.doneAt !== null) return t('activities.done-when', { day: day(activity.doneAt), name: activity.doneBy ?? '' })
  if (activity.dueOn === null) return undefined
  const at = [day(activity.dueOn), activity.dueTime].filter(Boolean).join(' ')
  return activity.late ? t('activities.late', { at }) : at
}
