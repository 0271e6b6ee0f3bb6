import type { ImportSummary } from '@api/imports-resource.ts'
import { useTexts } from '../language.tsx'
import { links } from '../links.ts'
import { ActionButton } from '../shell/action-button.tsx'
import { Empty } from '../ui/empty.tsx'
import { Problem } from '../ui/notice.tsx'
import { Page } from '../ui/page.tsx'
import { WaitingTable } from '../ui/skeleton.tsx'
import { LinkTable, type TableColumn } from '../ui/table.tsx'
import { Tag, type Tone } from '../ui/tag.tsx'
import { useImports } from './import-queries.ts'

export const STATE_TONE: Record<ImportSummary['state'], Tone> = {
  uploaded: 'plain', rehearsing: 'wait', rehearsed: 'wait', waiting: 'wait', running: 'wait', done: 'good', failed: 'bad', cancelled: 'plain',
}

export function ImportList() {
  const { t, number, moment } = useTexts()
  const list = useImports()
  const imports = list.data?.pages.flatMap((page) => page.imports) ?? []
  const columns: TableColumn<ImportSummary>[] = [
    { key: 'file', label: t('imports.file'), render: (one) => <span className="block truncate font-semibold">{one.fileName}</span> },
    { key: 'state', label: t('imports.state'), fit: true, render: (one) => <Tag tone={STATE_TONE[one.state]}>{t(`import-state.${one.state}`)}</Tag> },
    { key: 'new', label: t('outcome.new'), align: 'right', fit: true, room: 'mid', render: (one) => number(one.counts.new) },
    { key: 'changed', label: t('outcome.changed'), align: 'right', fit: true, room: 'mid', render: (one) => number(one.counts.changed) },
    { key: 'held', label: t('outcome.held-back'), align: 'right', fit: true, room: 'mid', render: (one) => number(one.counts.heldBack) },
    { key: 'at', label: t('imports.when'), fit: true, room: 'mid', render: (one) => <span className="text-soft">{moment(one.createdAt)}</span> },
    { key: 'by', label: t('imports.by'), fit: true, room: 'wide', render: (one) => <span className="block truncate text-soft">{one.createdBy}</span> },
  ]
  const start = <ActionButton action="new.import" kind="primary" />
  return (
    <Page title={t('room.imports')} lead={t('imports.lead')} actions={start} wide>
      {list.error ? (
        <Problem error={list.error} onRetry={() => void list.refetch()} />
      ) : list.isPending ? (
        <WaitingTable rows={6} label={t('ui.loading')} />
      ) : (
        <LinkTable
          label={t('room.imports')}
          columns={columns}
          rows={imports}
          rowLink={(one) => links.import(one.id)}
          more={list.hasNextPage ? { load: () => void list.fetchNextPage(), loading: list.isFetchingNextPage } : undefined}
          empty={<Empty title={t('imports.none')} actions={start}>{t('imports.none-what')}</Empty>}
        />
      )}
    </Page>
  )
}
