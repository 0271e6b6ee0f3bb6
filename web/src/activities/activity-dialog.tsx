import { useEffect, useRef, useState } from 'react'
import { Form } from 'react-aria-components'
import type { ActivityBody, NewActivityBody } from '@api/activities-resource.ts'
import { ApiProblem } from '../api.ts'
import { useTeams } from '../companies/company-queries.ts'
import { useTexts } from '../language.tsx'
import { links } from '../links.ts'
import { useWatch } from '../notes/use-watch.ts'
import { WatchedText } from '../notes/watched-text.tsx'
import { useWhyNot } from '../shell/may.ts'
import { Button, TextLink } from '../ui/button.tsx'
import { DateBox } from '../ui/date-box.tsx'
import { TaskDialog } from '../ui/dialog.tsx'
import { RadioList, TextBox } from '../ui/field.tsx'
import { Notice, Problem } from '../ui/notice.tsx'
import { SelectBox } from '../ui/select-box.tsx'
import { announce } from '../ui/toast.tsx'
import { useActivitiesOf, useAway, useChangeActivity, useInvite, usePlanActivity } from './activity-queries.ts'
import { timeOf } from './time-of.ts'

const KINDS = ['task', 'call', 'meeting'] as const
const MINUTES = [15, 30, 45, 60, 90, 120, 240] as const
const NONE = '-'
const TEXT_LENGTH = 4_000

/** What something new is about; nothing is about nobody. */
export interface About {
  person?: { id: string; name: string }
  deal?: { id: string; name: string }
  company?: { id: string; name: string }
}

interface Draft {
  kind: (typeof KINDS)[number]
  title: string
  text: string
  dueOn: string
  dueTime: string
  minutes: string
  owner: string | null
  purpose: string | null
}

/** A new task, call or meeting, or another word about one: the title, and enter. */
export function ActivityDialog({ activity, about = {}, day = '', onClose }: { activity?: ActivityBody; about?: About; day?: string; onClose: () => void }) {
  const { t } = useTexts()
  const whyNot = useWhyNot()('activities.write')
  const [once] = useState(() => crypto.randomUUID())
  const [draft, setDraft] = useState(() => draftOf(activity, day))
  const [reason, setReason] = useState('')
  const person = activity?.person ?? about.person
  const of = useActivitiesOf(person?.id ?? '').data
  const me = useTeams().data?.me
  const plan = usePlanActivity(once)
  const change = useChangeActivity()
  const { error, isPending } = activity ? change : plan
  const wrong = error instanceof ApiProblem ? error : undefined
  const errorOf = (field: string) => (wrong?.field === field ? wrong.message : undefined)
  const titleWatch = useWatch(draft.title, of?.name ?? '')
  const textWatch = useWatch(draft.text, of?.name ?? '')
  const needsReason = titleWatch.needsReason || textWatch.needsReason
  const title = useRef<HTMLDivElement>(null)
  useEffect(() => title.current?.querySelector('input')?.focus(), [])
  const set = (part: Partial<Draft>) => setDraft({ ...draft, ...part })
  const purposes = of?.purposes.filter(({ kinds }) => kinds.includes(draft.kind)) ?? []
  const isTimed = draft.dueTime.trim() !== ''
  const missing = whyNot ?? (draft.title.trim() === '' ? t('activities.title-first') : isTimed && timeOf(draft.dueTime) === undefined ? t('activities.time-form') : isTimed && draft.dueOn === '' ? t('activities.day-first') : needsReason && reason.trim() === '' ? t('watch.reason-first') : undefined)
  const save = () => {
    if (missing !== undefined) return
    const { purpose: _, ...said } = bodyOf(draft, needsReason ? reason.trim() : undefined, me ?? null)
    const done = (text: string) => { onClose(); announce({ text }) }
    if (activity) change.mutate({ activity, change: said }, { onSuccess: () => done(t('activities.saved')) })
    else plan.mutate({ ...said, ...(draft.purpose !== null && { purpose: draft.purpose }), ...aboutOf(about) }, { onSuccess: (planned) => done(t('activities.planned', { title: planned.title })) })
  }
  return (
    <TaskDialog title={activity ? t(`activity-kind.${activity.kind}`) : t(`activities.new-${draft.kind}`)} isOpen onClose={onClose}>
      <Form className="grid gap-4" onSubmit={(event) => { event.preventDefault(); save() }}>
        <WhatAbout activity={activity} about={about} />
        {of?.restricted && <Notice tone="bad" title={t('activities.restricted')}>{t('activities.restricted-what')}</Notice>}
        <div ref={title}><TextBox label={t('activities.what')} value={draft.title} onChange={(words) => set({ title: words })} maxLength={200} error={errorOf('title') ?? (titleWatch.marks[0] && t(`watch-kind.${titleWatch.marks[0].kind}`))} /></div>
        <RadioList label={t('activities.kind')} row value={draft.kind} onChange={(kind) => set({ kind: KINDS.find((one) => one === kind) ?? 'task' })} options={KINDS.map((key) => ({ key, label: t(`activity-kind.${key}`) }))} />
        <div className="grid grid-cols-2 items-start gap-4 narrow:grid-cols-[minmax(0,1fr)_7rem_9rem]">
          <DateBox label={t('activities.day')} value={draft.dueOn} onChange={(dueOn) => set({ dueOn })} />
          <TextBox label={t('activities.time')} value={draft.dueTime} onChange={(dueTime) => set({ dueTime })} placeholder="10:00" maxLength={5} inputMode="numeric" error={errorOf('dueTime')} />
          {draft.kind !== 'task' && <SelectBox label={t('activities.minutes')} value={draft.minutes} onChange={(minutes) => set({ minutes })} options={[{ key: NONE, label: t('activities.no-length') }, ...minutesOf(draft.minutes).map((count) => ({ key: String(count), label: t('activities.minute-count', { count }) }))]} />}
        </div>
        <Owner draft={draft} me={me} known={activity?.owner ?? null} onChange={(owner) => set({ owner })} />
        {!activity && person && purposes.length > 1 && <SelectBox label={t('activities.purpose')} hint={t('activities.purpose-hint')} value={draft.purpose ?? NONE} onChange={(key) => set({ purpose: key === NONE ? null : key })} options={[{ key: NONE, label: t('activities.usual-purpose') }, ...purposes]} />}
        <WatchedText label={t('activities.text')} value={draft.text} onChange={(text) => set({ text })} rows={3} maxLength={TEXT_LENGTH} watch={{ marks: textWatch.marks, needsReason }} reason={reason} onReason={setReason} />
        {wrong && (wrong.field === undefined || !['title', 'dueTime'].includes(wrong.field)) && <Problem error={wrong} />}
        {error && !wrong && <Problem error={error} />}
        <div className="flex flex-wrap gap-2">
          <Button kind="primary" type="submit" isPending={isPending} disabledReason={missing} reasonInSight>{t('ui.save')}</Button>
          <Button kind="plain" onPress={onClose}>{t('ui.cancel')}</Button>
          {activity?.kind === 'meeting' && activity.person && activity.dueTime !== null && <Invite activity={activity} whyNot={whyNot} />}
          {activity && <TakeAway activity={activity} whyNot={whyNot} onClose={onClose} />}
        </div>
      </Form>
    </TaskDialog>
  )
}

/** Whom it is about, with the way there. */
function WhatAbout({ activity, about }: { activity: ActivityBody | undefined; about: About }) {
  const { t } = useTexts()
  const { person, deal, company } = activity ?? about
  if (!person && !deal && !company) return null
  return (
    <p className="flex flex-wrap gap-x-3 text-soft">
      {person && <TextLink href={links.person(person.id)}>{person.name}</TextLink>}
      {deal && <span>{deal.name}</span>}
      {company && <TextLink href={links.company(company.id)}>{company.name}</TextLink>}
      {activity?.purpose && <span>{t('activities.for-purpose', { label: activity.purpose.label })}</span>}
    </p>
  )
}

function Owner({ draft, me, known, onChange }: { draft: Draft; me: string | undefined; known: { id: string; name: string } | null; onChange: (owner: string | null) => void }) {
  const { t } = useTexts()
  const colleagues = useTeams().data?.colleagues ?? []
  const options = [...colleagues, ...(known && !colleagues.some(({ id }) => id === known.id) ? [known] : [])].map(({ id, name }) => ({ key: id, label: id === me ? t('activities.me', { name }) : name }))
  const value = draft.owner === ME ? (me ?? NONE) : (draft.owner ?? NONE)
  return <SelectBox label={t('activities.owner')} value={value} onChange={(key) => onChange(key === NONE ? null : key)} options={[...options, { key: NONE, label: t('activities.nobodys') }]} />
}

/** By mail, with what a calendar takes in; from then the person hears when it moves or is off. */
function Invite({ activity, whyNot }: { activity: ActivityBody; whyNot: string | undefined }) {
  const { t, word } = useTexts()
  const invite = useInvite()
  if (activity.invited !== null) return <span className="self-center text-fine text-soft">{word('invited', activity.invited)}</span>
  const press = () => invite.mutate(activity, { onSuccess: () => announce({ text: t('calendar.invited', { name: activity.person?.name ?? '' }) }), onError: (error) => announce({ text: error.message }) })
  return <Button onPress={press} isPending={invite.isPending} disabledReason={whyNot}>{t('calendar.invite')}</Button>
}

function TakeAway({ activity, whyNot, onClose }: { activity: ActivityBody; whyNot: string | undefined; onClose: () => void }) {
  const { t } = useTexts()
  const away = useAway()
  const take = () => away.mutate({ activity, away: true }, {
    onSuccess: () => {
      onClose()
      announce({ text: t('activities.removed', { title: activity.title }), isUndo: true, action: { label: t('ui.undo'), run: () => away.mutate({ activity, away: false }) } })
    },
    onError: (error) => announce({ text: error.message }),
  })
  return <Button kind="plain" className="narrow:ml-auto" onPress={take} isPending={away.isPending} disabledReason={whyNot}>{t('activities.remove')}</Button>
}

/** Before it is known which colleague one is. */
const ME = 'me'

function draftOf(activity: ActivityBody | undefined, day: string): Draft {
  if (!activity) return { kind: 'task', title: '', text: '', dueOn: day, dueTime: '', minutes: NONE, owner: ME, purpose: null }
  return { kind: activity.kind, title: activity.title, text: activity.text ?? '', dueOn: activity.dueOn ?? '', dueTime: activity.dueTime ?? '', minutes: activity.minutes === null ? NONE : String(activity.minutes), owner: activity.owner?.id ?? null, purpose: null }
}

const minutesOf = (now: string) => [...new Set([...MINUTES, ...(now === NONE ? [] : [Number(now)])])].toSorted((one, other) => one - other)

function bodyOf(draft: Draft, reason: string | undefined, me: string | null): NewActivityBody & { text: string | null } {
  const owner = draft.owner === ME ? me : draft.owner
  return {
    kind: draft.kind, title: draft.title.trim(), text: draft.text.trim() || null, dueOn: draft.dueOn || null, dueTime: draft.dueTime.trim() === '' ? null : (timeOf(draft.dueTime) ?? null),
    minutes: draft.kind === 'task' || draft.minutes === NONE ? null : Number(draft.minutes), owner, ...(reason !== undefined && { reason }),
  }
}

const aboutOf = ({ person, deal, company }: About) => ({ ...(person && { person: person.id }), ...(deal && { deal: deal.id }), ...(company && { company: company.id }) })
