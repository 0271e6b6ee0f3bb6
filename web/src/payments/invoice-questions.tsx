import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { InvoiceQuestionBody } from '@api/questions-resource.ts'
import { get, post } from '../api.ts'
import { useTexts } from '../language.tsx'
import { useWatch } from '../notes/use-watch.ts'
import { WatchedText } from '../notes/watched-text.tsx'
import { links } from '../links.ts'
import { useWhyNot } from '../shell/may.ts'
import { queries } from '../queries.ts'
import { Button, TextLink } from '../ui/button.tsx'
import { Problem } from '../ui/notice.tsx'
import { Section } from '../ui/page.tsx'
import { announce } from '../ui/toast.tsx'

interface Asked { questions: InvoiceQuestionBody[] }

/** What the customer asked about this invoice, and the answers; nothing where nothing was asked. */
export function InvoiceQuestions({ person, name, invoice }: { person: string; name: string; invoice: string }) {
  const { t, moment } = useTexts()
  const mayRead = useWhyNot()('tickets.read') === undefined
  const path = `/people/${person}/invoices/${invoice}/questions`
  const asked = useQuery({ queryKey: ['invoice-questions', person, invoice], queryFn: () => get<Asked>(path) })
  if (!asked.data || asked.data.questions.length === 0) return null
  return (
    <Section title={t('payments.questions')}>
      {asked.data.questions.map((one) => (
        <div key={one.id} className="mb-4 border-b border-line pb-4">
          <p className="text-fine text-soft">{t('payments.asked', { moment: moment(one.askedAt) })}</p>
          <p className="break-words whitespace-pre-wrap">{one.words}</p>
          {one.answer === null ? <Answer name={name} path={`${path}/${one.id}/answers`} keyOf={['invoice-questions', person, invoice]} /> : (
            <div className="mt-2 border-l-2 border-line pl-3">
              <p className="text-fine text-soft">{one.answeredAt && t('payments.answered', { moment: moment(one.answeredAt) })}</p>
              <p className="break-words whitespace-pre-wrap">{one.answer}</p>
            </div>
          )}
          {mayRead && <p className="mt-2"><TextLink href={links.ticket(person, one.id)}>{t('payments.to-ticket')}</TextLink></p>}
        </div>
      ))}
    </Section>
  )
}

function Answer({ name, path, keyOf }: { name: string; path: string; keyOf: string[] }) {
  const { t } = useTexts()
  const [answer, setAnswer] = useState('')
  const [reason, setReason] = useState('')
  const watch = useWatch(answer, name)
  const send = useMutation({
    mutationFn: () => post<Asked>(path, { answer, ...(watch.needsReason ? { reason: reason.trim() } : {}) }),
    onSuccess: (now) => {
      queries.setQueryData(keyOf, now)
      announce({ text: t('payments.answer-sent') })
    },
  })
  return (
    <div className="mt-3 flex max-w-[38rem] flex-col gap-3">
      <WatchedText label={t('payments.answer')} hint={t('payments.answer-hint')} value={answer} onChange={setAnswer} maxLength={4000} watch={watch} reason={reason} onReason={setReason} />
      {send.error && <Problem error={send.error} />}
      <div><Button kind="primary" onPress={() => send.mutate()} isPending={send.isPending} disabledReason={answer.trim() === '' ? t('payments.answer-first') : watch.needsReason && reason.trim() === '' ? t('watch.reason-first') : undefined} reasonInSight>{t('payments.answer-send')}</Button></div>
    </div>
  )
}
