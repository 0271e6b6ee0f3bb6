import type { FieldUsage } from '@api/fields-resource.ts'
import type { PublishedField } from '@api/catalogue-resource.ts'
import { useTexts } from '../language.tsx'
import { links } from '../links.ts'
import { useCatalogue } from '../purposes/catalogue.ts'
import { useWhyNot } from '../shell/may.ts'
import { BackLink, LinkButton } from '../ui/button.tsx'
import { Empty } from '../ui/empty.tsx'
import { Notice, Problem } from '../ui/notice.tsx'
import { Page } from '../ui/page.tsx'
import { WaitingTable } from '../ui/skeleton.tsx'
import { LinkTable, type TableColumn } from '../ui/table.tsx'
import { Tag } from '../ui/tag.tsx'
import { useFieldUsage } from './field-queries.ts'

type Row = PublishedField & { id: string; usage: FieldUsage | undefined }

/** Each field: what needs it, how many have it, and when it was last written and seen. What nobody uses says so. */
export function FieldList() {
  const { t, number, day, language, list } = useTexts()
  const catalogue = useCatalogue()
  const usage = useFieldUsage()
  const whyNot = useWhyNot()('catalogue.change')
  const rows: Row[] = catalogue.fields.map((field) => ({ ...field, id: field.key, usage: usage.data?.find((one) => one.field === field.key) }))
  // What nobody seems to need stands first.
  const found = (row: Row) => Number(row.usage?.finding != null)
  const ordered = rows.toSorted((one, other) => found(other) - found(one))
  const columns: TableColumn<Row>[] = [
    {
      key: 'name', label: t('fields.field'),
      render: ({ texts, purposes, usage: used, shipped }) => (
        <>
          <span className="block font-semibold">{texts[language].name} {!shipped && <Tag>{t('fields.own')}</Tag>} {used?.finding && <Tag tone="wait">{t(`fields.${used.finding.kind}`)}</Tag>}</span>
          <span className="block truncate text-fine text-soft">{list(purposes.map(catalogue.nameOf))}</span>
        </>
      ),
    },
    { key: 'type', label: t('fields.type'), fit: true, room: 'wide', render: ({ type }) => <span className="text-soft">{t(`field-type.${type}`)}</span> },
    { key: 'people', label: t('fields.people'), align: 'right', fit: true, render: ({ usage: used }) => used && t('fields.people-of', { people: number(used.people), reach: number(used.reach) }) },
    { key: 'written', label: t('fields.written'), fit: true, room: 'wide', render: ({ usage: used }) => used && <span className="text-soft">{used.writtenAt ? day(used.writtenAt) : t('fields.never')}</span> },
    { key: 'seen', label: t('fields.seen'), fit: true, room: 'mid', render: ({ usage: used }) => used && <span className="text-soft">{used.seenAt ? day(used.seenAt) : t('fields.never')}</span> },
  ]
  const unused = rows.filter(found).length
  return (
    <Page title={t('fields.title')} lead={t('fields.lead')} wide above={<BackLink href={links.purposes}>{t('room.purposes')}</BackLink>} actions={<LinkButton kind="primary" href={links.newField} disabledReason={whyNot}>{t('fields.new')}</LinkButton>}>
      {(catalogue.error ?? usage.error) ? <Problem error={catalogue.error ?? usage.error} onRetry={() => void usage.refetch()} />
        : !catalogue.isReady || usage.isPending ? <WaitingTable rows={12} label={t('ui.loading')} />
        : (
          <>
            {unused > 0 && <div className="mb-5"><Notice tone="wait">{t('fields.unused-count', { count: unused })}</Notice></div>}
            <LinkTable label={t('fields.title')} columns={columns} rows={ordered} rowLink={({ key }) => links.field(key)} empty={<Empty title={t('fields.none')}>{t('fields.none-what')}</Empty>} />
          </>
        )}
    </Page>
  )
}
