import { useState } from 'react'
import type { RightsRequestAnswer } from '@api/requests-resource.ts'
import { useTexts } from '../language.tsx'
import { Button } from '../ui/button.tsx'
import { TaskDialog } from '../ui/dialog.tsx'
import { RadioList, TextBox } from '../ui/field.tsx'
import { Problem } from '../ui/notice.tsx'
import { Section } from '../ui/page.tsx'
import { Tag, type Tone } from '../ui/tag.tsx'
import { useDeed } from './request-queries.ts'

type Recipient = RightsRequestAnswer['recipients'][number]
const TONE: Record<Recipient['state'], Tone> = { pending: 'wait', done: 'good', refused: 'bad' }
const STATES = ['done', 'refused'] as const

/** Who is told of it (art. 19), and what they answered. */
export function RequestRecipients({ request }: { request: RightsRequestAnswer }) {
  const { t, day } = useTexts()
  const [open, setOpen] = useState<Recipient | null>(null)
  if (request.recipients.length === 0) return null
  return (
    <Section title={t('requests.recipients')} lead={t('requests.recipients-lead')}>
      <ul className="border-y border-line">
        {request.recipients.map((one) => (
          <li key={`${one.recipient} ${one.about}`} className="border-b border-line py-2 last:border-b-0">
            <p className="flex flex-wrap items-baseline gap-x-2">{one.label} <Tag tone={TONE[one.state]}>{one.stateInWords}</Tag> <span className="text-fine text-soft">{day(one.answeredAt ?? one.toldAt)}</span></p>
            {one.words && <p className="break-words text-soft">{one.words}</p>}
            {one.state === 'pending' && <Button kind="plain" onPress={() => setOpen(one)} aria-label={t('requests.recipient-answer-of', { recipient: one.label })}>{t('requests.recipient-answer')}</Button>}
          </li>
        ))}
      </ul>
      {open && <RecipientDialog request={request} recipient={open} onClose={() => setOpen(null)} />}
    </Section>
  )
}

function RecipientDialog({ request, recipient: { recipient, about, label }, onClose }: { request: RightsRequestAnswer; recipient: Recipient; onClose: () => void }) {
  const { t } = useTexts()
  const deed = useDeed(request)
  const [state, setState] = useState<(typeof STATES)[number]>('done')
  const [words, setWords] = useState('')
  return (
    <TaskDialog title={t('requests.recipient-answer-of', { recipient: label })} isOpen onClose={onClose}>
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          deed.mutate({ to: 'steps', body: { kind: 'recipient-answer', recipient, about, state, ...(words.trim() && { words: words.trim() }) } }, { onSuccess: onClose })
        }}
      >
        <RadioList label={t('requests.recipient-says')} value={state} onChange={(key) => setState(STATES.find((one) => one === key) ?? 'done')} options={STATES.map((key) => ({ key, label: t(`requests.recipient-${key}`) }))} />
        <TextBox label={t('requests.words')} rows={2} value={words} onChange={setWords} maxLength={5000} />
        {deed.error && <Problem error={deed.error} />}
        <div className="flex flex-wrap gap-2">
          <Button kind="primary" type="submit" isPending={deed.isPending}>{t('ui.save')}</Button>
          <Button kind="plain" onPress={onClose}>{t('ui.cancel')}</Button>
        </div>
      </form>
    </TaskDialog>
  )
}
