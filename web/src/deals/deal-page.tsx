import { useState } from 'react'
import { useParams } from 'react-router'
import type { DealBody } from '@api/deals-resource.ts'
import { PersonActivities } from '../activities/activities-about.tsx'
import { ApiProblem } from '../api.ts'
import { useTeams } from '../companies/company-queries.ts'
import { useMoney } from '../invoices/use-money.ts'
import { useTexts } from '../language.tsx'
import { links } from '../links.ts'
import { DealQuotes } from '../quotes/deal-quotes.tsx'
import { useWhyNot } from '../shell/may.ts'
import { BackLink, Button, LinkButton, TextLink } from '../ui/button.tsx'
import { Notice, Problem } from '../ui/notice.tsx'
import { Page, Section } from '../ui/page.tsx'
import { SelectBox } from '../ui/select-box.tsx'
import { WaitingPage } from '../ui/skeleton.tsx'
import { announce } from '../ui/toast.tsx'
import { DealFields, type DealDraft } from './deal-fields.tsx'
import { useChangeDeal, useDeal, useEndDeal, usePipelines, useReopenDeal } from './deal-queries.ts'
import { DealTag } from './deal-tag.tsx'
import { LoseDialog } from './lose-dialog.tsx'

/** One deal: where it stands, what is known of it, and what was done with it. */
export function DealPage() {
  const { t } = useTexts()
  const { person = '', id = '' } = useParams()
  const deal = useDeal(person, id)
  const above = <BackLink href={links.deals}>{t('deals.title')}</BackLink>
  if (deal.error && !deal.data) return <Page title={t('deals.title')} above={above}><Problem error={deal.error} onRetry={() => void deal.refetch()} /></Page>
  if (!deal.data) return <Page title="" above={above}><WaitingPage columns={1} label={t('ui.loading')} /></Page>
  return <LoadedDeal key={deal.data.id} deal={deal.data} above={above} />
}

function LoadedDeal({ deal, above }: { deal: DealBody; above: React.ReactNode }) {
  const { t, day } = useTexts()
  const money = useMoney(true)
  const whyNot = useWhyNot()('deals.write')
  const mayInvoice = useWhyNot()('invoices.write') === undefined
  const mayPlan = useWhyNot()('activities.read') === undefined
  const end = useEndDeal()
  const reopen = useReopenDeal()
  const [isLosing, setLosing] = useState(false)
  const undo = { label: t('ui.undo'), run: () => reopen.mutate(deal) }
  const win = () => end.mutate({ deal, end: { state: 'won' } }, { onSuccess: () => announce({ text: t('deals.won', { name: deal.name }), action: undo, isUndo: true }) })
  return (
    <Page
      title={deal.name}
      above={above}
      lead={<>{deal.company && <><TextLink href={links.company(deal.company.id)}>{deal.company.name}</TextLink> · </>}<TextLink href={links.person(deal.person.id)}>{deal.person.name}</TextLink> · {money(deal.value, deal.currency)}{deal.expectedOn && ` · ${t('deals.expected-on', { day: day(deal.expectedOn) })}`} <span className="ml-1"><DealTag deal={deal} /></span></>}
      actions={deal.state === 'open' ? (
        <>
          <Button kind="danger" onPress={() => setLosing(true)} disabledReason={whyNot}>{t('deals.lose')}</Button>
          <Button kind="primary" onPress={win} isPending={end.isPending} disabledReason={whyNot}>{t('deals.win')}</Button>
        </>
      ) : (
        <>
          <Button onPress={() => reopen.mutate(deal)} isPending={reopen.isPending} disabledReason={whyNot}>{t('deals.reopen')}</Button>
          {deal.state === 'won' && mayInvoice && <LinkButton kind="primary" href={links.newInvoice(deal.person.id)}>{t('invoices.open')}</LinkButton>}
        </>
      )}
    >
      {isLosing && <LoseDialog deal={deal} onClose={(lost) => { setLosing(false); if (lost) announce({ text: t('deals.lost', { name: deal.name }), action: undo, isUndo: true }) }} />}
      {(end.error ?? reopen.error) && <div className="mb-6"><Problem error={(end.error ?? reopen.error)!} /></div>}
      {deal.lostWhy && <div className="mb-6"><Notice>{t('deals.lost-because', { why: t(`lost-why.${deal.lostWhy}`) })}</Notice></div>}
      {deal.state === 'open' && <Stage deal={deal} whyNot={whyNot} />}
      {deal.state === 'open' && <Owner deal={deal} whyNot={whyNot} />}
      {deal.state === 'open' && <Details key={`${deal.name} ${deal.value} ${deal.expectedOn}`} deal={deal} whyNot={whyNot} />}
      <DealQuotes deal={deal} />
      {mayPlan && <PersonActivities person={deal.person} deal={deal} />}
      <History deal={deal} />
    </Page>
  )
}

function Stage({ deal, whyNot }: { deal: DealBody; whyNot: string | undefined }) {
  const { t, percent } = useTexts()
  const stages = usePipelines().data?.find(({ id }) => id === deal.pipeline)?.stages ?? []
  const change = useChangeDeal()
  const move = (stage: string) => stage !== deal.stage && change.mutate({ deal, change: { stage } }, { onSuccess: () => announce({ text: t('deals.moved', { name: deal.name, stage: stages.find(({ id }) => id === stage)!.name }), action: { label: t('ui.undo'), run: () => change.mutate({ deal, change: { stage: deal.stage } }) }, isUndo: true }) })
  return (
    <div className="mb-8 max-w-[20rem]">
      <SelectBox label={t('deals.stage')} value={deal.stage} onChange={move} isDisabled={whyNot !== undefined} options={stages.map(({ id, name, chance }) => ({ key: id, label: `${name} (${percent(chance / 100)})` }))} />
      {change.error && <Problem error={change.error} />}
    </div>
  )
}

const NOBODY = '-'

/** Whose deal it is; changed at once, with the way back. */
function Owner({ deal, whyNot }: { deal: DealBody; whyNot: string | undefined }) {
  const { t } = useTexts()
  const teams = useTeams()
  const change = useChangeDeal()
  // Who may not see teams sees whose deal it is, in the history and on the board.
  if (!teams.data) return null
  const known = [...new Map([...teams.data.colleagues, ...(deal.owner ? [deal.owner] : [])].map((one) => [one.id, one.name]))]
  const give = (key: string) => key !== (deal.owner?.id ?? NOBODY) && change.mutate({ deal, change: { owner: key === NOBODY ? null : key } }, {
    onSuccess: () => announce({ text: t('deals.owner-changed', { name: deal.name }), isUndo: true, action: { label: t('ui.undo'), run: () => change.mutate({ deal, change: { owner: deal.owner?.id ?? null } }) } }),
  })
  return (
    <div className="mb-8 max-w-[20rem]">
      <SelectBox label={t('deals.owner')} value={deal.owner?.id ?? NOBODY} onChange={give} isDisabled={whyNot !== undefined} options={[{ key: NOBODY, label: t('deals.owner-nobody') }, ...known.map(([key, label]) => ({ key, label }))]} />
      {change.error && <Problem error={change.error} />}
    </div>
  )
}

function Details({ deal, whyNot }: { deal: DealBody; whyNot: string | undefined }) {
  const { t } = useTexts()
  const change = useChangeDeal()
  const before: DealDraft = { name: deal.name, value: deal.value.replace(/\.00$/, ''), expectedOn: deal.expectedOn ?? '' }
  const [draft, setDraft] = useState(before)
  const wrong = change.error instanceof ApiProblem ? change.error : undefined
  const isSame = draft.name === before.name && draft.value === before.value && draft.expectedOn === before.expectedOn
  const save = () => change.mutate({ deal, change: { name: draft.name.trim(), value: draft.value.trim(), expectedOn: draft.expectedOn || null } }, { onSuccess: () => announce({ text: t('deals.saved') }) })
  return (
    <Section title={t('deals.details')}>
      <DealFields draft={draft} onChange={setDraft} errorOf={(field) => (wrong?.field === field ? wrong.message : undefined)} />
      {wrong && wrong.field === undefined && <Problem error={wrong} />}
      <div className="mt-4"><Button onPress={save} isPending={change.isPending} disabledReason={whyNot ?? (isSame ? t('deals.unchanged') : undefined)}>{t('ui.save')}</Button></div>
    </Section>
  )
}

function History({ deal }: { deal: DealBody }) {
  const { t, moment, list } = useTexts()
  const stages = usePipelines().data?.find(({ id }) => id === deal.pipeline)?.stages ?? []
  const what = (one: DealBody['changes'][number]) => t(`deal-change.${one.kind}`, { stage: stages.find(({ id }) => id === one.stage)?.name ?? '', members: list(one.members.map((member) => t(`deal-member.${member}`))) })
  return (
    <Section title={t('deals.history')}>
      <ol>
        {deal.changes.map((one) => (
          <li key={one.id} className="border-t border-line py-2">
            {one.quote ? <TextLink href={links.quote(deal.person.id, one.quote)}>{what(one)}</TextLink> : what(one)} <span className="block text-fine text-soft"><span className="numbers">{moment(one.at)}</span>{one.by && ` · ${one.by}`}</span>
          </li>
        ))}
      </ol>
    </Section>
  )
}
