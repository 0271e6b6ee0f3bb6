import type { Reach as Reached } from '@api/overview-resource.ts'
import { useTexts } from '../language.tsx'
import { useCatalogue } from '../purposes/catalogue.ts'
import { Waiting } from '../ui/empty.tsx'
import { Problem } from '../ui/notice.tsx'
import { Section } from '../ui/page.tsx'
import { PlotBars } from '../ui/plot-bars.tsx'
import { TabView } from '../ui/tabs.tsx'
import { isBeingCounted, useReach } from './overview-queries.ts'

/** Through these a message reaches a person; how the others are used is no question of reach. */
const MESSAGES: readonly string[] = ['email', 'sms', 'phone', 'letter', 'push']

/** How many may be met today, for each purpose and way. */
export function Reach() {
  const { t } = useTexts()
  const { isReady, purposes } = useCatalogue()
  const { data, error, refetch } = useReach()
  if (isBeingCounted(error) && !data) return <Section title={t('overview.reach')}><p className="mb-2 text-soft">{error?.message}</p><Waiting lines={8} label={t('ui.loading')} /></Section>
  if (error && !data) return <Section title={t('overview.reach')}><Problem error={error} onRetry={() => void refetch()} /></Section>
  if (!data || !isReady) return <Section title={t('overview.reach')}><Waiting lines={8} label={t('ui.loading')} /></Section>
  const order = purposes.map(({ key }) => key)
  const shown = data.purposes
    .map((one) => ({ ...one, channels: one.channels.filter(({ channel }) => MESSAGES.includes(channel)) }))
    .filter(({ channels }) => channels.length > 0)
    .toSorted((one, other) => order.indexOf(one.purpose) - order.indexOf(other.purpose))
  const [marketing, others] = [shown.filter(({ kind }) => kind === 'marketing'), shown.filter(({ kind }) => kind !== 'marketing')]
  const tabs = [{ key: 'marketing', of: marketing }, { key: 'others', of: others }] as const
  const filled = tabs.filter(({ of }) => of.length > 0)
  if (filled.length === 0) return null
  return (
    <Section title={t('overview.reach')} lead={t(data.complete ? 'overview.reach-lead' : 'overview.reach-incomplete')}>
      {filled.length === 1
        ? <Bars reached={filled[0]!.of} label={t('overview.reach')} />
        : <TabView label={t('overview.reach')} tabs={filled.map(({ key, of }) => ({ key, label: t(`overview.reach-${key}`), content: <Bars reached={of} label={`${t('overview.reach')}: ${t(`overview.reach-${key}`)}`} /> }))} />}
    </Section>
  )
}

function Bars({ reached, label }: { reached: Reached['purposes']; label: string }) {
  const { t, number, word } = useTexts()
  const { nameOf } = useCatalogue()
  const rows = reached.flatMap(({ purpose, channels }) => channels.map((one) => ({ ...one, purpose })))
  return (
    <PlotBars
      label={label}
      groups={reached.map(({ purpose, channels }) => ({
        key: purpose, label: nameOf(purpose),
        bars: channels.map(({ channel, permitted, notPermitted }) => ({ key: channel, label: word('channel', channel), value: permitted, total: permitted + notPermitted })),
      }))}
      numbers={{
        head: [t('overview.purpose-and-channel'), t('overview.may'), t('overview.may-not')],
        rows: rows.map(({ purpose, channel, permitted, notPermitted }) => [`${nameOf(purpose)}, ${word('channel', channel).toLowerCase()}`, number(permitted), number(notPermitted)]),
      }}
    />
  )
}
