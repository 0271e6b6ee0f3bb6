import { useState } from 'react'
import { ToggleButton, ToggleButtonGroup } from 'react-aria-components'
import type { NewChoice } from '@api/choices-resource.ts'
import type { ChoiceOnChannel, HeldContactPoint, Person } from '@api/person-resource.ts'
import { useTexts } from '../language.tsx'
import { links } from '../links.ts'
import { Button } from '../ui/button.tsx'
import { TaskDialog } from '../ui/dialog.tsx'
import { CheckBox, RadioList, SelectBox, TextBox } from '../ui/field.tsx'
import { Notice, Problem } from '../ui/notice.tsx'
import { RuleNumber, Tag } from '../ui/tag.tsx'
import { announce } from '../ui/toast.tsx'
import { useSettled } from '../ui/use-settled.ts'
import { STATE_TONE } from './choices.tsx'
import { useChoiceRehearsal, useRecordChoices } from './people-queries.ts'

const EVIDENCE = ['call-note', 'counter', 'slip', 'letter', 'mail'] as const
type EvidenceKind = (typeof EVIDENCE)[number]
const OFTEN = ['as-it-comes', 'weekly', 'monthly', 'quarterly', 'yearly'] as const
interface Answer {
  kind: 'given' | 'withdrawn'
  /** How often they wish to hear of it; without one, as it comes. */
  frequency?: (typeof OFTEN)[number]
  /** The address or number that a yes is given for. */
  contactPointId?: string
}
type Wide = 'no-to-all' | 'stop-asking' | 'asking-allowed'

/** Stands in for the note while it is not yet written: a rehearsal records nothing. */
const NOT_YET = '–'

/** Records what the person says: what, how we know, and what happens because of it before it is saved. */
export function RecordDialog({ person, onClose }: { person: Person; onClose: () => void }) {
  const { t } = useTexts()
  const [answers, setAnswers] = useState<Record<string, Answer>>({})
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
        setAnswers((before) => Object.fromEntries(refused.flatMap(({ choice }) => Object.entries(before).filter(([key]) => key === keyOf(choices[choice])))))
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
                  const key = `${choice.purpose} ${on.channel}`
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
        <Rehearsal person={person} choices={choices} />
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

/** What they say about one purpose on one channel. Pressing the pressed one again takes it back. */
function AnswerLine({ purpose, choice, points, answer, onChange }: { purpose: string; choice: ChoiceOnChannel; points: HeldContactPoint[] | undefined; answer: Answer | undefined; onChange: (answer: Answer | undefined) => void }) {
  const { t } = useTexts()
  const channel = t(`channel.${choice.channel}`)
  const look = 'min-h-11 border border-edge bg-raised px-4 first:rounded-l-part last:-ml-px last:rounded-r-part data-[hovered]:bg-sunken mid:min-h-9 data-[focus-visible]:z-10'
  return (
    <div className="flex flex-wrap items-center justify-end gap-3 border-b border-line py-1.5">
      <span className="min-w-0 flex-1">
        {channel} <Tag tone={STATE_TONE[choice.state]}>{t(`state.${choice.state}`)}</Tag>
        {points?.length === 0 && <span className="block text-fine text-soft">{t('record.no-point')}</span>}
      </span>
      {answer?.kind === 'given' && points && points.length > 1 && (
        <SelectBox label={t('record.point', { channel })} hideLabel value={answer.contactPointId ?? null} options={points.map(({ id, value }) => ({ key: id, label: value }))} onChange={(contactPointId) => onChange({ ...answer, contactPointId })} className="w-60" />
      )}
      {answer?.kind === 'given' && (
        <SelectBox label={t('record.often', { channel })} hideLabel value={answer.frequency ?? 'as-it-comes'} options={OFTEN.map((key) => ({ key, label: t(`frequency.${key}`) }))} onChange={(key) => onChange({ ...answer, frequency: OFTEN.find((each) => each === key) ?? 'as-it-comes' })} className="w-44" />
      )}
      <ToggleButtonGroup
        aria-label={`${purpose}, ${channel}`}
        selectionMode="single"
        selectedKeys={answer ? [answer.kind] : []}
        onSelectionChange={(keys) => onChange(keys.has('given') ? yes(points) : keys.has('withdrawn') ? { kind: 'withdrawn' } : undefined)}
        className="flex shrink-0"
      >
        <ToggleButton id="given" isDisabled={points?.length === 0} className={`${look} data-[disabled]:text-soft data-[disabled]:opacity-60 data-[selected]:z-1 data-[selected]:border-accent data-[selected]:bg-accent data-[selected]:text-on-accent`}>{t('ui.yes')}</ToggleButton>
        <ToggleButton id="withdrawn" className={`${look} data-[selected]:z-1 data-[selected]:border-brick data-[selected]:bg-brick-wash data-[selected]:text-brick`}>{t('ui.no')}</ToggleButton>
      </ToggleButtonGroup>
    </div>
  )
}

/** A yes is for one address or number, a proved one if there is one; a channel without a message needs none. */
function yes(points: HeldContactPoint[] | undefined): Answer {
  const point = points?.find(({ verified }) => verified) ?? points?.[0]
  return { kind: 'given', ...(point && { contactPointId: point.id }) }
}

const POINT_OF: Partial<Record<ChoiceOnChannel['channel'], HeldContactPoint['kind']>> = { email: 'email', sms: 'phone', phone: 'phone', letter: 'postal' }

/** The contact points a channel uses; undefined when it uses none. */
function pointsFor(person: Person, channel: ChoiceOnChannel['channel']): HeldContactPoint[] | undefined {
  const kind = POINT_OF[channel]
  return kind && person.contactPoints.filter((point) => point.kind === kind)
}

/** What ends and what stays, shown before it is saved. */
function Rehearsal({ person, choices }: { person: Person; choices: NewChoice[] }) {
  const { t, list } = useTexts()
  // The note changes nothing of what would happen, so it does not ask again.
  const { data, error } = useChoiceRehearsal(person.id, useSettledChoices(choices))
  if (choices.length === 0) return null
  const staying = [...Map.groupBy(data?.stays ?? [], (stay) => stay.until.sentence)]
  return (
    <section aria-label={t('record.happens')} aria-live="polite" className="min-h-20 rounded-part bg-sunken px-4 py-3">
      <h3 className="mb-1 font-semibold">{t('record.happens')}</h3>
      {error && <Problem error={error} />}
      {data?.ends.length === 0 && <p>{t('record.nothing-ends')}</p>}
      <ul className="flex flex-col gap-1">
        {data?.ends.map((end) => <li key={end.field}>{end.sentence}</li>)}
        {staying.map(([until, fields]) => <li key={until} className="text-soft">{t('record.stays', { fields: list(fields.map(({ label }) => label)), until: until.toLowerCase() })}</li>)}
      </ul>
    </section>
  )
}

function useSettledChoices(choices: NewChoice[]): NewChoice[] {
  const text = useSettled(JSON.stringify(choices.map((choice) => ({ ...choice, evidence: { kind: choice.evidence.kind, text: NOT_YET } }))))
  return JSON.parse(text) as NewChoice[]
}

function withAnswer(before: Record<string, Answer>, key: string, answer: Answer | undefined) {
  const { [key]: _, ...rest } = before
  return answer ? { ...rest, [key]: answer } : rest
}

/** The choices to record: a no to all marketing makes the single ones needless. */
function chosen(answers: Record<string, Answer>, wide: Wide[]): Omit<NewChoice, 'evidence'>[] {
  const all: Omit<NewChoice, 'evidence'>[] = []
  if (wide.includes('no-to-all')) all.push({ kind: 'withdrawn', purpose: '*', channel: '*' })
  else for (const [key, answer] of Object.entries(answers)) all.push({ ...answer, ...parts(key) })
  if (wide.includes('stop-asking')) all.push({ kind: 'stop-asking' })
  if (wide.includes('asking-allowed')) all.push({ kind: 'asking-allowed' })
  return all
}

function keyOf(choice: NewChoice | undefined) {
  return `${choice?.purpose} ${choice?.channel}`
}

function parts(key: string) {
  const [purpose = '', channel = ''] = key.split(' ')
  return { purpose, channel: channel as ChoiceOnChannel['channel'] }
}
