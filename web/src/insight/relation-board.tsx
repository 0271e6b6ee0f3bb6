import type { RelationInsight } from '@api/insight-resource.ts'
import { useTexts } from '../language.tsx'
import { Reach } from '../overview/reach.tsx'
import type { TextKey } from '../texts.ts'
import { Waiting } from '../ui/empty.tsx'
import { Problem } from '../ui/notice.tsx'
import { Section } from '../ui/page.tsx'
import { PlotStack } from '../ui/plot-stack.tsx'
import type { Look } from '../ui/plot.tsx'
import { useRelation } from './insight-queries.ts'

type Measure = 'asked' | 'regretted' | 'becameCustomers' | 'unused'
type Row = { key: string; label: string; part: { of: number; count: number } }

interface Told { title: TextKey; lead: TextKey; is: TextKey; isNot: TextKey; look: Look }

const TOLD: Record<Measure, Told> = {
  asked: { title: 'insight.asked', lead: 'insight.asked-lead', is: 'insight.yes', isNot: 'insight.not-yes', look: 'good' },
  regretted: { title: 'insight.regret', lead: 'insight.regret-lead', is: 'insight.regretted', isNot: 'insight.kept', look: 'bad' },
  becameCustomers: { title: 'insight.customers', lead: 'insight.customers-lead', is: 'insight.became', isNot: 'insight.not-became', look: 'good' },
  unused: { title: 'insight.unused', lead: 'insight.unused-lead', is: 'insight.not-used', isNot: 'insight.used', look: 'bad' },
}

/** How it stands between the company and those it holds something of, purpose by purpose. */
export function RelationBoard() {
  const { t, month } = useTexts()
  const relation = useRelation()
  if (relation.error) return <Problem error={relation.error} onRetry={() => void relation.refetch()} />
  if (!relation.data) return <Waiting lines={14} label={t('ui.loading')} />
  const { purposes, regret } = relation.data
  const months = regret.flatMap(({ month: key, part }) => (part ? [{ key, label: `${month(`${key}-01`)} ${key.slice(0, 4)}`, part }] : []))
  return (
    <>
      {(['asked', 'regretted'] as const).map((measure) => <OfPurposes key={measure} measure={measure} purposes={purposes} />)}
      {months.length > 0 && <Section title={t('insight.regret-months')}><Shares rows={months} told={TOLD.regretted} label={t('insight.regret-months')} first={t('insight.month')} /></Section>}
      {(['becameCustomers', 'unused'] as const).map((measure) => <OfPurposes key={measure} measure={measure} purposes={purposes} />)}
      <Reach />
    </>
  )
}

function OfPurposes({ measure, purposes }: { measure: Measure; purposes: RelationInsight['purposes'] }) {
  const { t } = useTexts()
  const told = TOLD[measure]
  const rows = purposes.flatMap(({ purpose, label, [measure]: part }) => (part ? [{ key: purpose, label, part }] : []))
  return (
    <Section title={t(told.title)} lead={t(told.lead)}>
      {rows.length === 0 ? <p className="text-soft">{t('insight.too-few')}</p> : <Shares rows={rows} told={told} label={t(told.title)} first={t('insight.purpose')} />}
    </Section>
  )
}

/** Each row a whole, cut into those of whom it is true and the others. */
function Shares({ rows, told: { is, isNot, look }, label, first }: { rows: readonly Row[]; told: Told; label: string; first: string }) {
  const { t, number, percent } = useTexts()
  return (
    <PlotStack
      label={label}
      rows={rows.map((row) => ({
        key: row.key, label: row.label, sum: t('insight.share-of', { share: percent(row.part.count / row.part.of), shown: number(row.part.of) }),
        parts: [{ key: 'is', label: t(is), value: row.part.count, look }, { key: 'is-not', label: t(isNot), value: row.part.of - row.part.count, look: 'plain' }],
      }))}
      numbers={{ head: [first, t('insight.of'), t(is), t('insight.share')], rows: rows.map((row) => [row.label, number(row.part.of), number(row.part.count), percent(row.part.count / row.part.of)]) }}
    />
  )
}
