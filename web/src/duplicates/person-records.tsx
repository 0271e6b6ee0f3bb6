import type { Person } from '@api/person-resource.ts'
import { useTexts } from '../language.tsx'
import { links } from '../links.ts'
import { usePerson } from '../people/people-queries.ts'
import { useShownValue } from '../people/shown-value.ts'
import { useWhyNot } from '../shell/may.ts'
import { Button, TextLink } from '../ui/button.tsx'
import { Waiting } from '../ui/empty.tsx'
import { Notice, Problem } from '../ui/notice.tsx'
import { Section } from '../ui/page.tsx'
import { announce } from '../ui/toast.tsx'
import { useSeparate } from './duplicate-queries.ts'

type Records = Person['records']

/** The other records of the same person: what each of them holds, and the way back. */
export function PersonRecords({ person }: { person: Person }) {
  const { t } = useTexts()
  const { ledBy, others } = person.records
  if (ledBy) {
    return <div className="mb-6"><Notice title={t('records.led', { name: ledBy.name || t('duplicates.no-name') })} actions={<TextLink href={links.person(ledBy.id)}>{t('records.to-leading')}</TextLink>}>{t('records.led-what')}</Notice></div>
  }
  return <Section title={t('records.title')}>{others.map((one) => <OtherRecord key={one.person.id} other={one} />)}</Section>
}

function OtherRecord({ other }: { other: Records['others'][number] }) {
  const { t, day } = useTexts()
  const shown = useShownValue()
  const record = usePerson(other.person.id)
  const separate = useSeparate()
  const whyNot = useWhyNot()('people.write')
  const name = other.person.name || t('duplicates.no-name')
  const values = record.data && [
    ...record.data.fields.map(({ field, label, value, source, recordedAt }) => ({ field, label, value, source, at: recordedAt })),
    ...record.data.contactPoints.map(({ kind, value, source, since }) => ({ field: kind, label: t(`records.${kind}`), value, source, at: since })),
  ]
  return (
    <article aria-label={name} className="mb-4 border-y border-line py-3">
      <p className="font-medium break-words">{name}</p>
      <p className="mb-2 text-fine text-soft">{t('records.merged', { day: day(other.mergedAt) })}</p>
      {record.error && <Problem error={record.error} onRetry={() => void record.refetch()} />}
      {separate.error && <Problem error={separate.error} />}
      {record.isPending && <Waiting lines={3} label={t('ui.loading')} />}
      <dl>
        {values?.map(({ field, label, value, source, at }, index) => (
          <div key={`${field} ${index}`} className="py-1">
            <dt className="text-fine text-soft">{label}</dt>
            <dd className="break-words">{shown(value, field)} <span className="text-fine text-soft">{t('duplicates.from', { source, day: day(at) })}</span></dd>
          </div>
        ))}
      </dl>
      <p className="mt-2 flex flex-wrap items-center gap-x-4 gap-y-1">
        <TextLink href={links.ownRecord(other.person.id)}>{t('records.open')}</TextLink>
        {other.undoableUntil && <Button isPending={separate.isPending} disabledReason={whyNot} onPress={() => separate.mutate({ id: other.person.id, decision: 'different' }, { onSuccess: ({ sentence }) => announce({ text: sentence }) })}>{t('records.separate')}</Button>}
      </p>
      {other.undoableUntil && <p className="mt-1 text-fine text-soft">{t('records.until', { day: day(other.undoableUntil) })}</p>}
    </article>
  )
}
