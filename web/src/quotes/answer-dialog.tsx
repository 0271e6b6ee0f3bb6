import { useState } from 'react'
import type { QuoteAnswerBody, QuoteBody } from '@api/quotes-resource.ts'
import { ApiProblem } from '../api.ts'
import { useDeal } from '../deals/deal-queries.ts'
import { useTexts } from '../language.tsx'
import { Button } from '../ui/button.tsx'
import { DateBox } from '../ui/date-box.tsx'
import { TaskDialog } from '../ui/dialog.tsx'
import { RadioList, TextBox } from '../ui/field.tsx'
import { Problem } from '../ui/notice.tsx'
import { useAnswerQuote } from './quote-queries.ts'

const HOW: readonly QuoteAnswerBody['how'][] = ['phone', 'counter', 'mail', 'letter']

/** A yes or no that was said otherwise than on the page: how, when and by whom; and what ends when the deal is won. */
export function AnswerDialog({ quote, onClose }: { quote: QuoteBody; onClose: (noted?: QuoteBody) => void }) {
  const { t, day } = useTexts()
  const answer = useAnswerQuote(quote)
  const deal = useDeal(quote.person.id, quote.deal)
  const [said, setSaid] = useState('yes')
  const [how, setHow] = useState<QuoteAnswerBody['how']>('phone')
  const [on, setOn] = useState(() => new Date().toLocaleDateString('sv-SE'))
  const [name, setName] = useState(quote.person.name)
  const wrong = answer.error instanceof ApiProblem ? answer.error : undefined
  const save = () => answer.mutate({ yes: said === 'yes', how, on, ...(name.trim() && { name: name.trim() }) }, { onSuccess: onClose })
  return (
    <TaskDialog
      title={t('quotes.answer-title', { number: quote.name })} isOpen onClose={() => onClose()}
      footer={<div className="flex flex-wrap gap-2"><Button kind="primary" onPress={save} isPending={answer.isPending} disabledReason={on === '' ? t('quotes.answer-when-first') : undefined}>{t('quotes.answer-note')}</Button><Button kind="plain" onPress={() => onClose()}>{t('ui.cancel')}</Button></div>}
    >
      <div className="flex flex-col gap-5">
        <RadioList label={t('quotes.answer-said')} row value={said} onChange={setSaid} options={[{ key: 'yes', label: t('quotes.answer-yes') }, { key: 'no', label: t('quotes.answer-no') }]} />
        <RadioList label={t('quotes.answer-how')} row value={how} onChange={(key) => setHow(HOW.find((one) => one === key) ?? 'phone')} options={HOW.map((key) => ({ key, label: t(`quote-heard.${key}`) }))} />
        {said === 'yes' && how === 'phone' && <p className="text-soft">{t('quotes.answer-phone')}</p>}
        <DateBox label={t('quotes.answer-when')} value={on} onChange={setOn} error={wrong?.field === 'on' ? wrong.message : undefined} />
        <TextBox label={t('quotes.answer-who')} value={name} onChange={setName} maxLength={100} />
        {said === 'yes' && deal.data?.endsWith.map((one) => <p key={one.purpose} className="text-soft">{one.heldUntil ? t('deals.ends-until', { name: quote.person.name, purpose: one.name, day: day(one.heldUntil) }) : t('deals.ends', { name: quote.person.name, purpose: one.name })}</p>)}
        {wrong && wrong.field !== 'on' && <Problem error={wrong} />}
      </div>
    </TaskDialog>
  )
}
