import { lazy, Suspense, useState } from 'react'
import { Check, X } from 'lucide-react'
import type { Person, ReachOnChannel } from '@api/person-resource.ts'
import { useTexts } from '../language.tsx'
import { Button } from '../ui/button.tsx'
import { RuleNumber } from '../ui/tag.tsx'
import { useShownValue } from './shown-value.ts'

const WishDialog = lazy(async () => ({ default: (await import('./wish-dialog.tsx')).WishDialog }))

/** How somebody wants to be reached and how they may be, at one glance: what they chose themselves, then each channel. */
export function Reached({ person }: { person: Person }) {
  const { t, day, word } = useTexts()
  const [isOpen, setOpen] = useState(false)
  const show = useShownValue()
  const valueOf = (key: string) => {
    const value = person.fields.find(({ field }) => field === key)?.value
    return value === undefined ? undefined : show(value, key)
  }
  const { callWish } = person
  return (
    <section aria-label={t('reached.title')} className="mb-6 rounded-part border border-line bg-raised px-4 py-3">
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2">
        <dl className="flex min-w-0 flex-wrap gap-x-10 gap-y-2">
          <Wish name={t('reached.language')} said={valueOf('language')} />
          <Wish name={t('reached.delivery')} said={valueOf('delivery')} />
          <Wish name={t('reached.calls')} said={callWish ? word('calls', callWish.wish) : undefined} by={callWish ? t(callWish.by === 'person' ? 'reached.said' : 'reached.noted', { day: day(callWish.at) }) : undefined} />
        </dl>
        <Button kind="plain" className="-my-1 max-narrow:-ml-2.5 narrow:-mr-2" onPress={() => setOpen(true)}>{t('reached.change')}</Button>
      </div>
      <ul className="mt-3 grid grid-cols-1 gap-x-8 border-t border-line narrow:grid-cols-2 min-[90rem]:grid-cols-4">
        {person.reach.map((one) => <li key={one.channel} className="min-w-0 pt-2.5 pb-1"><OnChannel reach={one} /></li>)}
      </ul>
      <Suspense>{isOpen && <WishDialog person={person} onClose={() => setOpen(false)} />}</Suspense>
    </section>
  )
}

function Wish({ name, said, by }: { name: string; said: string | undefined; by?: string | undefined }) {
  const { t } = useTexts()
  return (
    <div className="min-w-0">
      <dt className="text-fine text-soft">{name}</dt>
      <dd className={said === undefined ? 'text-soft' : 'font-medium'}>{said ?? t('reached.not-said')}{by && <span className="block text-fine font-normal text-soft">{by}</span>}</dd>
    </div>
  )
}

/** What may reach them so; the reason where nothing may. */
function OnChannel({ reach: { channel, service, offers, why } }: { reach: ReachOnChannel }) {
  const { t, list, word } = useTexts()
  // Without an address both are refused for the same reason, which is said once.
  const once = service && !service.allowed && service.rule === why?.rule
  return (
    <>
      <h3 className="font-semibold">{t(`channel.${channel}`)}</h3>
      {service?.allowed && <Line yes>{service.label}</Line>}
      {offers.length > 0 && <Line yes>{list(offers.map(({ label, frequency }) => (frequency === null ? label : `${label} (${word('frequency', frequency)})`)))}</Line>}
      {service && !service.allowed && <Line rule={service.rule}>{once ? service.sentence : `${service.label}: ${service.sentence}`}</Line>}
      {why && !once && <Line rule={why.rule}>{t('reached.no-offers', { why: why.sentence })}</Line>}
      {!service && offers.length === 0 && !why && <Line>{t('reached.nothing')}</Line>}
    </>
  )
}

function Line({ yes = false, rule, children }: { yes?: boolean; rule?: string; children: React.ReactNode }) {
  const { t } = useTexts()
  const Mark = yes ? Check : X
  return (
    <p className={`flex gap-1.5 ${yes ? '' : 'text-fine text-soft'}`}>
      <Mark aria-label={t(yes ? 'choices.may' : 'choices.may-not')} size={15} className={`mt-1 shrink-0 ${yes ? 'text-accent' : ''}`} />
      <span className="min-w-0 break-words">{children} {rule && <RuleNumber rule={rule} />}</span>
    </p>
  )
}
