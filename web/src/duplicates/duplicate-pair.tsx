import { lazy, Suspense } from 'react'
import { useTexts } from '../language.tsx'
import { links } from '../links.ts'
import { FlagTags } from '../people/flag-tags.tsx'
import { useShownValue } from '../people/shown-value.ts'
import { Button, TextLink } from '../ui/button.tsx'
import { PlainRow, PlainTable } from '../ui/plain-table.tsx'
import { Tag, type Tone } from '../ui/tag.tsx'
import type { Decision, Pair } from './duplicate-queries.ts'

const TONE: Record<Pair['agrees'][number]['how'], Tone> = { same: 'good', alike: 'wait', different: 'bad' }

const MergeDialog = lazy(async () => ({ default: (await import('./merge-dialog.tsx')).MergeDialog }))

/** Two records beside each other: what agrees, each value with its source and age, and what either has said. */
export function DuplicatePair({ pair, isFirst, isPending, isMerging, onMerge, onDecide }: { pair: Pair; isFirst: boolean; isPending: boolean; isMerging: boolean; onMerge: (open: boolean) => void; onDecide: (decision: Decision) => void }) {
  const { t, word } = useTexts()
  const names = pair.people.map((one) => one.name || t('duplicates.no-name'))
  const label = t('duplicates.pair', { one: names[0]!, other: names[1]! })
  return (
    <section aria-label={label} className={`mb-6 rounded-part border bg-raised p-4 mid:p-6 ${isFirst ? 'border-accent' : 'border-line'}`}>
      <h2 className="text-lead font-semibold break-words">{label}</h2>
      <p className="mt-2 mb-4 flex flex-wrap gap-1.5">
        {pair.agrees.map(({ by, how }) => <Tag key={by} tone={TONE[how]}>{t('duplicates.agrees', { what: word('compared', by), how: word('agreement', how) })}</Tag>)}
      </p>
      <Values pair={pair} names={names} />
      {pair.choices.length > 0 && <Said pair={pair} names={names} />}
      <div className="mt-5 flex flex-wrap gap-2">
        <Button kind="primary" onPress={() => onMerge(true)}>{t('merge.open')}</Button>
        <Button isPending={isPending} onPress={() => onDecide('different')}>{t('duplicates.different')}</Button>
        <Button isPending={isPending} onPress={() => onDecide('later')}>{t('duplicates.later')}</Button>
      </div>
      <Suspense>{isMerging && <MergeDialog pair={pair} names={heads(names)} onClose={() => onMerge(false)} />}</Suspense>
    </section>
  )
}

function Values({ pair, names }: { pair: Pair; names: readonly string[] }) {
  const { t, day } = useTexts()
  const shown = useShownValue()
  const fields = [...new Map(pair.people.flatMap((one) => one.values.map(({ field, label }) => [field, label] as const)))]
  return (
    <PlainTable label={t('duplicates.values')} stacks head={[t('duplicates.field'), ...heads(names)]}>
      <PlainRow cells={[t('duplicates.record'), ...pair.people.map((one) => (
        <span key={one.id} className="block">
          <TextLink href={links.person(one.id)}>{t('duplicates.open')}</TextLink>
          <span className="block text-fine text-soft">{t('duplicates.since', { day: day(one.recordedAt) })}</span>
          <FlagTags flags={one.flags} short />
        </span>
      ))]} />
      {fields.map(([field, label]) => (
        <PlainRow key={field} cells={[label, ...pair.people.map((one) => {
          const held = one.values.filter((value) => value.field === field)
          return held.length === 0 ? <span key={one.id} className="text-soft">–</span> : held.map((value, index) => (
            <span key={index} className="block break-words">
              {shown(value.value, field)}
              <span className="block text-fine text-soft">{t('duplicates.from', { source: value.source, day: day(value.recordedAt) })}</span>
            </span>
          ))
        })]} />
      ))}
    </PlainTable>
  )
}

/** What either has said, and what would stand of one human. */
function Said({ pair, names }: { pair: Pair; names: readonly string[] }) {
  const { t, word } = useTexts()
  return (
    <div className="mt-5">
      <h3 className="font-medium">{t('duplicates.said')}</h3>
      <p className="mb-1 text-fine text-soft">{t('duplicates.said-what')}</p>
      <PlainTable label={t('duplicates.said')} stacks head={[t('duplicates.purpose'), ...heads(names), t('duplicates.together')]}>
        {pair.choices.map((one) => (
          <PlainRow key={`${one.purpose} ${one.channel}`} cells={[`${one.label}, ${one.channelLabel}`, ...one.said.map((said) => word('answer', said)), <Tag key="together" tone={one.together === 'no' ? 'bad' : one.together === 'yes' ? 'good' : 'plain'}>{word('answer', one.together)}</Tag>]} />
        ))}
      </PlainTable>
    </div>
  )
}

/** Columns are told apart by their heads, also where both have one name. */
function heads(names: readonly string[]): readonly string[] {
  return names[0] === names[1] ? names.map((name, index) => `${name} (${index + 1})`) : names
}
