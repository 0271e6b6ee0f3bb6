import { useState } from 'react'
import { ChevronRight } from 'lucide-react'
import type { LetterBody } from '@api/correspondence-resource.ts'
import type { Person } from '@api/person-resource.ts'
import { useTexts } from '../language.tsx'
import { useAction } from '../shell/bound-actions.ts'
import { useWhyNot } from '../shell/may.ts'
import { Button } from '../ui/button.tsx'
import { Waiting } from '../ui/empty.tsx'
import { Notice, Problem } from '../ui/notice.tsx'
import { Section } from '../ui/page.tsx'
import { RuleNumber, Tag, type Tone } from '../ui/tag.tsx'
import { announce } from '../ui/toast.tsx'
import { KeepMails } from './keep-mails.tsx'
import { LetterForm, type LetterDraft } from './letter-form.tsx'
import { removeLetter, useCorrespondence } from './letter-queries.ts'

/** As many stand on the page; the rest at a press. */
const FIRST = 3
const TONE: Record<LetterBody['state'], Tone> = { waiting: 'wait', 'handing-over': 'wait', sent: 'good', 'left-out': 'bad', failed: 'bad', unknown: 'wait' }

/** Mails between colleagues and one person, and writing one. */
export function PersonLetters({ person }: { person: Person }) {
  const { t } = useTexts()
  const with_ = useCorrespondence(person.id)
  const whyNot = useWhyNot()
  const [draft, setDraft] = useState<LetterDraft | null>(null)
  const [all, setAll] = useState(false)
  const about = with_.data
  const none = about && !about.purposes.some(({ allowed }) => allowed) ? (about.purposes[0]?.sentence ?? t('letters.no-purpose')) : undefined
  const reason = whyNot('mails.write') ?? none
  const open = () => setDraft((before) => before ?? {})
  useAction('person.mail', open, { about: person.name, disabledReason: reason })
  return (
    <Section title={t('letters.title')} actions={draft === null && <Button onPress={open} disabledReason={about ? reason : t('ui.loading')}>{t('room.write-mail')}</Button>}>
      {with_.error && <Problem error={with_.error} onRetry={() => void with_.refetch()} />}
      {with_.isPending && <Waiting lines={2} label={t('ui.loading')} />}
      {about && draft !== null && (
        <LetterForm
          person={person}
          about={about}
          draft={draft}
          onDone={(sent, written) => {
            setDraft(null)
            const letter = sent?.letters[0]
            if (letter?.goesAt) announce({ text: t('letters.about-to'), isUndo: true, action: { label: t('ui.undo'), run: () => void takeBack(letter, written) } })
          }}
        />
      )}
      {about?.letters.length === 0 && draft === null && <p className="text-soft">{t('letters.none')}</p>}
      {about && about.letters.length > 0 && (
        <ul className="border-y border-line">
          {about.letters.slice(0, all ? undefined : FIRST).map((one) => <LetterLine key={one.id} letter={one} onRemove={() => remove(one)} disabledReason={whyNot('mails.write')} />)}
        </ul>
      )}
      {!all && about && about.letters.length > FIRST && <Button kind="plain" onPress={() => setAll(true)}>{t('letters.all', { count: about.letters.length })}</Button>}
      {about && <KeepMails personId={person.id} name={person.name} log={about.log} disabledReason={whyNot('mails.write')} />}
    </Section>
  )

  /** What was written stands in the form again. */
  async function takeBack(letter: LetterBody, written: LetterDraft) {
    try {
      await removeLetter(person.id, letter.id)
      setDraft(written)
    } catch {
      announce({ text: t('letters.gone') })
    }
  }
  async function remove(letter: LetterBody) {
    try {
      await removeLetter(person.id, letter.id)
      announce({ text: t('letters.removed') })
    } catch {
      announce({ text: t('letters.gone') })
    }
  }
}

function LetterLine({ letter, onRemove, disabledReason }: { letter: LetterBody; onRemove: () => void; disabledReason: string | undefined }) {
  const { t, day } = useTexts()
  const removable = letter.way === 'logged' || letter.goesAt !== null
  return (
    <li className="border-b border-line last:border-b-0">
      <details className="group">
        <summary className="flex min-h-11 cursor-default list-none flex-wrap items-center gap-x-2 gap-y-1 rounded-small py-2 hover:bg-raised [&::-webkit-details-marker]:hidden">
          <ChevronRight aria-hidden size={14} className="shrink-0 text-soft transition-transform duration-100 group-open:rotate-90" />
          <span className="min-w-0 flex-1 font-medium break-words">{letter.subject}</span>
          {letter.state !== 'sent' && <Tag tone={TONE[letter.state]}>{t(`message-state.${letter.state}`)}</Tag>}
          <span className="w-full pl-[1.375rem] text-fine text-soft">{t(letter.direction === 'to' ? 'letters.to' : 'letters.from', { name: letter.by, day: day(letter.at) })} · {letter.label}</span>
        </summary>
        <div className="pb-3 pl-[1.375rem]">
          {letter.sentence && letter.rule && <p className="mb-2"><Notice tone="bad">{letter.sentence} <RuleNumber rule={letter.rule} /></Notice></p>}
          <p className="break-words whitespace-pre-wrap">{letter.words}</p>
          {letter.marks.length > 0 && <p className="mt-2 flex flex-wrap items-center gap-x-2 gap-y-1 text-fine text-ochre">{t('letters.marks')}{letter.marks.map(({ kind, rule }) => <span key={kind}>{t(`watch-kind.${kind}`)} <RuleNumber rule={rule} /></span>)}</p>}
          {letter.files > 0 && <p className="mt-2 text-fine text-soft">{t('letters.files', { count: letter.files })}</p>}
          <p className="mt-2 text-fine text-soft">{t('letters.until', { day: day(letter.until) })}</p>
          {removable && <Button kind="plain" className="-ml-2.5" onPress={onRemove} disabledReason={disabledReason}>{t(letter.way === 'logged' ? 'letters.remove' : 'letters.take-back')}</Button>}
        </div>
      </details>
    </li>
  )
}
