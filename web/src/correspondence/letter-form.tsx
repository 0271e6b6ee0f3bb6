import { useState } from 'react'
import type { CorrespondenceBody } from '@api/correspondence-resource.ts'
import type { Person } from '@api/person-resource.ts'
import { useTexts } from '../language.tsx'
import { useWatch } from '../notes/use-watch.ts'
import { WatchedText } from '../notes/watched-text.tsx'
import { Button } from '../ui/button.tsx'
import { TextBox } from '../ui/field.tsx'
import { Problem } from '../ui/notice.tsx'
import { SelectBox } from '../ui/select-box.tsx'
import { RuleNumber } from '../ui/tag.tsx'
import { useSendLetter } from './letter-queries.ts'

const SUBJECT_LENGTH = 200
const WORDS_LENGTH = 10_000
const LATELY_FIRST = 4

export interface LetterDraft { purpose?: string; subject?: string; words?: string }

/** A mail to one person: what for, who of us wrote lately, and what may stand in it. */
export function LetterForm({ person, about, draft, onDone }: { person: Person; about: CorrespondenceBody; draft: LetterDraft; onDone: (sent: CorrespondenceBody | null, written: LetterDraft) => void }) {
  const { t, word } = useTexts()
  const allowed = about.purposes.filter((one) => one.allowed)
  const [purpose, setPurpose] = useState(draft.purpose ?? allowed[0]?.key ?? '')
  const [subject, setSubject] = useState(draft.subject ?? '')
  const [words, setWords] = useState(draft.words ?? '')
  const [reason, setReason] = useState('')
  const [inSubject, inWords] = [useWatch(subject, about.name), useWatch(words, about.name)]
  const needsReason = inSubject.needsReason || inWords.needsReason
  const send = useSendLetter(person.id)
  const chosen = allowed.find(({ key }) => key === purpose)
  const often = person.reach.find(({ channel }) => channel === 'email')?.offers.find((offer) => offer.purpose === purpose)?.frequency
  const missing = subject.trim() === '' ? t('letters.subject-first') : words.trim() === '' ? t('letters.words-first') : needsReason && reason.trim() === '' ? t('watch.reason-first') : undefined
  const written = { purpose, subject: subject.trim(), words: words.trim() }
  return (
    <form
      className="mb-5 flex flex-col gap-4 rounded-part border border-line bg-paper p-4"
      aria-label={t('room.write-mail')}
      onSubmit={(event) => {
        event.preventDefault()
        if (missing === undefined) send.mutate({ ...written, reason: needsReason ? reason.trim() : undefined }, { onSuccess: (sent) => onDone(sent, written) })
      }}
    >
      <Lately about={about} />
      <div>
        <SelectBox label={t('letters.purpose')} value={purpose} options={allowed} onChange={setPurpose} hint={chosen && t(chosen.marketing ? 'letters.is-marketing' : 'letters.is-service')} />
        {often && <p className="mt-1 text-fine text-soft">{t('letters.cap', { often: word('frequency', often) })}</p>}
        <Refused about={about} />
      </div>
      <div>
        <TextBox label={t('letters.subject')} value={subject} onChange={setSubject} maxLength={SUBJECT_LENGTH} />
        {inSubject.marks.length > 0 && <p className="mt-1 text-fine text-ochre">{t('letters.subject-marks', { words: inSubject.marks.map(({ start, end }) => subject.slice(start, end)).join(', ') })}</p>}
      </div>
      <WatchedText label={t('letters.words')} value={words} onChange={setWords} rows={7} maxLength={WORDS_LENGTH} watch={{ marks: inWords.marks, needsReason }} reason={reason} onReason={setReason} entered />
      <p className="text-fine text-soft">{about.replyTo ? t('letters.reply-to', { address: about.replyTo }) : t('letters.reply-to-company')}</p>
      {send.error && <Problem error={send.error} />}
      <div className="flex flex-wrap gap-2">
        <Button kind="primary" type="submit" isPending={send.isPending} disabledReason={missing} reasonInSight>{t('letters.send')}</Button>
        <Button kind="plain" onPress={() => onDone(null, written)}>{t('ui.cancel')}</Button>
      </div>
    </form>
  )
}

/** Who of us wrote in the last month, so that nobody is written to by four. */
function Lately({ about: { lately } }: { about: CorrespondenceBody }) {
  const { t, day } = useTexts()
  const [all, setAll] = useState(false)
  if (lately.length === 0) return <p className="text-soft">{t('letters.nobody-lately')}</p>
  return (
    <section aria-label={t('letters.lately')}>
      <h3 className="font-semibold">{t('letters.lately')}</h3>
      <ul className="mt-1 flex flex-col gap-1">
        {lately.slice(0, all ? undefined : LATELY_FIRST).map((one) => (
          <li key={`${one.at} ${one.label} ${one.channel}`} className="break-words">
            <span className="text-soft">{day(one.at)}</span> {one.direction === 'from' ? t('letters.customer') : (one.by ?? t('letters.program'))}: {one.subject ?? one.label} <span className="text-fine text-soft">({t(`channel.${one.channel}`)}{one.subject && `, ${one.label}`})</span>
            {one.notSent && <span className="block text-fine text-brick">{t('letters.not-sent', { why: one.notSent.sentence })} <RuleNumber rule={one.notSent.rule} /></span>}
          </li>
        ))}
      </ul>
      {!all && lately.length > LATELY_FIRST && <Button kind="plain" className="-ml-2.5" onPress={() => setAll(true)}>{t('letters.all-lately', { count: lately.length })}</Button>}
    </section>
  )
}

/** What one may not write about, each with its rule. */
function Refused({ about: { purposes } }: { about: CorrespondenceBody }) {
  const { t } = useTexts()
  const refused = purposes.filter(({ allowed }) => !allowed)
  if (refused.length === 0) return null
  return (
    <details className="group mt-2">
      <summary className="cursor-default text-fine text-soft">{t('letters.refused', { count: refused.length })}</summary>
      <ul className="mt-1 flex flex-col gap-1 text-fine text-soft">
        {refused.map(({ key, label, sentence, rule }) => <li key={key}><b className="font-medium text-ink">{label}</b>: {sentence} <RuleNumber rule={rule} /></li>)}
      </ul>
    </details>
  )
}
