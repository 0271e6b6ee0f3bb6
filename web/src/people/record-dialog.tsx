import { useState } from 'react'
import type { Person } from '@api/person-resource.ts'
import { useTexts } from '../language.tsx'
import { links } from '../links.ts'
import { Button } from '../ui/button.tsx'
import { TaskDialog } from '../ui/dialog.tsx'
import { CheckBox, RadioList, TextBox } from '../ui/field.tsx'
import { Notice, Problem } from '../ui/notice.tsx'
import { RuleNumber } from '../ui/tag.tsx'
import { announce } from '../ui/toast.tsx'
import { AnswerLine } from './answer-line.tsx'
import { chosen, keyOf, pointsFor, withAnswer, type Answers, type Wide } from './answers.ts'
import { ChoicesRehearsed } from './choice-rehearsal.tsx'
import { useRecordChoices } from './people-queries.ts'

const EVIDENCE = ['call-note', 'counter', 'slip', 'letter', 'mail'] as const
type EvidenceKind = (typeof EVIDENCE)[number]
/** Stands in for the note while it is not yet written: a rehearsal records nothing. */
const NOT_YET = '–'

/** Records what the person says: what, how we know, and what happens because of it before it is saved. */
export function RecordDialog({ person, onClose }: { person: Person; onClose: () => void }) {
  const { t } = useTexts()
  const [answers, setAnswers] = useState<Answers>({})
  const [wide, setWide] = useState<Wide[]>([])
  const [kind, setKind] = useState<EvidenceKind>('call-note')
  const [note, setNote] = useState('')
  const record = useRecordChoices(person.id)

  const evidence = { kind, text: note.trim() || NOT_YET }
  const choices = chosen(answers, wide).map((choice) => ({ ...choice, evidence }))
  const missing = choices.length === 0 ? t('record.choose-first') : note.trim() === '' ? t('record.note-first') : undefined

  const save = () =>
    record.mutate(choices, {
      onSuccess: ({ recorded, refused, inFlight }) => {
        // What was recorded stands; what was not stays in the form, with the reason beside it.
        setAnswers((before) => Object.fromEntries(refused.flatMap(({ choice }) => Object.entries(before).filter(([key]) => key === keyOf(choices[choice] ?? {})))))
        if (recorded.length > 0) setWide([])
        if (refused.length === 0) onClose()
        const seq = recorded[0]?.seq
        if (recorded.length > 0) announce({ text: t(inFlight ? 'record.in-flight' : 'record.done', { name: person.name }), ...(seq !== undefined && { action: { label: t('timeline.receipt'), run: () => window.open(links.receipt(person.id, seq)) } }) })
      },
    })

  return (
    <TaskDialog title={t('record.title', { name: person.name })} isOpen onClose={onClose} wide>
      <div className="flex flex-col gap-8">
        <section aria-label={t('record.what')}>
          <h3 className="mb-2 text-fine text-soft">{t('record.what')}</h3>
          <WideChoices person={person} wide={wide} onChange={setWide} />
          <div className={`mt-3 flex flex-col gap-4 ${wide.includes('no-to-all') ? 'hidden' : ''}`}>
            {person.choices.map((choice) => (
              <fieldset key={choice.purpose}>
                <legend className="font-semibold">{choice.label}</legend>
                {choice.channels.map((on) => {
                  const key = keyOf({ purpose: choice.purpose, channel: on.channel })
                  return <AnswerLine key={key} purpose={choice.label} choice={on} points={pointsFor(person, on.channel)} answer={answers[key]} onChange={(answer) => setAnswers((before) => withAnswer(before, key, answer))} />
                })}
              </fieldset>
            ))}
          </div>
        </section>
        <section aria-label={t('record.how')}>
          <h3 className="mb-2 text-fine text-soft">{t('record.how')}</h3>
          <RadioList label={t('record.evidence')} row value={kind} onChange={(value) => setKind(EVIDENCE.find((each) => each === value) ?? 'call-note')} options={EVIDENCE.map((key) => ({ key, label: t(`evidence.${key}`) }))} />
          <div className="mt-3">
            <TextBox label={t('record.note')} hint={t('record.note-hint')} rows={3} value={note} onChange={setNote} />
          </div>
        </section>
        <ChoicesRehearsed personId={person.id} choices={choices} />
        {record.error && <Problem error={record.error} />}
        {record.data?.refused.map(({ choice, rule, sentence }) => (
          <Notice key={choice} tone="bad" role="alert" title={t('record.refused')}>{sentence} <RuleNumber rule={rule} /></Notice>
        ))}
        <div className="flex flex-wrap gap-2">
          <Button kind="primary" onPress={save} isPending={record.isPending} disabledReason={missing}>{t('record.save')}</Button>
          <Button kind="plain" onPress={onClose}>{t('ui.cancel')}</Button>
        </div>
      </div>
    </TaskDialog>
  )
}

function WideChoices({ person, wide, onChange }: { person: Person; wide: Wide[]; onChange: (wide: Wide[]) => void }) {
  const { t } = useTexts()
  const offered: Wide[] = ['no-to-all', person.stopAsking ? 'asking-allowed' : 'stop-asking']
  return offered.map((each) => (
    <CheckBox key={each} isSelected={wide.includes(each)} onChange={(on) => onChange(on ? [...wide, each] : wide.filter((other) => other !== each))} hint={t(`record.${each}-hint`)}>
      {t(`record.${each}`)}
    </CheckBox>
  ))
}
