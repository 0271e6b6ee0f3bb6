import { useSearchParams } from 'react-router'
import type { BankPaymentBody } from '@api/payments-resource.ts'
import { useMoney } from '../invoices/use-money.ts'
import { InvoiceParts } from '../invoices/invoice-parts.tsx'
import { useTexts } from '../language.tsx'
import { links } from '../links.ts'
import { Empty } from '../ui/empty.tsx'
import { Problem } from '../ui/notice.tsx'
import { Page, Section } from '../ui/page.tsx'
import { PlainRow, PlainTable } from '../ui/plain-table.tsx'
import { SelectBox } from '../ui/select-box.tsx'
import { WaitingTable } from '../ui/skeleton.tsx'
import { LinkTable, type TableColumn } from '../ui/table.tsx'
import { Tag } from '../ui/tag.tsx'
import { useBankPayments, usePaymentFiles } from './payment-queries.ts'
import { TakeFile } from './take-file.tsx'

/** What banks told of: a new file, what is on no invoice yet, and the files before. */
export function PaymentsPage() {
  const { t, moment, number, word } = useTexts()
  const [parameters, setParameters] = useSearchParams()
  const isOpen = parameters.get('show') !== 'all'
  const list = useBankPayments(isOpen)
  const files = usePaymentFiles()
  const columns = useColumns()
  return (
    <Page title={t('payments.title')} lead={t('payments.lead')} wide above={<InvoiceParts />}>
      <TakeFile />
      <Section title={t('payments.open')} lead={files.data && t('payments.open-count', { count: files.data.open })}>
        <div className="mb-4 w-56">
          <SelectBox label={t('payments.show')} value={isOpen ? 'open' : 'all'} onChange={(key) => setParameters(key === 'all' ? { show: 'all' } : {}, { replace: true })} options={[{ key: 'open', label: t('payments.show-open') }, { key: 'all', label: t('payments.show-all') }]} />
        </div>
        {list.error ? <Problem error={list.error} onRetry={() => void list.refetch()} />
          : list.isPending ? <WaitingTable rows={4} columns={4} label={t('ui.loading')} />
          : (
            <LinkTable
              label={t('payments.open')}
              columns={columns}
              rows={list.data.pages.flatMap((page) => page.payments)}
              rowLink={(one) => links.payment(one.id)}
              more={list.hasNextPage ? { load: () => void list.fetchNextPage(), loading: list.isFetchingNextPage } : undefined}
              empty={<Empty title={t(isOpen ? 'payments.none-open' : 'payments.none')}>{t('payments.none-what')}</Empty>}
            />
          )}
      </Section>
      {files.data && files.data.files.length > 0 && (
        <Section title={t('payments.files')}>
          <PlainTable label={t('payments.files')} stacks head={[t('payments.taken'), t('payments.by'), t('payments.format'), t('payments.lines'), t('payments.unmatched')]}>
            {files.data.files.map((one) => <PlainRow key={one.id} cells={[moment(one.takenAt), one.takenBy, word('bank-format', one.format), number(one.counts.lines), number(one.counts.unmatched)]} />)}
          </PlainTable>
        </Section>
      )}
    </Page>
  )
}

function useColumns(): TableColumn<BankPaymentBody>[] {
  const { t, day, word } = useTexts()
  const money = useMoney()
  return [
    {
      key: 'who', label: t('payments.payer'),
      render: (one) => (
        <>
          <span className="block truncate font-semibold">{one.payer ?? t('payments.payer-unknown')}</span>
          <span className="block truncate text-fine text-soft">{one.reference || one.message || t('payments.no-text')}</span>
          <span className="mid:hidden"><Reason payment={one} /></span>
        </>
      ),
    },
    { key: 'why', label: t('payments.why'), fit: true, room: 'mid', render: (one) => <Reason payment={one} /> },
    { key: 'kind', label: t('payments.kind'), fit: true, room: 'wide', render: (one) => word('bank-kind', one.kind) },
    { key: 'left', label: t('payments.left'), fit: true, align: 'right', render: (one) => money(one.leftOver, one.currency) },
    { key: 'amount', label: t('payments.amount'), fit: true, room: 'wide', align: 'right', render: (one) => money(one.amount, one.currency) },
    { key: 'day', label: t('payments.booked'), fit: true, room: 'mid', render: (one) => <span className="numbers">{day(one.bookedOn)}</span> },
  ]
}

/** Why it stands open; what is settled says so. */
function Reason({ payment }: { payment: BankPaymentBody }) {
  const { t, word } = useTexts()
  if (Number(payment.leftOver) === 0) return <Tag tone="good">{t('payments.settled')}</Tag>
  return payment.reason ? <Tag tone="wait">{word('unmatched', payment.reason)}</Tag> : <Tag tone="wait">{t('payments.opened-again')}</Tag>
}
