import type { ConnectedSystemAnswer, Connections } from '@api/connections-resource.ts'
import { useState } from 'react'
import { useTexts } from '../language.tsx'
import { links } from '../links.ts'
import { useCatalogue } from '../purposes/catalogue.ts'
import { useWhyNot } from '../shell/may.ts'
import { Button, TextLink } from '../ui/button.tsx'
import { Empty, Waiting } from '../ui/empty.tsx'
import { Notice, Problem } from '../ui/notice.tsx'
import { Page, Section } from '../ui/page.tsx'
import { Tag, type Tone } from '../ui/tag.tsx'
import { announce } from '../ui/toast.tsx'
import { useConnections, usePing, useSwitch } from './connection-queries.ts'
import { Disconnect } from './disconnect.tsx'
import { SystemForm } from './system-form.tsx'
import { SystemTasks } from './system-tasks.tsx'

const TONE: Record<ConnectedSystemAnswer['health'], Tone> = { quiet: 'plain', well: 'good', failing: 'bad', paused: 'wait' }

/** Other systems that are told of erasure, rectification and restriction: how each does, what it has not answered, and the ways to look after it. */
export function ConnectionsPage() {
  const { t } = useTexts()
  const whyNot = useWhyNot()('keys.manage')
  const connections = useConnections()
  const [isAdding, setAdding] = useState(false)
  const add = <Button kind="primary" onPress={() => setAdding(true)} disabledReason={whyNot}>{t('connections.add')}</Button>
  const late = connections.data?.systems.filter(({ tasks }) => tasks.overdue + tasks.unsettled > 0) ?? []
  return (
    <Page title={t('connections.title')} lead={<>{t('connections.lead')} <TextLink href={links.incoming}>{t('connections.mail')}</TextLink></>} actions={add} wide>
      {connections.error && !connections.data ? <Problem error={connections.error} onRetry={() => void connections.refetch()} />
        : !connections.data ? <Waiting lines={4} label={t('ui.loading')} />
        : (
          <>
            {late.length > 0 && <div className="mb-6"><Notice tone="bad" role="alert" title={t('connections.late')}>{t('connections.late-what', { systems: late.map(({ name }) => name).join(', ') })}</Notice></div>}
            {connections.data.systems.length === 0 && <Empty title={t('connections.none')} actions={add}>{t('connections.none-what')}</Empty>}
            {connections.data.systems.map((one) => <System key={one.id} one={one} recipients={connections.data.recipients} />)}
            <Unconnected unconnected={connections.data.unconnected} />
            {isAdding && <SystemForm recipients={connections.data.recipients} onClose={() => setAdding(false)} />}
          </>
        )}
    </Page>
  )
}

function System({ one, recipients }: { one: ConnectedSystemAnswer; recipients: Connections['recipients'] }) {
  const { t, moment, number } = useTexts()
  const catalogue = useCatalogue()
  const whyNot = useWhyNot()('keys.manage')
  const [open, setOpen] = useState<'change' | 'end' | 'tasks' | null>(null)
  const [ping, change] = [usePing(), useSwitch()]
  const { waiting, overdue, unsettled, settled } = one.tasks
  const facts: [string, string][] = [
    [t('connections.recipient'), one.recipientInWords],
    [t(`connections.address-${one.way}`), one.address],
    [t('connections.holds'), one.purposes.map((key) => catalogue.nameOf(key)).join(', ')],
    [t('connections.knows'), one.knownBy.map((key) => t(`connections.known-by-${key}`)).join(', ')],
    [t('connections.told'), t(`connections.reach-${one.reach}`)],
    [t('connections.last-answer'), one.answeredAt ? moment(one.answeredAt) : t('connections.never')],
    [t('connections.tasks'), t('connections.counts', { waiting: number(waiting), overdue: number(overdue), unsettled: number(unsettled), settled: number(settled) })],
  ]
  return (
    <Section title={one.name} lead={<Tag tone={TONE[one.health]}>{t(`connections.health-${one.health}`)}</Tag>}>
      {one.errorInWords && <p className="mb-3 text-bad">{one.errorInWords}</p>}
      <dl className="grid gap-x-6 gap-y-1.5 mid:grid-cols-[14rem_1fr]">
        {facts.map(([label, value]) => (
          <div key={label} className="contents">
            <dt className="text-soft">{label}</dt>
            <dd className="mb-2 min-w-0 break-words mid:mb-0">{value}</dd>
          </div>
        ))}
      </dl>
      <div className="mt-4 flex flex-wrap gap-2">
        {one.way === 'webhook' && (
          <Button
            disabledReason={whyNot} isPending={ping.isPending} aria-label={t('connections.ping-named', { name: one.name })}
            onPress={() => ping.mutate(one.id, { onSuccess: ({ ok, inWords }) => announce({ text: `${one.name}: ${inWords}`, ...(ok ? {} : { tone: 'bad' }) }) })}
          >{t('connections.ping')}</Button>
        )}
        <Button disabledReason={whyNot} isPending={change.isPending} onPress={() => change.mutate({ id: one.id, paused: !one.paused })} aria-label={t(one.paused ? 'connections.resume-named' : 'connections.pause-named', { name: one.name })}>{t(one.paused ? 'connections.resume' : 'connections.pause')}</Button>
        <Button disabledReason={whyNot} onPress={() => setOpen('change')} aria-label={t('connections.change-named', { name: one.name })}>{t('connections.change')}</Button>
        <Button onPress={() => setOpen(open === 'tasks' ? null : 'tasks')} aria-expanded={open === 'tasks'} aria-label={t('connections.open-named', { name: one.name })}>{t('connections.open', { count: number(waiting + unsettled) })}</Button>
        <Button kind="plain" disabledReason={whyNot} onPress={() => setOpen('end')} aria-label={t('connections.end-named', { name: one.name })}>{t('connections.end')}</Button>
      </div>
      {(ping.error ?? change.error) && <div className="mt-3"><Problem error={(ping.error ?? change.error)!} /></div>}
      {open === 'tasks' && <SystemTasks systemId={one.id} />}
      {open === 'change' && <SystemForm recipients={recipients} system={one} onClose={() => setOpen(null)} />}
      {open === 'end' && <Disconnect one={one} onClose={() => setOpen(null)} />}
    </Section>
  )
}

/** Recipients whom a colleague tells by hand, since no system stands for them. */
function Unconnected({ unconnected }: Pick<Connections, 'unconnected'>) {
  const { t } = useTexts()
  if (unconnected.length === 0) return null
  return (
    <Section title={t('connections.unconnected')} lead={t('connections.unconnected-lead')}>
      <ul className="list-disc pl-5">{unconnected.map(({ recipient, label }) => <li key={recipient}>{label}</li>)}</ul>
    </Section>
  )
}
