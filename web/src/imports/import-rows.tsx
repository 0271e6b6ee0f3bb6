import type { Import, ImportRow } from '@api/imports-resource.ts'
import { useState } from 'react'
import { useTexts } from '../language.tsx'
import { links } from '../links.ts'
import { useCatalogue } from '../purposes/catalogue.ts'
import { Button, TextLink } from '../ui/button.tsx'
import { Waiting } from '../ui/empty.tsx'
import { Problem } from '../ui/notice.tsx'
import { Section } from '../ui/page.tsx'
import { PlainRow, PlainTable } from '../ui/plain-table.tsx'
import { TabView } from '../ui/tabs.tsx'
import { RuleNumber } from '../ui/tag.tsx'
import { useImportRows, type RowOutcome } from './import-queries.ts'

const OUTCOMES: readonly RowOutcome[] = ['held-back', 'new', 'changed', 'unchanged']

/** Row by row: what becomes of it, and why. */
export function ImportRows({ one }: { one: Import }) {
  const { t, number } = useTexts()
  const [outcome, setOutcome] = useState<RowOutcome>(one.counts.heldBack > 0 ? 'held-back' : 'new')
  const counts: Record<RowOutcome, number> = { 'held-back': one.counts.heldBack, new: one.counts.new, changed: one.counts.changed, unchanged: one.counts.unchanged }
  return (
    <Section title={t('rows.title')}>
      <TabView
        label={t('rows.title')}
        value={outcome}
        onChange={(key) => setOutcome(OUTCOMES.find((each) => each === key) ?? 'held-back')}
        tabs={OUTCOMES.map((key) => ({ key, label: `${t(`outcome.${key}`)} (${number(counts[key])})`, content: <Rows one={one} outcome={key} /> }))}
      />
    </Section>
  )
}

function Rows({ one, outcome }: { one: Import; outcome: RowOutcome }) {
  const { t, number } = useTexts()
  const list = useImportRows(one.id, outcome, one.state)
  const rows = list.data?.pages.flatMap((page) => page.rows) ?? []
  if (list.error) return <Problem error={list.error} onRetry={() => void list.refetch()} />
  if (list.isPending) return <Waiting lines={4} label={t('ui.loading')} />
  if (rows.length === 0) return <p className="py-4 text-soft">{t('rows.none')}</p>
  // A new row of a rehearsal is nobody yet: without name or remark there is nothing to say of it.
  const shown = rows.filter(({ person, name, reasons }) => person !== null || name !== null || reasons.length > 0)
  return (
    <>
      {shown.length < rows.length && <p className="mb-2 text-soft">{t('rows.without-remark', { count: rows.length - shown.length })}</p>}
      <PlainTable label={t('rows.title')} head={[t('rows.row'), t('rows.person'), t('rows.reasons')]}>
        {shown.map((row) => (
          <PlainRow key={row.row} cells={[<span key="row" className="numbers text-soft">{number(row.row)}</span>, <RowPerson key="person" row={row} />, <Reasons key="reasons" row={row} />]} />
        ))}
      </PlainTable>
      {list.hasNextPage && <Button kind="plain" onPress={() => void list.fetchNextPage()} isPending={list.isFetchingNextPage}>{t('ui.more')}</Button>}
    </>
  )
}

function RowPerson({ row }: { row: ImportRow }) {
  if (!row.person) return <span className="text-soft">{row.name ?? '–'}</span>
  return <TextLink href={links.person(row.person.id)}>{row.person.name}</TextLink>
}

function Reasons({ row }: { row: ImportRow }) {
  const { fieldNameOf } = useCatalogue()
  return (
    <ul className="flex flex-col gap-1">
      {row.reasons.map((reason, index) => (
        <li key={index}>
          {(reason.column ?? reason.field) && <span className="font-medium">{reason.column ?? fieldNameOf(reason.field!)}: </span>}
          {reason.sentence} {reason.rule && <RuleNumber rule={reason.rule} />}
        </li>
      ))}
    </ul>
  )
}
