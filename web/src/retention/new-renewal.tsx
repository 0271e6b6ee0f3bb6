import { useState } from 'react'
import { CheckboxGroup, Label } from 'react-aria-components'
import { useNavigate } from 'react-router'
import type { RenewalRehearsal, Renewals } from '@api/renewals-resource.ts'
import { useTexts } from '../language.tsx'
import { links } from '../links.ts'
import { Reach } from '../mailings/reach.tsx'
import { Button } from '../ui/button.tsx'
import { CheckBox } from '../ui/field.tsx'
import { Notice, Problem } from '../ui/notice.tsx'
import { Section } from '../ui/page.tsx'
import { SelectBox } from '../ui/select-box.tsx'
import { useCreateRenewal, useRehearseRenewal } from './renewal-queries.ts'

/** Asked about two months before, unless another time is chosen: time enough to answer, and not so early that it is forgotten. */
const USUAL_MONTHS = 2

/** A round: which yeses, until when they end, whom that would reach, and the draft that asks. */
export function NewRenewal({ purposes, today, monthsAhead }: Pick<Renewals, 'purposes' | 'today' | 'monthsAhead'>) {
  const { t } = useTexts()
  const navigate = useNavigate()
  const [chosen, setChosen] = useState(purposes.filter((one) => one.canAsk).map((one) => one.purpose))
  const [months, setMonths] = useState(String(USUAL_MONTHS))
  const rehearsal = useRehearseRenewal()
  const create = useCreateRenewal()
  const [rehearsed, setRehearsed] = useState('')

  const wish = { purposes: chosen, before: inMonths(today, Number(months)) }
  const asText = JSON.stringify(wish)
  const answer = rehearsed === asText ? rehearsal.data : undefined
  const missing = chosen.length === 0 ? t('renewals.purpose-first') : undefined
  return (
    <Section title={t('renewals.new')} lead={t('renewals.new-lead')}>
      <div className="flex flex-col gap-5 border-l-2 border-accent pl-5">
        <CheckboxGroup value={chosen} onChange={setChosen}>
          <Label className="mb-1 block font-medium">{t('renewals.which')}</Label>
          {purposes.map((one) => <CheckBox key={one.purpose} value={one.purpose} isDisabled={!one.canAsk} hint={one.canAsk ? undefined : t('renewals.no-question')}>{one.label}</CheckBox>)}
        </CheckboxGroup>
        <div className="max-w-72">
          <SelectBox label={t('renewals.until')} value={months} onChange={setMonths} options={Array.from({ length: monthsAhead }, (_, place) => ({ key: String(place + 1), label: t('renewals.within', { months: place + 1 }) }))} />
        </div>
        {rehearsal.error && <Problem error={rehearsal.error} />}
        <div><Button kind={answer ? 'quiet' : 'primary'} isPending={rehearsal.isPending} disabledReason={missing} reasonInSight onPress={() => rehearsal.mutate(wish, { onSuccess: () => setRehearsed(asText) })}>{t('renewals.rehearse')}</Button></div>
        {answer && (
          <div aria-live="polite" className="flex flex-col gap-5">
            <Reach kind="ask" reach={answer} />
            <Unasked channels={answer.channels} />
            {create.error && <Problem error={create.error} />}
            <div><Button kind="primary" isPending={create.isPending} disabledReason={answer.permitted === 0 ? t('renewals.nobody') : undefined} reasonInSight onPress={() => create.mutate(wish, { onSuccess: ({ id }) => void navigate(links.mailing(id)) })}>{t('renewals.create')}</Button></div>
          </div>
        )}
      </div>
    </Section>
  )
}

/** Yeses that end and that nobody is asked about, for which channels, and what can be done. */
function Unasked({ channels }: Pick<RenewalRehearsal, 'channels'>) {
  const { t } = useTexts()
  const left = channels.filter((one) => !one.asked)
  if (left.length === 0) return null
  return (
    <Notice title={t('renewals.unasked', { count: left.reduce((sum, one) => sum + one.people, 0) })}>
      <ul className="mb-2">{left.map((one) => <li key={one.channel}>{t('renewals.unasked-line', { channel: capital(one.label), people: one.people, without: one.withoutMail })}</li>)}</ul>
      {t('renewals.unasked-what')}
    </Notice>
  )
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

/** The day so many months later, ISO 8601; a day that does not exist becomes the month's last. */
function inMonths(today: string, months: number): string {
  const [year = 0, month = 1, day = 1] = today.split('-').map(Number)
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate()
  return new Date(Date.UTC(year, month - 1 + months, Math.min(day, last))).toISOString().slice(0, 10)
}
