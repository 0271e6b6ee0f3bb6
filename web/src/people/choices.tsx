import { memo } from 'react'
import { Check, ChevronRight, X } from 'lucide-react'
import type { ChoiceOnChannel, ChoiceState, Person } from '@api/person-resource.ts'
import { useTexts } from '../language.tsx'
import { Notice } from '../ui/notice.tsx'
import { Section } from '../ui/page.tsx'
import { RuleNumber, Tag, type Tone } from '../ui/tag.tsx'

export const STATE_TONE: Record<ChoiceState, Tone> = {
  given: 'good', unconfirmed: 'wait', withdrawn: 'bad', objected: 'bad', expired: 'wait', asked: 'wait', 'no-answer': 'plain', none: 'plain',
}

/** What the person has chosen, per purpose and channel, and what may be done because of it. */
export const PersonChoices = memo(function PersonChoices({ person }: { person: Person }) {
  const { t, day, list } = useTexts()
  const allowed = person.choices.flatMap(({ label, channels }) => channels.filter(({ decision }) => decision.allowed).map(({ channel }) => t('choices.purpose-by', { purpose: label, channel: t(`channel.${channel}`).toLowerCase() })))
  const own = person.choices.filter((choice) => hasOwnAnswer(choice, person))
  const rest = person.choices.filter((choice) => !hasOwnAnswer(choice, person))
  return (
    <Section title={t('choices.title')} lead={allowed.length > 0 ? t('choices.may-now', { what: list(allowed) }) : t('choices.may-nothing')}>
      <div className="mb-4 flex flex-col gap-2 empty:hidden">
        {person.noToAllMarketing && <Notice tone="bad">{t('choices.no-to-all', { day: day(person.noToAllMarketing.since) })}</Notice>}
        {person.stopAsking && <Notice tone="wait">{t('choices.stop-asking', { day: day(person.stopAsking.since) })}</Notice>}
        {person.restrictions.map((restriction) => (
          <Notice key={`${restriction.purpose} ${restriction.field}`} tone="bad">{t('choices.restricted', { day: day(restriction.since) })}</Notice>
        ))}
      </div>
      {person.choices.length === 0 && <p className="text-soft">{t('choices.none')}</p>}
      <ChoiceList choices={own} />
      {rest.length > 0 && (
        <details className="group/rest mt-5" open={own.length === 0}>
          <summary className="flex min-h-9 cursor-default items-center gap-2 rounded-small text-soft">
            <ChevronRight aria-hidden size={14} className="transition-transform duration-100 group-open/rest:rotate-90" />
            {t('choices.rest', { count: rest.length })}
          </summary>
          <div className="mt-3"><ChoiceList choices={rest} /></div>
        </details>
      )}
    </Section>
  )
})

function ChoiceList({ choices }: { choices: Person['choices'] }) {
  return (
    <ul className="flex flex-col gap-5">
      {choices.map((choice) => (
        <li key={choice.purpose}>
          <h3 className="font-semibold">{choice.label}</h3>
          <ul className="mt-1 border-t border-line">
            {choice.channels.map((on) => (
              <li key={on.channel}>
                <ChoiceLine choice={on} />
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ul>
  )
}

/** Whether something was said or may be done for this very purpose, beyond a no to all. */
function hasOwnAnswer(choice: Person['choices'][number], person: Person) {
  return choice.channels.some(({ state, since, decision }) => decision.allowed || (state !== 'none' && since !== person.noToAllMarketing?.since))
}

/** One channel: the answer and whether it may be used; opened, the reason. */
function ChoiceLine({ choice }: { choice: ChoiceOnChannel }) {
  const { t, day, word } = useTexts()
  const { decision } = choice
  return (
    <details className="group border-b border-line">
      <summary className="grid min-h-11 cursor-default list-none grid-cols-[auto_minmax(0,5.5rem)_minmax(0,1fr)_auto] items-center gap-x-3 rounded-small py-1.5 hover:bg-raised mid:min-h-10 [&::-webkit-details-marker]:hidden">
        <ChevronRight aria-hidden size={14} className="-mr-1.5 text-soft transition-transform duration-100 group-open:rotate-90" />
        <span>{t(`channel.${choice.channel}`)}</span>
        <span className="flex flex-wrap items-baseline gap-x-2">
          <Tag tone={STATE_TONE[choice.state]}>{t(`state.${choice.state}`)}</Tag>
          {choice.since && <span className="text-fine text-soft">{day(choice.since)}</span>}
        </span>
        <span className={`flex items-center gap-1 text-fine ${decision.allowed ? 'text-accent' : 'text-soft'}`}>
          {decision.allowed ? <Check aria-hidden size={15} /> : <X aria-hidden size={15} />}
          {t(decision.allowed ? 'choices.may' : 'choices.may-not')}
        </span>
      </summary>
      <div className="pb-3 text-soft">
        <p>
          {decision.sentence} <RuleNumber rule={decision.rule} /> <span className="text-fine">{decision.article}</span>
        </p>
        {decision.wouldChange && <p className="mt-1">{t('choices.would-change', { what: decision.wouldChange })}</p>}
        {choice.contactPoint && <p className="mt-1 text-fine break-words">{t('choices.for-point', { point: choice.contactPoint })}</p>}
        {choice.frequency && <p className="mt-1 text-fine">{word('frequency', choice.frequency)}</p>}
        {choice.until && <p className="mt-1 text-fine">{t('choices.until', { day: day(choice.until) })}</p>}
      </div>
    </details>
  )
}
