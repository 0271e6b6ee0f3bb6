import { useState } from 'react'
import type { RetentionRehearsal } from '@api/retention-resource.ts'
import { useTexts } from '../language.tsx'
import { links } from '../links.ts'
import { Button, TextLink } from '../ui/button.tsx'
import { TextBox } from '../ui/field.tsx'
import { SelectBox } from '../ui/select-box.tsx'
import { Figure, Figures } from '../ui/figure.tsx'
import { Notice, Problem } from '../ui/notice.tsx'
import { Section } from '../ui/page.tsx'
import { RuleNumber } from '../ui/tag.tsx'
import { LeavingPlot } from './leaving-plot.tsx'
import { useAskRetention, useRehearseRetention, type Retention, type RetentionChange, type RetentionRule } from './retention-queries.ts'

const EVENTS = ['ground-end', 'last-purchase', 'last-activity', 'fiscal-year-end', 'competition-end', 'consent-given', 'collected', 'case-closed'] as const satisfies readonly Retention['from'][]

/** Another rule for a purpose: rehearsed on the people there are, then asked of a second colleague. */
export function ChangeRules({ rules, onClose }: { rules: readonly RetentionRule[]; onClose: () => void }) {
  const { t } = useTexts()
  const [purpose, setPurpose] = useState(rules[0]?.purpose ?? '')
  const before = rules.find((rule) => rule.purpose === purpose)?.retention
  const [from, setFrom] = useState<Retention['from']>(before?.from ?? 'ground-end')
  const [months, setMonths] = useState(String(before?.months ?? 0))
  const [warnDays, setWarnDays] = useState(String(before?.warnDays ?? ''))
  const rehearsal = useRehearseRetention()
  const [rehearsed, setRehearsed] = useState('')

  const choose = (key: string) => {
    const rule = rules.find((one) => one.purpose === key)?.retention
    setPurpose(key)
    setFrom(rule?.from ?? 'ground-end')
    setMonths(String(rule?.months ?? 0))
    setWarnDays(String(rule?.warnDays ?? ''))
  }
  const changes: RetentionChange[] = [{ purpose, retention: { from, months: Number(months), ...(warnDays.trim() !== '' && { warnDays: Number(warnDays) }) } }]
  const asText = JSON.stringify(changes)
  const missing = !isCount(months) || (warnDays.trim() !== '' && !isCount(warnDays)) ? t('retention-change.numbers-first') : asText === JSON.stringify([{ purpose, retention: before }]) ? t('change.nothing-yet') : undefined
  const answer = rehearsed === asText ? rehearsal.data : undefined
  return (
    <Section title={t('retention-room.change')} lead={t('retention-change.lead')} actions={<Button kind="plain" onPress={onClose}>{t('ui.cancel')}</Button>}>
      <div className="flex flex-col gap-5 border-l-2 border-accent pl-5">
        <div className="grid max-w-[52rem] gap-4 narrow:grid-cols-2">
          <SelectBox label={t('retention-room.purpose')} value={purpose} onChange={choose} options={rules.map((rule) => ({ key: rule.purpose, label: rule.label }))} />
          <SelectBox label={t('retention-change.from')} value={from} onChange={(key) => setFrom(EVENTS.find((one) => one === key) ?? from)} options={EVENTS.map((key) => ({ key, label: t(`retention-event.${key}`) }))} />
          <TextBox label={t('retention-change.months')} inputMode="numeric" value={months} onChange={setMonths} />
          <TextBox label={t('retention-change.warn')} hint={t('retention-change.warn-hint')} inputMode="numeric" value={warnDays} onChange={setWarnDays} />
        </div>
        {rehearsal.error && <Problem error={rehearsal.error} />}
        <div><Button kind={answer ? 'quiet' : 'primary'} isPending={rehearsal.isPending} disabledReason={missing} reasonInSight onPress={() => rehearsal.mutate(changes, { onSuccess: () => setRehearsed(asText) })}>{t('change.rehearse')}</Button></div>
        {answer && <Rehearsed rehearsal={answer} />}
        {answer && answer.problems.length === 0 && <AskSecond changes={changes} />}
      </div>
    </Section>
  )
}

function isCount(text: string): boolean {
  return /^\d{1,4}$/.test(text.trim())
}

function Rehearsed({ rehearsal: { problems, effects, afterwards, leavingAtOnce, exceptions } }: { rehearsal: RetentionRehearsal }) {
  const { t, number } = useTexts()
  return (
    <div aria-live="polite" className="flex flex-col gap-5">
      {problems.map((problem) => <Notice key={problem.sentence} tone="bad" role="alert">{problem.sentence} {problem.rule && <RuleNumber rule={problem.rule} />}</Notice>)}
      {effects.map((one) => (
        <Figures key={one.purpose}>
          <Figure label={t('retention-change.earlier')} value={number(one.earlier)} />
          <Figure label={t('retention-change.later')} value={number(one.later)} />
          <Figure label={t('retention-change.at-once')} value={number(one.atOnce)} tone={one.atOnce > 0 ? 'wait' : 'plain'} />
          <Figure label={t('retention-change.forgotten')} value={leavingAtOnce >= 1000 ? t('retention-change.or-more', { count: number(leavingAtOnce) }) : number(leavingAtOnce)} tone={leavingAtOnce > 0 ? 'bad' : 'plain'} />
        </Figures>
      ))}
      <LeavingPlot label={t('retention-change.then')} months={afterwards} />
      {exceptions.length > 0 && (
        <section aria-label={t('retention-change.exceptions')}>
          <h3 className="font-semibold">{t('retention-change.exceptions')}</h3>
          <ul className="mt-1">{exceptions.map(({ person, why, sentence }) => <li key={`${person.id} ${why}`}><TextLink href={links.person(person.id)}>{person.name}</TextLink> <span className="text-soft">{sentence}</span></li>)}</ul>
        </section>
      )}
    </div>
  )
}

/** Nobody changes alone how long data is kept. */
function AskSecond({ changes }: { changes: RetentionChange[] }) {
  const { t } = useTexts()
  const ask = useAskRetention()
  const [reason, setReason] = useState('')
  if (ask.data) return <Notice tone="good" title={t('retention-change.asked')}><TextLink href={links.approvals}>{t('approvals.title')}</TextLink></Notice>
  return (
    <div className="flex max-w-[42rem] flex-col gap-3">
      <TextBox label={t('approvals.reason')} hint={t('approvals.reason-hint')} value={reason} onChange={setReason} maxLength={500} />
      {ask.error && <Problem error={ask.error} />}
      <div><Button kind="primary" onPress={() => ask.mutate({ changes, reason: reason.trim() })} isPending={ask.isPending} disabledReason={reason.trim() === '' ? t('approvals.reason-first') : undefined} reasonInSight>{t('approvals.ask')}</Button></div>
    </div>
  )
}
