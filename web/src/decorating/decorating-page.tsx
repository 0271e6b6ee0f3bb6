import type { DecorationBody } from '@api/decorating-resource.ts'
import { InvoiceParts } from '../invoices/invoice-parts.tsx'
import { useTexts } from '../language.tsx'
import { links } from '../links.ts'
import { Empty, Waiting } from '../ui/empty.tsx'
import { Figure, Figures } from '../ui/figure.tsx'
import { Notice, Problem } from '../ui/notice.tsx'
import { Page, Section } from '../ui/page.tsx'
import { PlainRow, PlainTable } from '../ui/plain-table.tsx'
import { WaitingTable } from '../ui/skeleton.tsx'
import { LinkTable, type TableColumn } from '../ui/table.tsx'
import { RuleNumber } from '../ui/tag.tsx'
import { useDecorations, useDecoratingState } from './decorating-queries.ts'
import { TryFile } from './try-file.tsx'

/** For companies that invoice elsewhere: one invoice by hand, what came by itself, and what could not be done. */
export function DecoratingPage() {
  const { t } = useTexts()
  const state = useDecoratingState()
  return (
    <Page title={t('decorating.title')} lead={t('decorating.lead')} wide above={<InvoiceParts />}>
      <TryFile />
      {state.error ? <Problem error={state.error} onRetry={() => void state.refetch()} /> : !state.data ? <Waiting lines={3} label={t('ui.loading')} /> : (
        <>
          <Refusals refusals={state.data.refusals} />
          <Folder folder={state.data.folder} />
        </>
      )}
      <Lately />
    </Page>
  )
}

function Refusals({ refusals }: { refusals: NonNullable<ReturnType<typeof useDecoratingState>['data']>['refusals'] }) {
  const { t, moment } = useTexts()
  if (refusals.length === 0) return null
  return (
    <Section title={t('decorating.refused')} lead={t('decorating.refused-what')}>
      <PlainTable label={t('decorating.refused')} stacks head={[t('decorating.name'), t('decorating.why'), t('decorating.way'), t('decorating.when')]}>
        {refusals.map(({ id, name, sentence, rule, way, at }) => (
          <PlainRow key={id} cells={[
            <span key="name" className="font-medium break-all">{name ?? t('decorating.nameless')}</span>, <span key="why">{sentence} {rule && <RuleNumber rule={rule} />}</span>,
            t(`decorating-way.${way}`), <span key="at" className="numbers whitespace-nowrap">{moment(at)}</span>,
          ]} />
        ))}
      </PlainTable>
    </Section>
  )
}

function Folder({ folder }: { folder: NonNullable<ReturnType<typeof useDecoratingState>['data']>['folder'] }) {
  const { t, number } = useTexts()
  return (
    <Section title={t('decorating.folder')} lead={folder ? t('decorating.folder-what') : undefined}>
      {folder === null ? <Notice title={t('decorating.no-folder')}>{t('decorating.no-folder-what')}</Notice>
        : folder.files === null ? <Notice tone="bad" title={t('decorating.folder-gone')}><code className="break-all">{folder.path}</code></Notice>
        : (
          <>
            <p className="mb-4"><code className="text-fine break-all text-soft">{folder.path}</code></p>
            <Figures>
              {(['waiting', 'working', 'done', 'refused'] as const).map((key) => <Figure key={key} label={t(`decorating-files.${key}`)} value={number(folder.files![key])} tone={key === 'refused' && folder.files![key] > 0 ? 'bad' : 'plain'} />)}
            </Figures>
          </>
        )}
    </Section>
  )
}

function Lately() {
  const { t } = useTexts()
  const list = useDecorations()
  const columns = useColumns()
  return (
    <Section title={t('decorating.lately')}>
      {list.error ? <Problem error={list.error} onRetry={() => void list.refetch()} />
        : list.isPending ? <WaitingTable rows={3} columns={4} label={t('ui.loading')} />
        : (
          <LinkTable
            label={t('decorating.lately')}
            columns={columns}
            rows={list.data.pages.flatMap((page) => page.decorations)}
            rowLink={(one) => links.person(one.person.id)}
            more={list.hasNextPage ? { load: () => void list.fetchNextPage(), loading: list.isFetchingNextPage } : undefined}
            empty={<Empty title={t('decorating.none')}>{t('decorating.none-what')}</Empty>}
          />
        )}
    </Section>
  )
}

function useColumns(): TableColumn<DecorationBody>[] {
  const { t, moment } = useTexts()
  const files = ({ pdf, ubl, signed }: DecorationBody) => [pdf && t('invoices.pdf'), ubl && t('invoices.ubl'), signed && t('decorating.signed')].filter(Boolean).join(', ')
  return [
    {
      key: 'who', label: t('decorating.customer'),
      render: (one) => (
        <>
          <span className="block truncate font-semibold">{one.person.name || t('decorating.nobody')}</span>
          <span className="block truncate text-fine text-soft">{one.name ?? t('decorating.nameless')}</span>
          <span className="block truncate text-fine text-soft mid:hidden">{files(one)}</span>
        </>
      ),
    },
    { key: 'files', label: t('decorating.files'), room: 'mid', render: (one) => files(one) },
    { key: 'way', label: t('decorating.way'), fit: true, render: (one) => t(`decorating-way.${one.way}`) },
    { key: 'at', label: t('decorating.when'), fit: true, room: 'mid', render: (one) => <span className="numbers text-soft">{moment(one.at)}</span> },
  ]
}
