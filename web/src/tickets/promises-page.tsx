import { useState } from 'react'
import type { CannedAnswerBody, ServiceLevelBody } from '@api/tickets-resource.ts'
import { useTexts } from '../language.tsx'
import { links } from '../links.ts'
import { useWhyNot } from '../shell/may.ts'
import { LANGUAGE_NAMES, LANGUAGES } from '../texts.ts'
import { BackLink, Button } from '../ui/button.tsx'
import { TaskDialog } from '../ui/dialog.tsx'
import { Empty, Waiting } from '../ui/empty.tsx'
import { TextBox } from '../ui/field.tsx'
import { Problem } from '../ui/notice.tsx'
import { Page, Section } from '../ui/page.tsx'
import { PlainRow, PlainTable } from '../ui/plain-table.tsx'
import { announce } from '../ui/toast.tsx'
import { useCannedAnswers, useFigures, useRemoveCanned, useServiceLevel, useSetCanned, useSetServiceLevel } from './ticket-queries.ts'

/** What is promised of tickets, and words that are used again. */
export function PromisesPage() {
  const { t } = useTexts()
  const level = useServiceLevel()
  return (
    <Page title={t('tickets.promises')} lead={t('tickets.promises-lead')} above={<BackLink href={links.tickets}>{t('room.tickets')}</BackLink>}>
      {level.error ? <Problem error={level.error} onRetry={() => void level.refetch()} /> : !level.data ? <Waiting lines={16} label={t('ui.loading')} /> : (
        <>
          <Level key={JSON.stringify(level.data)} level={level.data} />
          <CannedAnswers />
          <HowItWent />
        </>
      )}
    </Page>
  )
}

interface Typed { days: readonly { from: string; until: string }[]; first: string; solve: string }

function Level({ level }: { level: ServiceLevelBody }) {
  const { t, locale } = useTexts()
  const whyNot = useWhyNot()('tickets.promise')
  const set = useSetServiceLevel()
  const [typed, setTyped] = useState<Typed>(() => ({ days: level.hours.map((one) => ({ from: one ? clock(one[0]) : '', until: one ? clock(one[1]) : '' })), first: String(level.firstAnswerHours), solve: String(level.solveHours) }))
  const read = levelOf(typed)
  const dayName = new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' })
  const nameOf = (place: number) => dayName.format(new Date(Date.UTC(2024, 0, 1 + place)))
  const change = (place: number, part: Partial<Typed['days'][number]>) => setTyped({ ...typed, days: typed.days.map((one, index) => (index === place ? { ...one, ...part } : one)) })
  return (
    <Section title={t('tickets.hours')} lead={t('tickets.hours-lead')}>
      <div className="mb-5 grid max-w-[30rem] grid-cols-[minmax(6rem,1fr)_7rem_7rem] items-center gap-x-3 gap-y-2">
        {typed.days.map((one, place) => (
          <div key={nameOf(place)} className="contents">
            <span>{nameOf(place)}</span>
            <TextBox hideLabel label={t('tickets.from-on', { day: nameOf(place) })} placeholder={t('tickets.day-off')} value={one.from} onChange={(from) => change(place, { from })} maxLength={5} isDisabled={whyNot !== undefined} />
            <TextBox hideLabel label={t('tickets.until-on', { day: nameOf(place) })} placeholder={t('tickets.day-off')} value={one.until} onChange={(until) => change(place, { until })} maxLength={5} isDisabled={whyNot !== undefined} />
          </div>
        ))}
      </div>
      <div className="mb-5 grid max-w-[30rem] gap-4 narrow:grid-cols-2">
        <TextBox label={t('tickets.first-within')} value={typed.first} onChange={(first) => setTyped({ ...typed, first })} maxLength={3} isDisabled={whyNot !== undefined} />
        <TextBox label={t('tickets.solve-within')} value={typed.solve} onChange={(solve) => setTyped({ ...typed, solve })} maxLength={4} isDisabled={whyNot !== undefined} />
      </div>
      {set.error && <div className="mb-4"><Problem error={set.error} /></div>}
      <Button kind="primary" onPress={() => read && set.mutate(read, { onSuccess: () => announce({ text: t('tickets.promised-now') }) })} isPending={set.isPending} disabledReason={whyNot ?? (read ? undefined : t('tickets.hours-first'))} reasonInSight>{t('ui.save')}</Button>
    </Section>
  )
}

const clock = (minutes: number) => `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`

/** Minutes of `8`, `08:30` or `24:00`; undefined for what is no time. */
function minutesOf(text: string): number | undefined {
  const [, hour, minute = '0'] = /^(\d{1,2})(?:[:.](\d{2}))?$/.exec(text.trim()) ?? []
  const minutes = hour === undefined ? NaN : Number(hour) * 60 + Number(minute)
  return minutes <= 1_440 && Number(minute) < 60 ? minutes : undefined
}

function levelOf({ days, first, solve }: Typed): ServiceLevelBody | undefined {
  const hours = days.map(({ from, until }): [number, number] | null | undefined => {
    if (from.trim() === '' && until.trim() === '') return null
    const [begins, ends] = [minutesOf(from), minutesOf(until)]
    return begins === undefined || ends === undefined || begins >= ends ? undefined : [begins, ends]
  })
  const [firstAnswerHours, solveHours] = [Number(first), Number(solve)]
  const isWhole = (number: number, most: number) => Number.isInteger(number) && number >= 1 && number <= most
  if (hours.includes(undefined) || hours.every((one) => one === null) || !isWhole(firstAnswerHours, 500) || !isWhole(solveHours, 2_000)) return undefined
  return { hours: hours as ServiceLevelBody['hours'], firstAnswerHours, solveHours }
}

/** Month by month: how many asked, how many waited too long, and how they found it. */
function HowItWent() {
  const { t, month, number, locale } = useTexts()
  const figures = useFigures()
  const mean = (ratings: readonly number[]) => {
    const answers = ratings.reduce((sum, count) => sum + count, 0)
    return answers === 0 ? '–' : new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }).format(ratings.reduce((sum, count, place) => sum + count * (place + 1), 0) / answers)
  }
  return (
    <Section title={t('tickets.how-it-went')} lead={t('tickets.how-it-went-lead')}>
      {figures.error ? <Problem error={figures.error} onRetry={() => void figures.refetch()} />
        : !figures.data ? <Waiting lines={3} label={t('ui.loading')} />
        : figures.data.length === 0 ? <Empty title={t('tickets.no-figures')}>{t('tickets.no-figures-what')}</Empty>
        : (
          <PlainTable stacks label={t('tickets.how-it-went')} head={[t('tickets.month'), t('tickets.begun'), t('tickets.answered-late'), t('tickets.answers'), t('tickets.mean')]}>
            {figures.data.map((one) => <PlainRow key={one.month} cells={[`${month(`${one.month}-01`)} ${one.month.slice(0, 4)}`, number(one.begun), number(one.late), number(one.ratings.reduce((sum, count) => sum + count, 0)), mean(one.ratings)]} />)}
          </PlainTable>
        )}
    </Section>
  )
}

function CannedAnswers() {
  const { t, list } = useTexts()
  const answers = useCannedAnswers()
  const whyNot = useWhyNot()('tickets.write')
  const [open, setOpen] = useState<CannedAnswerBody>()
  const begin = () => setOpen({ id: crypto.randomUUID(), name: '', texts: {} })
  const add = <Button onPress={begin} disabledReason={whyNot}>{t('tickets.canned-new')}</Button>
  return (
    <Section title={t('tickets.canned-title')} lead={t('tickets.canned-lead')} actions={add}>
      {answers.error ? <Problem error={answers.error} onRetry={() => void answers.refetch()} />
        : !answers.data ? <Waiting lines={3} label={t('ui.loading')} />
        : answers.data.length === 0 ? <Empty title={t('tickets.canned-none')} actions={add}>{t('tickets.canned-none-what')}</Empty>
        : (
          <PlainTable stacks label={t('tickets.canned-title')} head={[t('tickets.canned-name'), t('tickets.language'), t('tickets.canned-change')]}>
            {answers.data.map((one) => <PlainRow key={one.id} cells={[<span key="name" className="font-semibold">{one.name}</span>, list(LANGUAGES.filter((key) => one.texts[key] !== undefined).map((key) => LANGUAGE_NAMES[key])), <Button key="change" kind="plain" onPress={() => setOpen(one)} disabledReason={whyNot} aria-label={t('tickets.canned-change-named', { name: one.name })}>{t('tickets.canned-change')}</Button>]} />)}
          </PlainTable>
        )}
      {open && <CannedDialog one={open} isNew={!answers.data?.some(({ id }) => id === open.id)} onClose={() => setOpen(undefined)} />}
    </Section>
  )
}

function CannedDialog({ one, isNew, onClose }: { one: CannedAnswerBody; isNew: boolean; onClose: () => void }) {
  const { t } = useTexts()
  const set = useSetCanned()
  const remove = useRemoveCanned()
  const [name, setName] = useState(one.name)
  const [texts, setTexts] = useState<Partial<Record<(typeof LANGUAGES)[number], string>>>(one.texts)
  const written = Object.fromEntries(Object.entries(texts).flatMap(([key, text]) => (text.trim() === '' ? [] : [[key, text.trim()]]))) as CannedAnswerBody['texts']
  const missing = name.trim() === '' || Object.keys(written).length === 0 ? t('tickets.canned-first') : undefined
  const save = () => set.mutate({ id: one.id, name: name.trim(), texts: written }, { onSuccess: onClose })
  const takeAway = () => remove.mutate(one.id, { onSuccess: () => {
    announce({ text: t('tickets.canned-removed', { name: one.name }), isUndo: true, action: { label: t('ui.undo'), run: () => set.mutate(one) } })
    onClose()
  } })
  return (
    <TaskDialog title={t(isNew ? 'tickets.canned-new' : 'tickets.canned-change')} isOpen onClose={onClose}>
      <div className="flex flex-col gap-5">
        <TextBox label={t('tickets.canned-name')} value={name} onChange={setName} maxLength={100} />
        {LANGUAGES.map((key) => <TextBox key={key} label={LANGUAGE_NAMES[key]} value={texts[key] ?? ''} onChange={(text) => setTexts({ ...texts, [key]: text })} rows={4} maxLength={4_000} />)}
        {(set.error ?? remove.error) && <Problem error={set.error ?? remove.error} />}
        <div className="flex flex-wrap gap-2">
          <Button kind="primary" onPress={save} isPending={set.isPending} disabledReason={missing} reasonInSight>{t('ui.save')}</Button>
          {!isNew && <Button kind="danger" onPress={takeAway} isPending={remove.isPending}>{t('tickets.canned-remove')}</Button>}
        </div>
      </div>
    </TaskDialog>
  )
}
