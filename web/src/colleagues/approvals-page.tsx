import type { Approval } from '@api/approvals-resource.ts'
import { useTexts } from '../language.tsx'
import { useCatalogue } from '../purposes/catalogue.ts'
import { Button } from '../ui/button.tsx'
import { Empty, Waiting } from '../ui/empty.tsx'
import { Problem } from '../ui/notice.tsx'
import { Page } from '../ui/page.tsx'
import { PlainRow, PlainTable } from '../ui/table.tsx'
import { Tag, type Tone } from '../ui/tag.tsx'
import { announce } from '../ui/toast.tsx'
import { useAllowedExport, useApprovals, useDecideApproval } from './approval-queries.ts'

const TONE: Record<Approval['state'], Tone> = { waiting: 'wait', approved: 'good', refused: 'bad', used: 'plain', expired: 'plain' }

/** What takes two colleagues: asked by one, allowed by another. */
export function ApprovalsPage() {
  const { t } = useTexts()
  const approvals = useApprovals()
  return (
    <Page title={t('approvals.title')} lead={t('approvals.lead')} wide>
      {approvals.error ? (
        <Problem error={approvals.error} onRetry={() => void approvals.refetch()} />
      ) : approvals.isPending ? (
        <Waiting lines={4} label={t('ui.loading')} />
      ) : approvals.data.approvals.length === 0 ? (
        <Empty title={t('approvals.none')}>{t('approvals.none-what')}</Empty>
      ) : (
        <PlainTable label={t('approvals.title')} head={[t('approvals.what'), t('approvals.reason'), t('approvals.asked-by'), t('approvals.state'), t('colleagues.do')]}>
          {approvals.data.approvals.map((one) => <ApprovalRow key={one.id} one={one} />)}
        </PlainTable>
      )}
    </Page>
  )
}

function ApprovalRow({ one }: { one: Approval }) {
  const { t, moment } = useTexts()
  const catalogue = useCatalogue()
  const decide = useDecideApproval()
  const make = useAllowedExport()
  const own = one.yours ? t('approvals.not-own') : undefined
  const say = (approved: boolean) => decide.mutate({ id: one.id, approved })
  return (
    <PlainRow
      cells={[
        t('approvals.mass-export', { purpose: catalogue.nameOf(one.wish.purpose), filters: one.wish.where?.length ?? 0 }),
        one.reason,
        <span key="by" className="text-soft">{one.askedBy}, {moment(one.askedAt)}</span>,
        <Tag key="state" tone={TONE[one.state]}>{t(`approvals.state-${one.state}`)}</Tag>,
        <span key="do" className="flex flex-wrap gap-1">
          {one.state === 'waiting' && <Button kind="primary" onPress={() => say(true)} isPending={decide.isPending} disabledReason={own}>{t('approvals.allow')}</Button>}
          {one.state === 'waiting' && <Button onPress={() => say(false)} isPending={decide.isPending} disabledReason={own}>{t('approvals.refuse')}</Button>}
          {one.state === 'approved' && one.yours && <Button kind="primary" onPress={() => make.mutate(one, { onSuccess: () => announce({ text: t('export.under-way') }) })} isPending={make.isPending}>{t('export.as-job')}</Button>}
          {(decide.error ?? make.error) && <Problem error={decide.error ?? make.error} />}
        </span>,
      ]}
    />
  )
}
