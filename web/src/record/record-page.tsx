import { Download, Printer } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import type { ProcessingRecordAnswer } from '@api/record-resource.ts'
import { useTexts } from '../language.tsx'
import { links } from '../links.ts'
import { useWhyNot } from '../shell/may.ts'
import { Button, LinkButton, TextLink } from '../ui/button.tsx'
import { Notice, Problem } from '../ui/notice.tsx'
import { Page, Section } from '../ui/page.tsx'
import { WaitingPage } from '../ui/skeleton.tsx'
import { PlainRow, PlainTable } from '../ui/plain-table.tsx'
import { DescribeCompany } from './describe-company.tsx'
import { useRecord } from './record-queries.ts'

/** The record of processing (art. 30) as it stands, to read, print and hand over; what it cannot explain stands first. */
export function RecordPage() {
  const { t } = useTexts()
  const record = useRecord()
  if (record.error && !record.data) return <Page title={t('processing.title')}><Problem error={record.error} onRetry={() => void record.refetch()} /></Page>
  if (!record.data) return <Page title="" wide><WaitingPage label={t('ui.loading')} /></Page>
  return <Loaded record={record.data} />
}

function Loaded({ record }: { record: ProcessingRecordAnswer }) {
  const { t, moment, number, language } = useTexts()
  const whyNot = useWhyNot()('catalogue.change')
  const [isDescribing, setDescribing] = useState(false)
  return (
    <Page
      title={t('processing.title')} lead={t('processing.lead', { at: moment(record.at), version: number(record.version) })} wide
      actions={
        <span className="flex flex-wrap gap-2 print:hidden">
          <Button onPress={() => window.print()}><Printer aria-hidden size={16} />{t('processing.print')}</Button>
          <LinkButton href={links.recordFile('csv', language)} download="record.csv"><Download aria-hidden size={16} />CSV</LinkButton>
          <LinkButton href={links.recordFile('json', language)} download="record.json"><Download aria-hidden size={16} />JSON</LinkButton>
        </span>
      }
    >
      <Faults faults={record.faults} />
      <Section title={t('processing.company')} lead={t('processing.company-lead')} actions={<span className="flex flex-wrap gap-2 print:hidden"><Button onPress={() => setDescribing(true)} disabledReason={whyNot}>{t('processing.describe')}</Button><LinkButton href={links.privacy}>{t('processing.notice')}</LinkButton></span>}>
        <Lines lines={record.controller} />
      </Section>
      {isDescribing && <DescribeCompany entered={record.entered} lastMonth={record.fiscalYear.lastMonth} onClose={() => setDescribing(false)} />}
      <Section title={t('processing.rows')} lead={t('processing.rows-lead')}>
        <div className="flex flex-col gap-6">{record.rows.map((row) => <Row key={row.key} row={row} />)}</div>
      </Section>
      <Section title={t('processing.kept')} lead={t('processing.kept-lead')}>
        <PlainTable label={t('processing.kept')} stacks head={[t('processing.what'), t('processing.why'), t('processing.period'), t('processing.explained')]}>
          {record.kept.map((one) => <PlainRow key={one.tables.join()} cells={[<span key="what" className="font-semibold">{one.name}</span>, one.why, one.period, one.purposes.join(', ')]} />)}
        </PlainTable>
      </Section>
      <Section title={t('processing.security')} lead={t('processing.security-lead')}><Lines lines={record.measures} /></Section>
    </Page>
  )
}

function Faults({ faults }: Pick<ProcessingRecordAnswer, 'faults'>) {
  const { t } = useTexts()
  if (faults.length === 0) return null
  return (
    <div className="mb-8">
      <Notice tone="bad" title={t('processing.faults', { count: faults.length })}>
        <ul className="list-disc pl-5">{faults.map((one) => <li key={one.sentence}>{one.sentence}</li>)}</ul>
      </Notice>
    </div>
  )
}

/** One purpose with everything that art. 30 asks of it. */
function Row({ row }: { row: ProcessingRecordAnswer['rows'][number] }) {
  const { t } = useTexts()
  return (
    <article className="break-inside-avoid border-t border-line pt-4" aria-label={row.name}>
      <h3 className="font-semibold">{row.key === 'colleagues' ? row.name : <TextLink href={links.purpose(row.key)}>{row.name}</TextLink>}</h3>
      <p className="mt-1 max-w-[42rem] text-soft">{row.what}</p>
      <dl className="mt-3 grid grid-cols-1 gap-x-8 gap-y-2 narrow:grid-cols-[12rem_minmax(0,1fr)]">
        <Line name={t('processing.basis')}>{row.bases.map((one) => <p key={one}>{one}</p>)}</Line>
        <Line name={t('processing.people')}>{row.people.join(', ')}</Line>
        <Line name={t('processing.data')}>{row.data.map((one) => <p key={one.kind}>{one.kind}: {one.fields.join(', ')}</p>)}{row.kept.map((one) => <p key={one}>{one}</p>)}{row.data.length + row.kept.length === 0 && t('processing.no-data')}</Line>
        <Line name={t('processing.recipients')}>{row.recipients.join(', ')}</Line>
        <Line name={t('processing.abroad')}>{row.thirdCountries}</Line>
        <Line name={t('processing.period')}>{row.period}</Line>
      </dl>
    </article>
  )
}

function Lines({ lines }: { lines: readonly { key: string; name: string; text: string }[] }) {
  return <dl className="grid grid-cols-1 gap-x-8 gap-y-2 narrow:grid-cols-[12rem_minmax(0,1fr)]">{lines.map((one) => <Line key={one.key} name={one.name}>{one.text}</Line>)}</dl>
}

function Line({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-soft">{name}</dt>
      <dd className="min-w-0 break-words">{children}</dd>
    </>
  )
}
