import { useIsFetching } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import type { ErasureAnswer, ErasureRehearsal } from '@api/erasures-resource.ts'
import { useTexts } from '../language.tsx'
import { useWhyNot } from '../shell/may.ts'
import { Button } from '../ui/button.tsx'
import { CheckBox } from '../ui/field.tsx'
import { Notice, Problem } from '../ui/notice.tsx'
import { Section } from '../ui/page.tsx'
import { needsSecond } from '../colleagues/needs-second.ts'
import { AskSecond } from '../requests/ask-second.tsx'
import { useErase, useRehearseErasure } from './erasure-queries.ts'

/** Nothing has been fetched for so long: what stands on the page is there. */
const QUIET_MS = 150

/** Forgets a person, after what goes and what stays has been shown. */
export function Forget({ personId, isAllAboveThere, name, requestId, opensAtOnce, onDone }: { personId: string; isAllAboveThere: boolean; name: string; requestId: string | undefined; opensAtOnce: boolean; onDone: (erasure: ErasureAnswer) => void }) {
  const { t } = useTexts()
  const whyNot = useWhyNot()('people.erase')
  const rehearsal = useRehearseErasure(personId)
  const part = useRef<HTMLDivElement>(null)
  const { mutate, isIdle } = rehearsal
  useEffect(() => {
    if (!opensAtOnce || whyNot !== undefined || !isIdle) return
    mutate()
  }, [opensAtOnce, whyNot, isIdle, mutate])
  // Not before what stands above is there, or it would push this away from under the eyes.
  const isScrolled = useRef(false)
  const isQuiet = useIsFetching() === 0 && isAllAboveThere
  useEffect(() => {
    if (!opensAtOnce || !isQuiet || isScrolled.current) return
    const timer = setTimeout(() => {
      isScrolled.current = true
      part.current?.scrollIntoView({ block: 'start' })
    }, QUIET_MS)
    return () => clearTimeout(timer)
  }, [opensAtOnce, isQuiet])
  return (
    <div ref={part} className="scroll-mt-4">
      <Section title={t('forget.title')} lead={t('forget.lead')} actions={<Button onPress={() => mutate()} isPending={rehearsal.isPending} disabledReason={whyNot}>{t(rehearsal.data ? 'forget.rehearse-again' : 'forget.rehearse')}</Button>}>
        {rehearsal.error && <Problem error={rehearsal.error} />}
        {rehearsal.data && <Rehearsed rehearsal={rehearsal.data} />}
        {rehearsal.data && <ForgetNow personId={personId} name={name} requestId={requestId} onDone={onDone} />}
      </Section>
    </div>
  )
}

function Rehearsed({ rehearsal: { records, whole, goes, fieldsGo, stays, systems, backupsGoneAt } }: { rehearsal: ErasureRehearsal }) {
  const { t, day, number, list } = useTexts()
  return (
    <div aria-live="polite" className="grid gap-x-12 gap-y-6 mid:grid-cols-2">
      <section aria-label={t('forget.goes')}>
        <h3 className="font-semibold">{t('forget.goes')}</h3>
        {records > 1 && <p>{t('forget.records', { count: records })}</p>}
        <ul className="mt-1">
          {goes.map(({ group, inWords, count }) => <li key={group} className="flex justify-between gap-4 border-b border-line py-1"><span>{inWords}</span><span className="numbers text-soft">{number(count)}</span></li>)}
        </ul>
        {goes.length === 0 && <p className="text-soft">{t('forget.nothing-goes')}</p>}
        {fieldsGo.length > 0 && <p className="mt-2 text-fine text-soft">{list(fieldsGo.map(({ name }) => name))}</p>}
      </section>
      <section aria-label={t('forget.stays')}>
        <h3 className="font-semibold">{t('forget.stays')}</h3>
        {stays.length === 0 && <p className="text-soft">{t('forget.nothing-stays')}</p>}
        <ul className="mt-1 flex flex-col gap-3">
          {stays.map((one) => (
            <li key={`${one.because} ${one.country} ${one.until} ${one.what.join()}`}>
              <p>{one.what.length > 0 && <span className="font-medium">{list(one.what)}{one.count > 1 && ` (${number(one.count)})`}: </span>}{one.inWords}</p>
              <p className="text-fine text-soft">{one.until ? t('forget.until', { day: day(one.until) }) : t('forget.until-event')} {one.law}</p>
            </li>
          ))}
        </ul>
        <p className="mt-3 text-fine text-soft">{t('forget.backups', { day: day(backupsGoneAt) })}</p>
        <p className="mt-1 text-fine text-soft">{t('forget.counted')}</p>
      </section>
      <section aria-label={t('forget.systems')} className="mid:col-span-2">
        <h3 className="font-semibold">{t('forget.systems')}</h3>
        <p className="mt-1">{systems.length === 0 ? t('forget.systems-none') : t('forget.systems-told', { systems: list(systems) })}</p>
      </section>
      {!whole && <div className="mid:col-span-2"><Notice tone="wait">{t('forget.partly')}</Notice></div>}
    </div>
  )
}

/** It cannot be undone, so it takes a word of one's own and not only a press. */
function ForgetNow({ personId, name, requestId, onDone }: { personId: string; name: string; requestId: string | undefined; onDone: (erasure: ErasureAnswer) => void }) {
  const { t } = useTexts()
  const [isSure, setSure] = useState(false)
  const erase = useErase(personId)
  return (
    <div className="mt-6 border-l-2 border-brick pl-5">
      <CheckBox isSelected={isSure} onChange={setSure} hint={t(requestId ? 'forget.sure-hint-request' : 'forget.sure-hint')}>{t('forget.sure')}</CheckBox>
      {erase.error && <div className="my-3"><Problem error={erase.error} /></div>}
      {needsSecond(erase.error) && requestId && <div className="my-3"><AskSecond person={personId} request={requestId} wish={{ act: 'erasure' }} /></div>}
      <Button kind="danger" onPress={() => erase.mutate(requestId, { onSuccess: onDone })} isPending={erase.isPending} disabledReason={isSure ? undefined : t('forget.sure-first')} reasonInSight>{t('forget.do', { name })}</Button>
    </div>
  )
}
