import { useState } from 'react'
import type { RightsRequestAnswer } from '@api/requests-resource.ts'
import { useTexts } from '../language.tsx'
import { Button } from '../ui/button.tsx'
import { RadioList, TextBox } from '../ui/field.tsx'
import { SelectBox } from '../ui/select-box.tsx'
import { Notice, Problem } from '../ui/notice.tsx'
import { Section } from '../ui/page.tsx'
import { announce } from '../ui/toast.tsx'
import { useAskSecond } from './ask-second.tsx'
import { OUTCOMES } from './kinds.ts'
import { nextOf } from './next-of.ts'
import { useDeed } from './request-queries.ts'

type Outcome = (typeof OUTCOMES)[number]

/** How it ends, and the letter that says so, proposed in the person's language. The person gets a mail that it stands on their page. */
export function AnswerForm({ request }: { request: RightsRequestAnswer }) {
  const { t } = useTexts()
  const deed = useDeed(request)
  const ask = useAskSecond(request.person.id, request.id)
  const [outcome, setOutcome] = useState<Outcome>(request.stranger ? 'nothing-held' : 'granted')
  const [reason, setReason] = useState<string | null>(null)
  /** What was written over the proposal; the proposal else. */
  const [written, setWritten] = useState<string | null>(null)
  const letter = written ?? proposed(request, outcome, reason)
  const [answer, refusal] = [nextOf(request, 'answer'), nextOf(request, 'refusal')]
  const whyNot = outcome === 'refused' ? refusal?.whyNot ?? (reason === null ? t('requests.reason-first') : null) : outcome === 'withdrawn' ? null : answer?.whyNot ?? null
  const choose = (next: Outcome) => {
    setOutcome(next)
    setWritten(null)
  }
  const body = { outcome, ...(outcome === 'refused' && reason !== null && { reason }), letter }
  const send = () => request.fourEyes
    ? ask.mutate({ act: 'answer', ...body }, { onSuccess: () => announce({ text: t('second.asked') }) })
    : deed.mutate({ to: 'answers', body }, { onSuccess: () => announce({ text: t('requests.answered') }) })
  return (
    <Section title={t('requests.answer')} lead={request.reachedAt !== null ? t('strangers.answer-lead', { to: request.reachedAt }) : t(request.waiting ? 'second.answer-again' : request.fourEyes ? 'second.answer-lead' : 'requests.answer-lead')} id="answer">
      <form
        className="flex max-w-[44rem] flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          if (whyNot === null) send()
        }}
      >
        <RadioList label={t('requests.outcome')} row value={outcome} onChange={(key) => choose(OUTCOMES.find((one) => one === key) ?? outcome)} options={outcomesOf(request).map((key) => ({ key, label: t(`request-outcome.${key}`) }))} />
        {outcome === 'refused' && (refusal?.whyNot
          ? <Notice tone="wait">{refusal.whyNot}</Notice>
          : (
            <SelectBox
              label={t('requests.reason')}
              hint={t('requests.reason-hint')}
              value={reason}
              onChange={(key) => {
                setReason(key)
                setWritten(null)
              }}
              options={request.refusals.map(({ reason: key, sentence, article }) => ({ key, label: sentence, hint: t('requests.article', { article }) }))}
            />
          ))}
        <TextBox label={t('requests.letter')} hint={t('requests.letter-hint')} rows={12} value={letter} onChange={setWritten} maxLength={20_000} lang={request.language} />
        {(deed.error ?? ask.error) && <Problem error={deed.error ?? ask.error} />}
        <div><Button kind="primary" type="submit" isPending={deed.isPending || ask.isPending} disabledReason={whyNot ?? (letter.trim() === '' ? t('requests.words-first') : undefined)} reasonInSight>{t(request.fourEyes ? 'second.ask' : outcome === 'refused' ? 'requests.send-refusal' : 'requests.send-answer')}</Button></div>
      </form>
    </Section>
  )
}

/** Of somebody in no register nothing can be handed over, corrected or erased; a no and a complaint have their answer. */
function outcomesOf({ stranger, kind }: RightsRequestAnswer): readonly Outcome[] {
  if (!stranger) return OUTCOMES
  return OUTCOMES.filter((one) => (one !== 'granted' && one !== 'partly') || ['objection', 'withdrawal', 'complaint', 'automated-decision'].includes(kind))
}

function proposed({ letters, refusals }: RightsRequestAnswer, outcome: Outcome, reason: string | null): string {
  if (outcome === 'refused') return refusals.find((one) => one.reason === reason)?.letter ?? ''
  if (outcome === 'nothing-held') return letters.nothingHeld
  return outcome === 'partly' ? letters.partly : outcome === 'granted' ? letters.granted : ''
}

/** The answer as it was given. */
export function AnswerGiven({ request }: { request: RightsRequestAnswer }) {
  const { t, moment } = useTexts()
  const { answer } = request
  if (!answer) return null
  return (
    <Section title={t('requests.answer-given')} lead={`${t(`request-outcome.${answer.outcome}`)} · ${moment(answer.at)}`}>
      {request.reachedAt !== null && <div className="mb-3"><Notice tone="wait">{t('strangers.send-it', { to: request.reachedAt })}</Notice></div>}
      {answer.reason && <p className="mb-2">{request.refusals.find(({ reason }) => reason === answer.reason)?.sentence}</p>}
      {answer.letter && <blockquote lang={request.language} className="max-w-[42rem] rounded-part border border-line bg-paper px-5 py-4 whitespace-pre-line">{answer.letter}</blockquote>}
    </Section>
  )
}
