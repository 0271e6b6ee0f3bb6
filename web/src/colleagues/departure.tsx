import { useState } from 'react'
import type { Colleague } from '@api/colleagues-resource.ts'
import type { Departure as Left, DepartureRehearsal } from '@api/departures-resource.ts'
import { useTexts } from '../language.tsx'
import { Button } from '../ui/button.tsx'
import { DateBox } from '../ui/date-box.tsx'
import { TaskDialog } from '../ui/dialog.tsx'
import { Waiting } from '../ui/empty.tsx'
import { SelectBox } from '../ui/select-box.tsx'
import { Notice, Problem } from '../ui/notice.tsx'
import { useColleagues } from './colleague-queries.ts'
import { useCallOff, useDepartureRehearsal, useDepartures, useLeave } from './departure-queries.ts'

const NOBODY = 'nobody'

/** A colleague leaves: what would be cut is shown first, and what was cut afterwards. */
export function Departure({ who, onClose }: { who: Colleague; onClose: () => void }) {
  const { t } = useTexts()
  const departures = useDepartures(who.id)
  const leave = useLeave(who.id)
  const [last] = departures.data?.departures ?? []
  const shown = leave.data ?? (last?.state === 'cancelled' ? undefined : last)
  return (
    <TaskDialog title={t('departure.title', { name: who.name })} isOpen onClose={onClose}>
      {departures.error ? <Problem error={departures.error} /> : departures.isPending ? <Waiting lines={5} label={t('ui.loading')} />
        : shown?.state === 'done' ? <WasCut departure={shown} />
        : shown?.state === 'waiting' ? <Leaving who={who} departure={shown} onCalledOff={() => leave.reset()} />
        : <Leave who={who} leave={leave} />}
    </TaskDialog>
  )
}

function Leave({ who, leave }: { who: Colleague; leave: ReturnType<typeof useLeave> }) {
  const { t } = useTexts()
  const rehearsal = useDepartureRehearsal(who.id)
  const others = (useColleagues().data?.colleagues ?? []).filter((one) => one.id !== who.id && one.endedAt === null)
  const [day, setDay] = useState('')
  const [heir, setHeir] = useState(NOBODY)
  const go = () => leave.mutate({ at: day === '' ? null : eveningOf(day), handTo: heir === NOBODY ? null : heir })
  return (
    <div className="flex flex-col gap-5">
      {rehearsal.error ? <Problem error={rehearsal.error} /> : rehearsal.data ? <Cut of={rehearsal.data} /> : <Waiting lines={4} label={t('ui.loading')} />}
      <SelectBox
        label={t('departure.heir')} hint={t('departure.heir-hint')} value={heir} onChange={setHeir}
        options={[{ key: NOBODY, label: t('departure.heir-nobody') }, ...others.map((one) => ({ key: one.id, label: one.name }))]}
      />
      <DateBox label={t('departure.day')} hint={t('departure.day-hint')} value={day} onChange={setDay} />
      {leave.error && <Problem error={leave.error} />}
      <div><Button kind="danger" onPress={go} isPending={leave.isPending}>{day === '' ? t('departure.now') : t('departure.on-day')}</Button></div>
    </div>
  )
}

function Leaving({ who, departure, onCalledOff }: { who: Colleague; departure: Left; onCalledOff: () => void }) {
  const { t, moment } = useTexts()
  const callOff = useCallOff(who.id)
  return (
    <div className="flex flex-col gap-5">
      <Notice tone="wait" title={t('departure.waits', { name: who.name, at: moment(departure.leavesAt) })}>{t('departure.asked', { name: departure.askedBy, at: moment(departure.askedAt) })}</Notice>
      {callOff.error && <Problem error={callOff.error} />}
      <div><Button onPress={() => callOff.mutate(departure.id, { onSuccess: onCalledOff })} isPending={callOff.isPending}>{t('departure.call-off')}</Button></div>
    </div>
  )
}

function WasCut({ departure }: { departure: Left }) {
  const { t, moment } = useTexts()
  return (
    <div className="flex flex-col gap-5">
      <Notice tone="good" title={t('departure.done', { at: moment(departure.doneAt ?? departure.leavesAt) })} />
      <Cut of={departure} />
    </div>
  )
}

function Cut({ of }: { of: DepartureRehearsal }) {
  const { t } = useTexts()
  const parts = [['departure.cut', of.cut], ['departure.handed-over', of.handedOver]] as const
  if (of.cut.length + of.handedOver.length === 0) return <p>{t('departure.nothing')}</p>
  return parts.filter(([, list]) => list.length > 0).map(([title, list]) => (
    <section key={title} aria-label={t(title)}>
      <h3 className="mb-1 font-semibold">{t(title)}</h3>
      <ul className="list-disc pl-5">
        {list.map((one) => <li key={one.what}>{one.inWords}{one.names.length > 0 && <span className="text-soft">: {one.names.join(', ')}</span>}</li>)}
      </ul>
    </section>
  ))
}

/** The end of that day in the reader's zone. */
function eveningOf(day: string): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  return new Date(year, month - 1, date + 1).toISOString()
}
