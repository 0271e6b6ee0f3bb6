import { memo, useCallback, useMemo, useState } from 'react'
import type { Person } from '@api/person-resource.ts'
import { useTexts } from '../language.tsx'
import { LANGUAGE_NAMES, LANGUAGES, type Language } from '../texts.ts'
import { useWhyNot } from '../shell/may.ts'
import { Button } from '../ui/button.tsx'
import { TaskDialog } from '../ui/dialog.tsx'
import { CheckBox, RadioList, TextBox } from '../ui/field.tsx'
import { Notice, Problem } from '../ui/notice.tsx'
import { SelectBox } from '../ui/select-box.tsx'
import { RuleNumber } from '../ui/tag.tsx'
import { AnswerLines } from './answer-line.tsx'
import { chosen, keyOf, withAnswer, type Answer, type Wide } from './answers.ts'
import { ChoicesRehearsed } from './choice-rehearsal.tsx'
import { useScripts } from './people-queries.ts'
import { dropSaying, EVIDENCE, sayingOf, type EvidenceKind, type Saying } from './unsaid.ts'
import { useSaying } from './use-saying.ts'

/** Stands in for the note while it is not yet written: a rehearsal records nothing. */
const NOT_YET = '–'

/** Records what the person says: what, how we know, and what happens because of it before it is saved. */
export function RecordDialog({ person, onClose }: { person: Person; onClose: () => void }) {
  const { t } = useTexts()
  const [saying, setSaying] = useState(() => sayingOf(person.id))
  const { answers, wide, kind, note } = saying
  const change = useCallback((part: Partial<Saying>) => setSaying((before) => ({ ...before, ...part })), [])
  const answer = useCallback((key: string, one: Answer | undefined) => setSaying((before) => ({ ...before, answers: withAnswer(before.answers, key, one) })), [])
  const record = useSaying(person)
  const whyNot = useWhyNot()

  const evidence = { kind, text: note.trim() || NOT_YET }
  // On the telephone the words are read out before a yes, and kept with it.
  const isCall = kind === 'call-note'
  const [spoken, setSpoken] = useState<Language>()
  const scripts = useScripts(person.id, spoken, isCall)
  const words = useMemo(() => new Map((isCall ? scripts.data?.scripts : [])?.map((one) => [keyOf(one), one])), [isCall, scripts.data])
  const shown = useMemo(() => new Map([...words].map(([key, one]) => [key, one.words])), [words])
  const choices = chosen(answers, wide).map((choice) => {
    const script = choice.kind === 'given' ? words.get(keyOf(choice)) : undefined
    return { ...choice, evidence, ...(script && { readOut: { language: scripts.data!.language, wording: script.wording } }) }
  })
  const unread = isCall && scripts.isPending && choices.some((choice) => choice.kind === 'given') ? t('record.read-out-wait') : undefined
  const missing = whyNot('choices.record') ?? unread ?? (choices.length === 0 ? t('record.choose-first') : note.trim() === '' ? t('record.note-first') : undefined)

  const close = () => {
    dropSaying(person.id)
    onClose()
  }
  const save = () => {
    record({ answers, wide, kind, note }, choices)
    onClose()
  }
  return (
    <TaskDialog
      title={t('record.title', { name: person.name })}
      isOpen
      onClose={close}
      wide
      footer={
        <div className="flex flex-wrap gap-2">
          <Button kind="primary" onPress={save} disabledReason={missing} reasonInSight>{t('record.save')}</Button>
          <Button kind="plain" onPress={close}>{t('ui.cancel')}</Button>
        </div>
      }
    >
      <div className="flex flex-col gap-6">
        {saying.error && <Problem error={saying.error} />}
        {saying.refused?.map(({ choice, rule, sentence }) => (
          <Notice key={choice} tone="bad" role="alert" title={t('record.refused')}>{sentence} <RuleNumber rule={rule} /></Notice>
        ))}
        <section aria-label={t('record.what')}>
          <h3 className="mb-1 text-fine text-soft">{t('record.what')}</h3>
          <WideChoices stopsAsking={person.stopAsking !== null} wide={wide} onChange={change} />
          <div className={`mt-3 flex flex-col gap-3 ${wide.includes('no-to-all') ? 'hidden' : ''}`}>
            <AnswerLines person={person} answers={answers} scripts={shown} onAnswer={answer} />
          </div>
        </section>
        <section aria-label={t('record.how')}>
          <h3 className="mb-2 text-fine text-soft">{t('record.how')}</h3>
          <EvidenceKinds kind={kind} onChange={change} />
          {isCall && scripts.data && (
            <div className="mt-3 max-w-xs">
              <SelectBox label={t('record.read-out-language')} value={scripts.data.language} options={LANGUAGES.map((key) => ({ key, label: LANGUAGE_NAMES[key] }))} onChange={(key) => setSpoken(LANGUAGES.find((one) => one === key))} />
              <p className="mt-1 text-fine text-soft">{t('record.read-out-hint')}</p>
            </div>
          )}
          {isCall && scripts.error && <Problem error={scripts.error} onRetry={() => void scripts.refetch()} />}
          <div className="mt-3">
            <TextBox label={t('record.note')} hint={t('record.note-hint')} rows={3} value={note} onChange={(text) => change({ note: text })} />
          </div>
        </section>
        <ChoicesRehearsed personId={person.id} choices={choices} />
      </div>
    </TaskDialog>
  )
}

interface Part {
  onChange: (part: Partial<Saying>) => void
}

const WideChoices = memo(function WideChoices({ stopsAsking, wide, onChange }: Part & { stopsAsking: boolean; wide: Wide[] }) {
  const { t } = useTexts()
  const offered: Wide[] = ['no-to-all', stopsAsking ? 'asking-allowed' : 'stop-asking']
  return (
    <div className="grid gap-x-8 mid:grid-cols-2">
      {offered.map((each) => (
        <CheckBox key={each} isSelected={wide.includes(each)} onChange={(on) => onChange({ wide: on ? [...wide, each] : wide.filter((other) => other !== each) })} hint={t(`record.${each}-hint`)}>
          {t(`record.${each}`)}
        </CheckBox>
      ))}
    </div>
  )
})

const EvidenceKinds = memo(function EvidenceKinds({ kind, onChange }: Part & { kind: EvidenceKind }) {
  const { t } = useTexts()
  return <RadioList label={t('record.evidence')} row value={kind} onChange={(value) => onChange({ kind: EVIDENCE.find((each) => each === value) ?? 'call-note' })} options={EVIDENCE.map((key) => ({ key, label: t(`evidence.${key}`) }))} />
})
