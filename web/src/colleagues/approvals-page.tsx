import type { Approval } from '@api/approvals-resource.ts'
import { useTexts } from '../language.tsx'
import { links } from '../links.ts'
import { useCatalogue } from '../purposes/catalogue.ts'
import { usePublishRetention, type RetentionChange } from '../retention/retention-queries.ts'
import { Button, TextLink } from '../ui/button.tsx'
import { Empty, Waiting } from '../ui/empty.tsx'
import { Problem } from '../ui/notice.tsx'
import { Page } from '../ui/page.tsx'
import { PlainRow, PlainTable } from '../ui/plain-table.tsx'
import { Tag, type Tone } from '../ui/tag.tsx'
import { announce } from '../ui/toast.tsx'
import { useAllowedErasure, useAllowedExport, useApprovals, useDecideApproval } from './approval-queries.ts'

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
  const decide = useDecideApproval()
  const make = useAllowedExport()
  const own = one.yours ? t('approvals.not-own') : undefined
  const say = (approved: boolean) => decide.mutate({ id: one.id, approved })
  return (
    <PlainRow
      cells={[
        <Wished key="what" wish={one.wish} />,
        one.reason,
        <span key="by" className="text-soft">{one.askedBy}, {moment(one.askedAt)}</span>,
        <Tag key="state" tone={TONE[one.state]}>{t(`approvals.state-${one.state}`)}</Tag>,
        <span key="do" className="flex flex-wrap gap-1">
          {one.state === 'waiting' && <Button kind="primary" onPress={() => say(true)} isPending={decide.isPending} disabledReason={own}>{t('approvals.allow')}</Button>}
          {one.state === 'waiting' && <Button onPress={() => say(false)} isPending={decide.isPending} disabledReason={own}>{t('approvals.refuse')}</Button>}
          {one.state === 'approved' && one.yours && 'people' in one.wish && <ForgetAllowed id={one.id} people={one.wish.people} />}
          {one.state === 'approved' && one.yours && 'changes' in one.wish && <PublishAllowed id={one.id} reason={one.reason} changes={one.wish.changes} />}
          {one.state === 'approved' && one.yours && 'where' in one.wish && <Button kind="primary" onPress={() => make.mutate(one, { onSuccess: () => announce({ text: t('export.under-way') }) })} isPending={make.isPending}>{t('export.as-job')}</Button>}
          {(decide.error ?? make.error) && <Problem error={decide.error ?? make.error} />}
        </span>,
      ]}
    />
  )
}

function ForgetAllowed({ id, people }: { id: string; people: readonly string[] }) {
  const { t } = useTexts()
  const forget = useAllowedErasure()
  return (
    <>
      <Button kind="danger" isPending={forget.isPending} onPress={() => forget.mutate({ id, people }, { onSuccess: () => announce({ text: t('approvals.forgotten', { people: people.length }) }) })}>{t('approvals.forget-now')}</Button>
      {forget.error && <Problem error={forget.error} />}
    </>
  )
}

function PublishAllowed({ id, reason, changes }: { id: string; reason: string; changes: readonly RetentionChange[] }) {
  const { t } = useTexts()
  const publish = usePublishRetention()
  return (
    <>
      <Button kind="primary" isPending={publish.isPending} onPress={() => publish.mutate({ changes, note: reason, approval: id }, { onSuccess: ({ version }) => announce({ text: t('change.published', { version }) }) })}>{t('change.publish')}</Button>
      {publish.error && <Problem error={publish.error} />}
    </>
  )
}

/** What is to be done, in words. */
function Wished({ wish }: Pick<Approval, 'wish'>) {
  const { t, list } = useTexts()
  const { nameOf } = useCatalogue()
  if ('act' in wish) return <TextLink href={links.request(wish.person, wish.request)}>{t(`approvals.request-${wish.act}`)}</TextLink>
  if ('people' in wish) return t('approvals.mass-erasure', { people: wish.people.length })
  if ('changes' in wish) return t('approvals.retention-change', { purposes: list(wish.changes.map(({ purpose }) => nameOf(purpose))) })
  return t('approvals.mass-export', { purpose: nameOf(wish.purpose), filters: wish.where?.length ?? 0 })
}
