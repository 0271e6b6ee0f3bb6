import { useMemo, useState } from 'react'
import type { FoundSlip, SlipRecorded } from '@api/slips-resource.ts'
import { useTexts } from '../language.tsx'
import { links } from '../links.ts'
import { useWhyNot } from '../shell/may.ts'
import { Button, TextLink } from '../ui/button.tsx'
import { DateBox } from '../ui/date-box.tsx'
import { Either } from '../ui/either.tsx'
import { Notice, Problem } from '../ui/notice.tsx'
import { RuleNumber } from '../ui/tag.tsx'
import { asJpeg } from './pages-of.ts'
import { overtaken, propose, type Proposal, type RowAnswer } from './proposal.ts'
import type { Scanned } from './scanned.ts'
import { BoxPicture, SlipPicture } from './slip-picture.tsx'
import { useRecordSlip } from './slip-queries.ts'

const today = () => new Date().toLocaleDateString('sv-SE')
const LOOK = { yes: 'border-accent bg-accent text-on-accent', no: 'border-brick bg-brick-wash text-brick', tick: 'border-accent bg-accent text-on-accent', none: 'border-edge bg-sunken font-semibold' }
type Decisions = Record<string, 'slip' | 'later'>

/** One slip: its picture beside its lines. Each line is confirmed by hand before anything is recorded. */
export function SlipForm({ scanned, slip, onDone }: { scanned: Scanned; slip: FoundSlip; onDone: () => void }) {
  const { t, day } = useTexts()
  const whyNot = useWhyNot()('choices.record')
  const [answers, setAnswers] = useState<Record<string, RowAnswer>>({})
  const [decisions, setDecisions] = useState<Decisions>({})
  const [signedOn, setSignedOn] = useState('')
  const [receivedOn, setReceivedOn] = useState(today)
  const record = useRecordSlip(slip.person.id, slip.id)
  const left = slip.rows.filter(({ row }) => answers[row] === undefined).length
  const undecided = overtaken(slip, answers).some(({ row }) => decisions[row] === undefined)
  const missing = whyNot ?? (left > 0 ? t('slips.rows-left', { count: left }) : undecided ? t('slips.decide-first') : undefined)
  const save = async () => record.mutate({ answers, decisions, ...(signedOn && { signedOn }), ...(receivedOn && { receivedOn }), picture: await asJpeg(scanned.picture) })
  if (record.data) return <Recorded slip={slip} outcome={record.data} onDone={onDone} />
  return (
    <div className="grid grid-cols-1 gap-x-8 gap-y-4 mid:grid-cols-[minmax(0,1fr)_minmax(0,1.1fr)]">
      <div className="min-w-0 mid:sticky mid:top-4 mid:self-start"><SlipPicture picture={scanned.picture} label={t('slips.picture')} /></div>
      <div className="flex min-w-0 flex-col gap-4">
        <p><TextLink href={links.person(slip.person.id)}>{slip.person.name}</TextLink> <span className="text-soft">· {t('slips.whose', { number: slip.number })} · {t('slips.printed', { day: day(slip.printedAt) })}</span></p>
        {slip.answeredAt !== null && <Notice tone="wait">{t('slips.counted', { day: day(slip.answeredAt) })}</Notice>}
        {scanned.readings === undefined ? <Notice tone="wait">{t('slips.by-hand')}</Notice>
          : scanned.marks! < 4 && <Notice tone="wait">{t('slips.corners', { count: scanned.marks! })}</Notice>}
        <ul className="border-t border-line">
          {slip.rows.map((row) => (
            <SlipRow
              key={row.row} row={row} scanned={scanned} slip={slip} answer={answers[row.row]} decision={decisions[row.row]}
              onAnswer={(answer) => setAnswers((before) => withOne(before, row.row, answer))}
              onDecision={(decision) => setDecisions((before) => withOne(before, row.row, decision))}
            />
          ))}
        </ul>
        <div className="grid grid-cols-1 gap-4 narrow:grid-cols-2">
          <DateBox label={t('slips.signed-on')} hint={t('slips.signed-hint')} value={signedOn} onChange={setSignedOn} />
          <DateBox label={t('slips.received-on')} value={receivedOn} onChange={setReceivedOn} />
        </div>
        {record.error && <Problem error={record.error} />}
        <div className="flex flex-wrap gap-2">
          <Button kind="primary" onPress={() => void save()} isPending={record.isPending} disabledReason={slip.answeredAt === null ? missing : t('slips.counted', { day: day(slip.answeredAt) })} reasonInSight>{t('slips.record')}</Button>
          <Button kind="plain" onPress={onDone}>{t('slips.put-away')}</Button>
        </div>
      </div>
    </div>
  )
}

/** The same with one of them changed, or taken back. */
function withOne<Value>(all: Readonly<Record<string, Value>>, key: string, value: Value | undefined): Record<string, Value> {
  return Object.fromEntries([...Object.entries(all).filter(([other]) => other !== key), ...(value === undefined ? [] : [[key, value] as const])])
}

interface RowParts {
  row: FoundSlip['rows'][number]
  scanned: Scanned
  slip: FoundSlip
  answer: RowAnswer | undefined
  decision: 'slip' | 'later' | undefined
  onAnswer: (answer: RowAnswer | undefined) => void
  onDecision: (decision: 'slip' | 'later' | undefined) => void
}

function SlipRow({ row, scanned, slip, answer, decision, onAnswer, onDecision }: RowParts) {
  const { t, day } = useTexts()
  const boxes = useMemo(() => slip.layout.boxes.filter((box) => box.row === row.row), [slip, row.row])
  const proposal = propose(row, scanned.readings)
  const isOvertaken = overtaken({ rows: [row] }, answer === undefined ? {} : { [row.row]: answer }).length > 0
  const sides = [...row.boxes, 'none' as const].map((key) => ({ key, label: t(`slips.${key}`), chosenLook: LOOK[key] }))
  return (
    <li className="border-b border-line py-2.5">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <span className="min-w-0 flex-1 basis-52">
          {row.label}
          <ReadAs proposal={proposal} />
        </span>
        {scanned.readings !== undefined && <BoxPicture picture={scanned.picture} boxes={boxes} />}
        <span className="flex flex-wrap items-center gap-2">
          {answer === undefined && proposal.answer !== undefined && (
            <Button onPress={() => onAnswer(proposal.answer)} aria-label={t('slips.right-for', { label: row.label })}>{t('slips.right')}</Button>
          )}
          <Either label={row.label} sides={sides} value={answer} onChange={(key) => onAnswer(key as RowAnswer | undefined)} />
        </span>
      </div>
      {isOvertaken && row.later && (
        <div className="mt-2 flex flex-wrap items-center gap-3 rounded-part bg-sunken px-3 py-2">
          <span className="min-w-0 flex-1">{t('slips.later', { said: row.later.said, day: day(row.later.since) })}</span>
          <Either
            label={t('slips.later', { said: row.later.said, day: day(row.later.since) })} value={decision} onChange={(key) => onDecision(key as 'slip' | 'later' | undefined)}
            sides={[{ key: 'slip', label: t('slips.later-slip'), chosenLook: LOOK.tick }, { key: 'later', label: t('slips.later-later'), chosenLook: LOOK.tick }]}
          />
        </div>
      )}
    </li>
  )
}

/** What the machine makes of a line, and how sure it is. */
function ReadAs({ proposal }: { proposal: Proposal }) {
  const { t, percent } = useTexts()
  if (proposal.why) return <span className="block text-fine text-brick">{t(`slips.${proposal.why}`)}</span>
  return <span className="block text-fine text-soft">{t('slips.read-as', { answer: t(`slips.${proposal.answer!}`), dark: percent(proposal.dark) })}</span>
}

/** What came of it, with its receipts and the requests that were opened. */
function Recorded({ slip, outcome, onDone }: { slip: FoundSlip; outcome: SlipRecorded; onDone: () => void }) {
  const { t, list } = useTexts()
  const { person } = slip
  return (
    <div className="flex flex-col gap-3">
      <output><Notice tone="good" actions={<Button onPress={onDone}>{t('slips.put-away')}</Button>}>
        <TextLink href={links.person(person.id)}>{person.name}</TextLink>
        <span className="block">{outcome.recorded.length > 0 ? t('slips.recorded', { what: list(outcome.recorded.map((one) => one.label)) }) : t('slips.recorded-nothing')}</span>
        <span className="flex flex-wrap gap-x-4">
          {outcome.recorded.map((one) => <a key={one.seq} href={links.receipt(person.id, one.seq)} download className="inline-block min-h-6 text-accent underline underline-offset-3">{t('slips.receipt')}: {one.label}</a>)}
          {outcome.requests.map((one) => <TextLink key={one.id} href={links.request(person.id, one.id)}>{t(`slips.request.${one.kind}`)}</TextLink>)}
          <TextLink href={links.slipsOf(person.id)}>{t('slips.picture-file')}</TextLink>
        </span>
      </Notice></output>
      {outcome.refused.map((one) => <Notice key={one.row} tone="bad" title={t('slips.refused', { label: one.label })}>{one.sentence} <RuleNumber rule={one.rule} /></Notice>)}
    </div>
  )
}
