import type { SystemTaskAnswer } from '@api/connections-resource.ts'
import { useState } from 'react'
import { useTexts } from '../language.tsx'
import { useWhyNot } from '../shell/may.ts'
import { Button } from '../ui/button.tsx'
import { TaskDialog } from '../ui/dialog.tsx'
import { Waiting } from '../ui/empty.tsx'
import { RadioList, TextBox } from '../ui/field.tsx'
import { Problem } from '../ui/notice.tsx'
import { Tag, type Tone } from '../ui/tag.tsx'
import { useAnswerTask, useCallTask, useSystemTasks } from './connection-queries.ts'

const TONE: Record<SystemTaskAnswer['state'], Tone> = { waiting: 'wait', sent: 'wait', accepted: 'wait', done: 'good', 'not-found': 'good', refused: 'bad', failed: 'bad' }
const ANSWERS = ['done', 'not-found', 'refused'] as const
const UNANSWERED: readonly SystemTaskAnswer['state'][] = ['waiting', 'sent', 'accepted']
/** As the program takes it: how one knows, in some words. */
const WORDS_MIN = 10

/** What a system has not settled, with the ways on; it names nobody. */
export function SystemTasks({ systemId }: { systemId: string }) {
  const { t } = useTexts()
  const whyNot = useWhyNot()('requests.handle')
  const tasks = useSystemTasks(systemId)
  if (whyNot) return <p className="mt-4 text-soft">{whyNot}</p>
  if (tasks.error) return <div className="mt-4"><Problem error={tasks.error} onRetry={() => void tasks.refetch()} /></div>
  if (!tasks.data) return <Waiting lines={2} label={t('ui.loading')} />
  if (tasks.data.length === 0) return <p className="mt-4 text-soft">{t('connections.nothing-open')}</p>
  return <TaskList tasks={tasks.data} />
}

/** Tasks of connected systems, with what may be done about each. */
export function TaskList({ tasks, named = false }: { tasks: readonly SystemTaskAnswer[]; named?: boolean }) {
  const { t, day, moment } = useTexts()
  const call = useCallTask()
  const [answering, setAnswering] = useState<SystemTaskAnswer | null>(null)
  return (
    <>
      <ul className="mt-4 border-y border-line">
        {tasks.map((one) => (
          <li key={one.id} className="border-b border-line py-2.5 last:border-b-0">
            <p className="flex flex-wrap items-baseline gap-x-2">
              {named ? one.system.name : one.actInWords} <Tag tone={one.overdue ? 'bad' : TONE[one.state]}>{one.stateInWords}</Tag>
              <span className="text-fine text-soft">{one.answeredAt ? day(one.answeredAt) : t('connections.by-day', { day: day(one.deadline) })}</span>
            </p>
            <p className="text-fine text-soft">
              {named ? `${one.actInWords}. ` : ''}{one.errorInWords ? `${one.errorInWords} ` : ''}{one.nextTry ? t('connections.next-try', { at: moment(one.nextTry) }) : ''}{one.howInWords ?? ''}{one.reason ? `: ${one.reason}` : ''}
            </p>
            {one.words && <p className="break-words text-soft">{one.words}</p>}
            {one.state !== 'done' && one.state !== 'not-found' && (
              <div className="mt-1 flex flex-wrap gap-2">
                {UNANSWERED.includes(one.state) && <Button kind="plain" isPending={call.isPending && call.variables === one.id} onPress={() => call.mutate(one.id)}>{t('connections.call-now')}</Button>}
                <Button kind="plain" onPress={() => setAnswering(one)}>{t('connections.answer-by-hand')}</Button>
              </div>
            )}
          </li>
        ))}
      </ul>
      {call.error && <Problem error={call.error} />}
      {answering && <AnswerDialog task={answering} onClose={() => setAnswering(null)} />}
    </>
  )
}

function AnswerDialog({ task, onClose }: { task: SystemTaskAnswer; onClose: () => void }) {
  const { t } = useTexts()
  const answer = useAnswerTask()
  const [status, setStatus] = useState<(typeof ANSWERS)[number]>('done')
  const [words, setWords] = useState('')
  return (
    <TaskDialog title={t('connections.answer-of', { system: task.system.name })} isOpen onClose={onClose}>
      <div className="flex flex-col gap-4">
        <RadioList label={t('connections.what-came')} value={status} onChange={(key) => setStatus(ANSWERS.find((one) => one === key) ?? 'done')} options={ANSWERS.map((key) => ({ key, label: t(`connections.came-${key}`) }))} />
        <TextBox label={t('connections.evidence')} hint={t('connections.evidence-hint')} rows={3} value={words} onChange={setWords} maxLength={500} />
        {answer.error && <Problem error={answer.error} />}
        <div className="flex flex-wrap gap-2">
          <Button kind="primary" isPending={answer.isPending} reasonInSight disabledReason={words.trim().length < WORDS_MIN ? t('connections.evidence-first') : undefined} onPress={() => answer.mutate({ id: task.id, status, words: words.trim() }, { onSuccess: onClose })}>{t('ui.save')}</Button>
          <Button kind="plain" onPress={onClose}>{t('ui.cancel')}</Button>
        </div>
      </div>
    </TaskDialog>
  )
}
