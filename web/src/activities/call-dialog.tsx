import { useState } from 'react'
import type { ActivityBody } from '@api/activities-resource.ts'
import type { LoggedCallBody, MayCallAnswers, NewCallBody } from '@api/calls-resource.ts'
import { ApiProblem } from '../api.ts'
import { useTexts } from '../language.tsx'
import { useWatch } from '../notes/use-watch.ts'
import { WatchedText } from '../notes/watched-text.tsx'
import { Button } from '../ui/button.tsx'
import { DateBox } from '../ui/date-box.tsx'
import { TaskDialog } from '../ui/dialog.tsx'
import { Waiting } from '../ui/empty.tsx'
import { TextBox } from '../ui/field.tsx'
import { Notice, Problem } from '../ui/notice.tsx'
import { SelectBox } from '../ui/select-box.tsx'
import { RuleNumber } from '../ui/tag.tsx'
import { announce, announceBefore } from '../ui/toast.tsx'
import { useActivitiesOf, useLogCall, useMayCall } from './activity-queries.ts'
import { timeOf } from './time-of.ts'

type Outcome = NewCallBody['outcome']
type Answer = MayCallAnswers['answers'][number]
const TEXT_LENGTH = 4_000

/** Whether somebody may be called now, for what, at which number; and how it went, in a press. */
export function CallDialog({ person, planned, onClose }: { person: { id: string; name: string }; planned?: ActivityBody; onClose: () => void }) {
  const { t } = useTexts()
  const answers = useMayCall(person.id)
  const [chosen, setChosen] = useState(planned?.purpose?.key ?? null)
  const answer = answers.data?.find(({ purpose }) => purpose === chosen) ?? answers.data?.[0]
  return (
    <TaskDialog title={t('calls.title', { name: person.name })} isOpen onClose={onClose}>
      {answers.error ? <Problem error={answers.error} onRetry={() => void answers.refetch()} />
        : !answers.data ? <Waiting lines={5} label={t('ui.loading')} />
        : answer ? (
          <div className="grid gap-4">
            <SelectBox label={t('calls.for-what')} value={answer.purpose} onChange={setChosen} options={answers.data.map(({ purpose, label, allowed }) => ({ key: purpose, label: allowed ? label : t('calls.not-allowed', { label }) }))} />
            <MayCall answer={answer} />
            <HowItWent key={answer.purpose} person={person} answer={answer} planned={planned} onClose={onClose} />
          </div>
        ) : <Notice>{t('calls.no-purpose')}</Notice>}
    </TaskDialog>
  )
}

/** The answer of the gate first, then the number. */
function MayCall({ answer }: { answer: Answer }) {
  const { t } = useTexts()
  return (
    <Notice tone={answer.allowed ? 'good' : 'bad'} title={t(answer.allowed ? 'calls.may' : 'calls.may-not')}>
      {answer.sentence} <RuleNumber rule={answer.rule} />
      {answer.wouldChange && <span className="mt-1 block">{answer.wouldChange}</span>}
      {answer.checkRegister && <span className="mt-1 block font-medium">{t('calls.check-register')}</span>}
      {answer.number && <span className="mt-2 block"><a href={`tel:${answer.number}`} className="numbers inline-flex min-h-9 items-center text-head font-semibold underline underline-offset-3">{answer.number}</a></span>}
    </Notice>
  )
}

function HowItWent({ person, answer, planned, onClose }: { person: { id: string; name: string }; answer: Answer; planned: ActivityBody | undefined; onClose: () => void }) {
  const { t } = useTexts()
  const [once] = useState(() => crypto.randomUUID())
  const log = useLogCall(person.id, once)
  const [text, setText] = useState('')
  const [reason, setReason] = useState('')
  const [again, setAgain] = useState<{ on: string; time: string } | null>(null)
  const watch = useWatch(text, useActivitiesOf(person.id).data?.name ?? '')
  const wrong = log.error instanceof ApiProblem ? log.error : undefined
  const missing = watch.needsReason && reason.trim() === '' ? t('watch.reason-first') : undefined
  const notNow = missing ?? (answer.allowed ? undefined : t('calls.may-not'))
  const body = (outcome: Outcome): NewCallBody => ({
    purpose: answer.purpose, outcome, text: text.trim() || null, ...(planned && { planned: planned.id }), ...(watch.needsReason && { reason: reason.trim() }),
    ...(outcome === 'call-back' && again?.on && { again: { on: again.on, time: timeOf(again.time) ?? null } }),
  })
  const told = ({ again: next }: LoggedCallBody) => { onClose(); announce({ text: t(next ? 'calls.logged-again' : 'calls.logged') }) }
  const press = (outcome: Outcome) => log.mutate(body(outcome), { onSuccess: told })
  const sayNo = () => {
    onClose()
    announceBefore({ text: t('calls.saying-no', { name: person.name }), undo: t('ui.undo'), act: () => void log.mutateAsync(body('do-not-call')).catch((error: Error) => announce({ text: error.message })), calledOff: () => announce({ text: t('calls.no-not-recorded') }) })
  }
  const badTime = again !== null && again.time.trim() !== '' && timeOf(again.time) === undefined ? t('activities.time-form') : undefined
  return (
    <>
      <WatchedText label={t('calls.text')} value={text} onChange={setText} rows={2} maxLength={TEXT_LENGTH} watch={watch} reason={reason} onReason={setReason} />
      {again === null ? (
        <div className="flex flex-wrap gap-2">
          <Button kind="primary" onPress={() => press('answered')} isPending={log.isPending} disabledReason={notNow}>{t('calls.answered')}</Button>
          <Button onPress={() => press('no-answer')} disabledReason={notNow}>{t('calls.no-answer')}</Button>
          <Button onPress={() => setAgain({ on: '', time: '' })} disabledReason={notNow}>{t('calls.call-back')}</Button>
          <Button onPress={() => press('incoming')} disabledReason={missing}>{t('calls.incoming')}</Button>
          <Button kind="danger" onPress={sayNo} disabledReason={missing}>{t('calls.do-not-call')}</Button>
        </div>
      ) : (
        <div className="grid grid-cols-2 items-start gap-4 border-l-2 border-accent pl-4">
          <DateBox label={t('activities.day')} value={again.on} onChange={(on) => setAgain({ ...again, on })} />
          <TextBox label={t('activities.time')} value={again.time} onChange={(time) => setAgain({ ...again, time })} placeholder="10:00" maxLength={5} error={badTime} />
          <div className="col-span-2 flex flex-wrap gap-2">
            <Button kind="primary" onPress={() => press('call-back')} isPending={log.isPending} disabledReason={notNow ?? (again.on === '' ? t('calls.day-first') : badTime)} reasonInSight>{t('calls.plan-again')}</Button>
            <Button kind="plain" onPress={() => setAgain(null)}>{t('ui.cancel')}</Button>
          </div>
        </div>
      )}
      {log.error && <Problem error={wrong ?? log.error} />}
    </>
  )
}
