import { endOfMonth, getLocalTimeZone, parseDate, startOfMonth, startOfWeek, today as todayIn, type CalendarDate } from '@internationalized/date'
import { ChevronLeft, ChevronRight } from 'lucide-react'
import { Calendar, CalendarCell, CalendarGrid, CalendarGridBody, CalendarGridHeader, CalendarHeaderCell } from 'react-aria-components'
import { useSearchParams } from 'react-router'
import type { ActivityBody } from '@api/activities-resource.ts'
import { useTexts } from '../language.tsx'
import { Button, IconButton } from '../ui/button.tsx'
import { isDate } from '../ui/date-box.tsx'
import { Waiting } from '../ui/empty.tsx'
import { RadioList } from '../ui/field.tsx'
import { Problem } from '../ui/notice.tsx'
import { Section } from '../ui/page.tsx'
import { ActivityList } from './activity-list.tsx'
import { useCalendar } from './activity-queries.ts'

const VIEWS = ['month', 'week', 'day'] as const
type View = (typeof VIEWS)[number]
/** Weeks begin on Monday wherever we are sold. */
const MONDAY = 'mon'
const IN_A_CELL = 3
/** A month shows days of its neighbours. */
const BESIDE = { days: 7 }

/** What stands in the days, by month, week or day; arrows move among the days, enter chooses one. */
export function ActivityCalendar({ team, onOpen }: { team: boolean; onOpen: (activity: ActivityBody) => void }) {
  const { t } = useTexts()
  const [parameters, setParameters] = useSearchParams()
  const view = VIEWS.find((one) => one === parameters.get('view')) ?? 'month'
  const asked = parameters.get('on') ?? ''
  const on = isDate(asked) ? parseDate(asked) : todayIn(getLocalTimeZone())
  const show = (next: { view?: View; on?: CalendarDate }) => setParameters((before) => ({ ...Object.fromEntries(before), ...(next.view && { view: next.view }), ...(next.on && { on: next.on.toString() }) }), { replace: true })
  const span = spanOf(view, on)
  const calendar = useCalendar(team, span.from.toString(), span.until.toString())
  const of = (day: CalendarDate) => (calendar.data?.activities ?? []).filter((one) => one.dueOn === day.toString())
  const step = (by: 1 | -1) => show({ on: on.add(view === 'month' ? { months: by } : { days: view === 'week' ? 7 * by : by }) })
  return (
    <>
      <div className="mb-4 flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
        <RadioList label={t('calendar.view')} row value={view} onChange={(key) => show({ view: VIEWS.find((one) => one === key) ?? 'month' })} options={VIEWS.map((key) => ({ key, label: t(`calendar.${key}`) }))} />
        <div className="flex items-center gap-1">
          <Button onPress={() => show({ on: todayIn(getLocalTimeZone()) })}>{t('calendar.today')}</Button>
          <IconButton label={t(`calendar.before-${view}`)} onPress={() => step(-1)}><ChevronLeft size={18} /></IconButton>
          <IconButton label={t(`calendar.next-${view}`)} onPress={() => step(1)}><ChevronRight size={18} /></IconButton>
        </div>
      </div>
      {calendar.error ? <Problem error={calendar.error} onRetry={() => void calendar.refetch()} />
        : view === 'month' ? (
          <>
            <Month on={on} today={calendar.data?.today} of={of} onChange={(day) => show({ on: day })} />
            <Day day={on} activities={calendar.data && of(on)} team={team} onOpen={onOpen} />
          </>
        )
        : view === 'week' ? <Week span={span} today={calendar.data?.today} of={of} onOpen={onOpen} isPending={!calendar.data} />
        : <Day day={on} activities={calendar.data && of(on)} team={team} onOpen={onOpen} />}
    </>
  )
}

function spanOf(view: View, on: CalendarDate): { from: CalendarDate; until: CalendarDate } {
  if (view === 'month') return { from: startOfMonth(on).subtract(BESIDE), until: endOfMonth(on).add(BESIDE) }
  const from = view === 'week' ? startOfWeek(on, 'sv-SE', MONDAY) : on
  return { from, until: from.add({ days: view === 'week' ? 7 : 1 }) }
}

function Month({ on, today, of, onChange }: { on: CalendarDate; today: string | undefined; of: (day: CalendarDate) => readonly ActivityBody[]; onChange: (day: CalendarDate) => void }) {
  const { locale, t } = useTexts()
  const name = new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(new Date(`${on.toString()}T12:00:00Z`))
  return (
    <>
      <h2 className="mb-2 text-head font-semibold tracking-tight first-letter:uppercase">{name}</h2>
      <Calendar aria-label={t('activities.calendar')} value={on} onChange={onChange} focusedValue={on} onFocusChange={onChange} firstDayOfWeek={MONDAY} className="mb-8">
        <CalendarGrid weekdayStyle="short" className="w-full table-fixed border-collapse">
          <CalendarGridHeader>{(day) => <CalendarHeaderCell className="pb-1 text-left text-fine font-medium text-soft mid:px-2">{day}</CalendarHeaderCell>}</CalendarGridHeader>
          <CalendarGridBody className="[&_td]:border [&_td]:border-line [&_td]:p-0 [&_td]:align-top">
            {(day) => (
              <CalendarCell date={day} render={(props) => <div {...props} aria-label={withActivities(props['aria-label'], of(day as CalendarDate))} />} className="flex h-14 cursor-default flex-col gap-0.5 overflow-hidden p-1 -outline-offset-2 data-[hovered]:bg-raised data-[outside-month]:text-soft data-[selected]:bg-accent-wash mid:h-26 mid:p-2">
                {({ formattedDate, isOutsideMonth }) => <InCell day={formattedDate} isToday={day.toString() === today} activities={isOutsideMonth ? [] : of(day as CalendarDate)} />}
              </CalendarCell>
            )}
          </CalendarGridBody>
        </CalendarGrid>
      </Calendar>
    </>
  )
}

/** What a day is called, and what stands in it. */
const withActivities = (name: string | undefined, activities: readonly ActivityBody[]) => [name, ...activities.map((one) => (one.dueTime ? `${one.dueTime} ${one.title}` : one.title))].join(', ')

/** Drawn and not said: the name of the day says it already, and at more length. */
function Drawn({ text, className }: { text: string; className: string }) {
  return <span data-text={text} className={`before:content-[attr(data-text)] ${className}`} />
}

/** On a narrow screen how many there are; what they are stands below for the day that is chosen. */
function InCell({ day, isToday, activities }: { day: string; isToday: boolean; activities: readonly ActivityBody[] }) {
  const { t } = useTexts()
  return (
    <>
      <span className={`numbers text-fine ${isToday ? 'inline-flex size-6 items-center justify-center self-start rounded-full bg-accent text-on-accent' : ''}`}>{day}</span>
      {activities.length > 0 && <Drawn text={t('calendar.count', { count: activities.length })} className="numbers text-fine text-accent mid:hidden" />}
      <span className="hidden min-w-0 flex-col mid:flex">
        {activities.slice(0, IN_A_CELL).map((one) => <Drawn key={one.id} text={one.dueTime ? `${one.dueTime} ${one.title}` : one.title} className={`truncate text-fine ${one.doneAt ? 'text-soft line-through' : one.late ? 'text-brick' : ''}`} />)}
        {activities.length > IN_A_CELL && <Drawn text={t('calendar.more', { count: activities.length - IN_A_CELL })} className="text-fine text-soft" />}
      </span>
    </>
  )
}

function Week({ span, today, of, onOpen, isPending }: { span: { from: CalendarDate }; today: string | undefined; of: (day: CalendarDate) => readonly ActivityBody[]; onOpen: (activity: ActivityBody) => void; isPending: boolean }) {
  const { t } = useTexts()
  const dayName = useDayName()
  if (isPending) return <Waiting lines={8} label={t('ui.loading')} />
  return (
    <div className="grid gap-3 mid:auto-cols-[minmax(0,1fr)] mid:grid-flow-col">
      {Array.from({ length: 7 }, (_, place) => span.from.add({ days: place })).map((day) => (
        <section key={day.toString()} aria-label={dayName(day)} className="min-w-0 rounded-part bg-sunken p-2">
          <h2 className={`mb-1 px-1 text-fine font-semibold ${day.toString() === today ? 'text-accent' : ''}`}>{dayName(day)}</h2>
          <ul className="flex flex-col gap-1">
            {of(day).map((one) => (
              <li key={one.id}>
                <button type="button" onClick={() => onOpen(one)} className="w-full rounded-small border border-line bg-raised px-2 py-1 text-left">
                  {one.dueTime && <span className="numbers block text-fine text-soft">{one.dueTime}</span>}
                  <span className={`block break-words ${one.doneAt ? 'text-soft line-through' : one.late ? 'text-brick' : ''}`}>{one.title}</span>
                  {one.person && <span className="block truncate text-fine text-soft">{one.person.name}</span>}
                </button>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  )
}

function Day({ day, activities, team, onOpen }: { day: CalendarDate; activities: readonly ActivityBody[] | undefined; team: boolean; onOpen: (activity: ActivityBody) => void }) {
  const { t } = useTexts()
  const name = useDayName()(day)
  return (
    <Section title={name}>
      {!activities ? <Waiting lines={3} label={t('ui.loading')} />
        : activities.length === 0 ? <p className="text-soft">{t('calendar.nothing')}</p>
        : <ActivityList label={name} activities={activities} onOpen={onOpen} owners={team} />}
    </Section>
  )
}

/** `Monday 2 March`, without a zone: a day is the same everywhere. */
function useDayName(): (day: CalendarDate) => string {
  const { locale } = useTexts()
  const format = new Intl.DateTimeFormat(locale, { weekday: 'long', day: 'numeric', month: 'long', timeZone: 'UTC' })
  return (day) => {
    const name = format.format(new Date(`${day.toString()}T12:00:00Z`))
    return name.charAt(0).toLocaleUpperCase(locale) + name.slice(1)
  }
}
