import { memo, useState } from 'react'
import type { ChoiceOnChannel, HeldContactPoint, Person } from '@api/person-resource.ts'
import { useTexts } from '../language.tsx'
import { Button } from '../ui/button.tsx'
import { Either } from '../ui/either.tsx'
import { SelectBox } from '../ui/select-box.tsx'
import { Tag } from '../ui/tag.tsx'
import { keyOf, OFTEN, pointsFor, yes, type Answer, type Answers } from './answers.ts'
import { STATE_TONE } from './choices.tsx'

interface Answering {
  /** With undefined the answer is taken back. */
  onAnswer: (key: string, answer: Answer | undefined) => void
}

/** What they say about each purpose on each channel. What is written elsewhere in the form draws none of it again. */
export const AnswerLines = memo(function AnswerLines({ person, answers, scripts, onAnswer }: Answering & { person: Person; answers: Answers; scripts: ReadonlyMap<string, string> | undefined }) {
  return person.choices.map((choice) => (
    <fieldset key={choice.purpose}>
      <legend className="font-semibold">{choice.label}</legend>
      {choice.channels.map((on) => {
        const key = keyOf({ purpose: choice.purpose, channel: on.channel })
        return <AnswerLine key={key} answerKey={key} purpose={choice.label} choice={on} person={person} answer={answers[key]} script={scripts?.get(key)} onAnswer={onAnswer} />
      })}
    </fieldset>
  ))
})

/** What they say about one purpose on one channel. */
const AnswerLine = memo(function AnswerLine({ answerKey, purpose, choice, person, answer, script, onAnswer }: Answering & {
  answerKey: string
  purpose: string
  choice: ChoiceOnChannel
  person: Pick<Person, 'contactPoints'>
  answer: Answer | undefined
  /** What is to be read out before they answer, on the telephone. */
  script: string | undefined
}) {
  const [isOpen, setOpen] = useState(false)
  const { t } = useTexts()
  const channel = t(`channel.${choice.channel}`)
  const points = pointsFor(person, choice.channel)
  const change = (next: Answer | undefined) => onAnswer(answerKey, next)
  return (
    <div className="flex flex-wrap items-center justify-end gap-3 border-b border-line py-1">
      <span className="min-w-0 flex-1">
        {channel} <Tag tone={STATE_TONE[choice.state]}>{t(`state.${choice.state}`)}</Tag>
        {script !== undefined && (
          <Button kind="plain" aria-expanded={isOpen || answer?.kind === 'given'} aria-label={t('record.read-out-for', { purpose, channel })} onPress={() => setOpen(!isOpen)} className="ml-1">{t('record.read-out')}</Button>
        )}
        {points?.length === 0 && <span className="block text-fine text-soft">{t('record.no-point')}</span>}
      </span>
      {answer?.kind === 'given' && points && points.length > 1 && (
        <SelectBox label={t('record.point', { channel })} hideLabel value={answer.contactPointId ?? null} options={points.map(({ id, value }: HeldContactPoint) => ({ key: id, label: value }))} onChange={(contactPointId) => change({ ...answer, contactPointId })} className="w-60" />
      )}
      {answer?.kind === 'given' && (
        <SelectBox label={t('record.often', { channel })} hideLabel value={answer.frequency ?? 'as-it-comes'} options={OFTEN.map((key) => ({ key, label: t(`frequency.${key}`) }))} onChange={(key) => change({ ...answer, frequency: OFTEN.find((each) => each === key) ?? 'as-it-comes' })} className="w-44" />
      )}
      <Either
        label={`${purpose}, ${channel}`}
        value={answer?.kind}
        sides={[
          { key: 'given', label: t('ui.yes'), isDisabled: points?.length === 0, chosenLook: 'border-accent bg-accent text-on-accent' },
          { key: 'withdrawn', label: t('ui.no'), chosenLook: 'border-brick bg-brick-wash text-brick' },
        ]}
        onChange={(key) => change(key === 'given' ? yes(points) : key === 'withdrawn' ? { kind: 'withdrawn' } : undefined)}
      />
      {script !== undefined && (isOpen || answer?.kind === 'given') && (
        <blockquote aria-label={t('record.read-out-for', { purpose, channel })} className="mb-1 w-full rounded-part bg-sunken px-4 py-2 whitespace-pre-line">{script}</blockquote>
      )}
    </div>
  )
})
