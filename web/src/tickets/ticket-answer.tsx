import { useEffect, useState } from 'react'
import type { TicketBody, TicketReadersBody } from '@api/tickets-resource.ts'
import { useTexts } from '../language.tsx'
import { useWatch } from '../notes/use-watch.ts'
import { WatchedText } from '../notes/watched-text.tsx'
import { LANGUAGE_NAMES } from '../texts.ts'
import { Button } from '../ui/button.tsx'
import { Notice, Problem } from '../ui/notice.tsx'
import { SelectBox } from '../ui/select-box.tsx'
import { TabView } from '../ui/tabs.tsx'
import { announce } from '../ui/toast.tsx'
import { sayReading, seeAgain, useCannedAnswers, useNoteInTicket, useReply } from './ticket-queries.ts'

const LENGTH = 4_000
const EVERY_MS = 20_000
/** What was begun and not sent, while the workspace is open; it is kept nowhere else. */
const drafts = new Map<string, string>()

/** The answer to the customer, or a note among colleagues; with who else has the ticket open. */
export function TicketAnswer({ ticket, whyNot, opened }: { ticket: TicketBody; whyNot: string | undefined; opened: number }) {
  const { t } = useTexts()
  const [words, setWords] = useDraft(`${ticket.id} answer`)
  // Whoever asks to answer sees where one answers, whatever was chosen before.
  const [{ part, since }, setChosen] = useState({ part: 'answer', since: opened })
  const shown = since < opened ? 'answer' : part
  const readers = useReaders(ticket, words.trim() !== '')
  const isNewer = readers !== undefined && readers.lastLine !== ticket.lastLine
  useEffect(() => {
    if (isNewer) void seeAgain(ticket)
  }, [isNewer, ticket])
  if (ticket.state === 'closed') return <Notice>{t('tickets.closed-what')}</Notice>
  return (
    <>
      <div aria-live="polite" className="mb-3 min-h-6 text-fine">
        {readers?.readers.map((one) => <p key={one.id} className="text-ochre">{t(one.isWriting ? 'tickets.writing' : 'tickets.reading', { name: one.name })}</p>)}
      </div>
      <TabView
        label={t('tickets.answer')}
        value={shown}
        onChange={(key) => setChosen({ part: key, since: opened })}
        tabs={[
          { key: 'answer', label: t('tickets.answer'), content: <Answer ticket={ticket} words={words} setWords={setWords} whyNot={whyNot} opened={opened} /> },
          { key: 'note', label: t('tickets.note'), content: <Note ticket={ticket} whyNot={whyNot} /> },
        ]}
      />
    </>
  )
}

function Answer({ ticket, words, setWords, whyNot, opened }: { ticket: TicketBody; words: string; setWords: (words: string) => void; whyNot: string | undefined; opened: number }) {
  const { t } = useTexts()
  const [reason, setReason] = useState('')
  const watch = useWatch(words, ticket.name)
  const reply = useReply(ticket)
  const missing = whyNot ?? (words.trim() === '' ? t('tickets.words-first') : watch.needsReason && reason.trim() === '' ? t('watch.reason-first') : undefined)
  const send = (state: 'waiting' | 'solved') => reply.mutate({ words: words.trim(), after: ticket.lastLine, state, ...(watch.needsReason ? { reason: reason.trim() } : {}) }, {
    onSuccess: () => {
      setWords('')
      setReason('')
      announce({ text: t(ticket.sender === null ? 'tickets.sent-page' : 'tickets.sent-mail', { address: ticket.sender ?? '' }) })
    },
  })
  return (
    <div className="flex max-w-[44rem] flex-col gap-4">
      <Canned ticket={ticket} onChoose={(text) => setWords(words.trim() === '' ? text : `${words.trimEnd()}\n\n${text}`)} />
      <WatchedText key={opened} entered={opened > 0} label={t('tickets.your-answer')} hint={ticket.sender === null ? t('tickets.goes-page') : t('tickets.goes-mail', { address: ticket.sender })} value={words} onChange={setWords} rows={6} maxLength={LENGTH} watch={watch} reason={reason} onReason={setReason} />
      {reply.error && <Problem error={reply.error} />}
      <div className="flex flex-wrap gap-2">
        <Button kind="primary" onPress={() => send('waiting')} isPending={reply.isPending} disabledReason={missing} reasonInSight>{t('tickets.send')}</Button>
        <Button onPress={() => send('solved')} isPending={reply.isPending} disabledReason={missing}>{t('tickets.send-solved')}</Button>
      </div>
    </div>
  )
}

/** In the language of the ticket first; what is not written in it says so. */
function Canned({ ticket, onChoose }: { ticket: TicketBody; onChoose: (text: string) => void }) {
  const { t } = useTexts()
  const answers = useCannedAnswers().data ?? []
  if (answers.length === 0) return null
  const textOf = (texts: (typeof answers)[number]['texts']) => texts[ticket.language] ?? texts.sv ?? texts.nb ?? texts.en ?? ''
  const otherIn = (texts: (typeof answers)[number]['texts']) => (texts[ticket.language] === undefined ? (['sv', 'nb', 'en'] as const).find((key) => texts[key] !== undefined) : undefined)
  return (
    <SelectBox
      label={t('tickets.canned')} placeholder={t('tickets.canned-choose')} value={null} className="max-w-[24rem]"
      options={answers.map(({ id, name, texts }) => { const other = otherIn(texts); return { key: id, label: name, ...(other && { hint: t('tickets.only-in', { language: LANGUAGE_NAMES[other] }) }) } })}
      onChange={(key) => { const one = answers.find(({ id }) => id === key); if (one) onChoose(textOf(one.texts)) }}
    />
  )
}

function Note({ ticket, whyNot }: { ticket: TicketBody; whyNot: string | undefined }) {
  const { t } = useTexts()
  const [words, setWords] = useDraft(`${ticket.id} note`)
  const [reason, setReason] = useState('')
  const watch = useWatch(words, ticket.name)
  const write = useNoteInTicket(ticket)
  const missing = whyNot ?? (words.trim() === '' ? t('tickets.words-first') : watch.needsReason && reason.trim() === '' ? t('watch.reason-first') : undefined)
  const save = () => write.mutate({ words: words.trim(), ...(watch.needsReason ? { reason: reason.trim() } : {}) }, { onSuccess: () => { setWords(''); announce({ text: t('tickets.noted') }) } })
  return (
    <div className="flex max-w-[44rem] flex-col gap-4">
      <WatchedText label={t('tickets.your-note')} hint={t('tickets.note-hint')} value={words} onChange={setWords} rows={4} maxLength={LENGTH} watch={watch} reason={reason} onReason={setReason} />
      {write.error && <Problem error={write.error} />}
      <div><Button kind="primary" onPress={save} isPending={write.isPending} disabledReason={missing} reasonInSight>{t('tickets.note-save')}</Button></div>
    </div>
  )
}

function useDraft(key: string): [string, (words: string) => void] {
  const [words, setWords] = useState(() => drafts.get(key) ?? '')
  return [words, (next) => {
    if (next === '') drafts.delete(key)
    else drafts.set(key, next)
    setWords(next)
  }]
}

/** Says that one has it open, and hears who else has, as long as the page stands. */
function useReaders({ owner, id }: TicketBody, isWriting: boolean): TicketReadersBody | undefined {
  const [readers, setReaders] = useState<TicketReadersBody>()
  useEffect(() => {
    let isHere = true
    const say = async () => {
      // A sign that does not come is missed by nobody: the server refuses to lay an answer over a newer line all the same.
      const told = await sayReading({ owner, id }, isWriting).catch(() => undefined)
      if (isHere && told) setReaders(told)
    }
    void say()
    const timer = setInterval(() => void say(), EVERY_MS)
    return () => {
      isHere = false
      clearInterval(timer)
    }
  }, [owner, id, isWriting])
  return readers
}
