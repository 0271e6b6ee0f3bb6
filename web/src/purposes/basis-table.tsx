import type { BasisLineAnswer, PurposeDocument } from '@api/catalogue-resource.ts'
import { useTexts } from '../language.tsx'
import { PlainRow, PlainTable } from '../ui/plain-table.tsx'
import { TabView } from '../ui/tabs.tsx'
import { Tag } from '../ui/tag.tsx'

const CAPACITIES = ['consumer', 'sole-trader', 'role'] as const
type Capacity = (typeof CAPACITIES)[number]

/** On what the purpose rests, per channel and country; one table per capacity where they differ. */
export function BasisTable({ purpose }: { purpose: PurposeDocument }) {
  const { t } = useTexts()
  const linesOf = (capacity: Capacity) => purpose.bases.filter((line) => line.capacity === capacity)
  const asText = (capacity: Capacity) => JSON.stringify(linesOf(capacity).map(({ channel, country, basis }) => [channel, country, basis]).toSorted())
  if (CAPACITIES.every((capacity) => asText(capacity) === asText('consumer'))) return <Channels lines={linesOf('consumer')} />
  return <TabView label={t('purposes.capacity')} tabs={CAPACITIES.map((key) => ({ key, label: t(`capacity.${key}`), content: <Channels lines={linesOf(key)} /> }))} />
}

function Channels({ lines }: { lines: readonly BasisLineAnswer[] }) {
  const { t } = useTexts()
  const channels = [...new Set(lines.map(({ channel }) => channel))]
  return (
    <PlainTable label={t('purposes.basis')} head={[t('purposes.channel'), t('purposes.basis')]}>
      {channels.map((channel) => (
        <PlainRow key={channel} cells={[t(`channel.${channel}`), <Bases key="bases" lines={lines.filter((line) => line.channel === channel)} />]} />
      ))}
    </PlainTable>
  )
}

function Bases({ lines }: { lines: readonly BasisLineAnswer[] }) {
  const { t, locale } = useTexts()
  const names = new Intl.DisplayNames(locale, { type: 'region' })
  const countryName = (country: BasisLineAnswer['country']) => (country === 'other' || country === 'unknown' ? t(`country.${country}`) : (names.of(country) ?? country))
  const bases = [...new Set(lines.map(({ basis }) => basis))]
  return (
    <ul className="flex flex-col gap-1">
      {bases.map((basis) => (
        <li key={basis}>
          {/* A yes always serves too: whoever buys may also say yes, and others must (D4). */}
          {basis === 'soft-opt-in' && <><Tag>{t('basis.consent')}</Tag> {t('purposes.or')} </>}
          <Tag>{t(`basis.${basis}`)}</Tag>{' '}
          <span className="text-soft">{bases.length === 1 ? t('purposes.everywhere') : lines.filter((line) => line.basis === basis).map(({ country }) => countryName(country)).join(', ')}</span>
        </li>
      ))}
    </ul>
  )
}
