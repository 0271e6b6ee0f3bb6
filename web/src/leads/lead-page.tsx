import { useState } from 'react'
import { useParams } from 'react-router'
import type { LeadBody } from '@api/leads-resource.ts'
import { useTexts } from '../language.tsx'
import { links } from '../links.ts'
import { useWatch } from '../notes/use-watch.ts'
import { WatchedText } from '../notes/watched-text.tsx'
import { useTeams } from '../companies/company-queries.ts'
import { useWhyNot } from '../shell/may.ts'
import { BackLink, Button, TextLink } from '../ui/button.tsx'
import { Notice, Problem } from '../ui/notice.tsx'
import { Page, Section } from '../ui/page.tsx'
import { SelectBox } from '../ui/select-box.tsx'
import { WaitingPage } from '../ui/skeleton.tsx'
import { announce } from '../ui/toast.tsx'
import { ContactDialog } from './contact-dialog.tsx'
import { LetGoDialog } from './let-go-dialog.tsx'
import { useHandLead, useLead, useRenewLead, WORDS_MAX } from './lead-queries.ts'
import { LeadTag } from './lead-tag.tsx'
import { QualifyDialog } from './qualify-dialog.tsx'

/** One lead: where it came from, what it rests on, when it ends, and what was done with it. */
export function LeadPage() {
  const { t } = useTexts()
  const { person = '', id = '' } = useParams()
  const lead = useLead(person, id)
  const above = <BackLink href={links.leads}>{t('room.leads')}</BackLink>
  if (lead.error && !lead.data) return <Page title={t('room.leads')} above={above}><Problem error={lead.error} onRetry={() => void lead.refetch()} /></Page>
  if (!lead.data) return <Page title="" above={above}><WaitingPage columns={1} label={t('ui.loading')} /></Page>
  return <LoadedLead lead={lead.data} above={above} />
}

const OPEN = ['new', 'contacted', 'answered']

function LoadedLead({ lead, above }: { lead: LeadBody; above: React.ReactNode }) {
  const { t, day } = useTexts()
  const whyNot = useWhyNot()('leads.write')
  const whyNoDeal = useWhyNot()('deals.write')
  const [open, setOpen] = useState<'contact' | 'end' | 'deal' | null>(null)
  const isOpen = OPEN.includes(lead.state)
  return (
    <Page
      title={lead.person.name || t('leads.nameless')}
      above={above}
      lead={<><TextLink href={links.person(lead.person.id)}>{t('leads.to-person')}</TextLink> · {t(`lead-source.${lead.source}`)} · {lead.place} <span className="ml-1"><LeadTag lead={lead} /></span></>}
      actions={isOpen && (
        <>
          <Button kind="danger" onPress={() => setOpen('end')} disabledReason={whyNot}>{t('leads.let-go')}</Button>
          <Button onPress={() => setOpen('contact')} disabledReason={whyNot}>{t('leads.contacted')}</Button>
          <Button kind="primary" onPress={() => setOpen('deal')} disabledReason={whyNoDeal}>{t('leads.qualify')}</Button>
        </>
      )}
    >
      {open === 'contact' && <ContactDialog lead={lead} onClose={() => setOpen(null)} />}
      {open === 'end' && <LetGoDialog lead={lead} onClose={() => setOpen(null)} />}
      {open === 'deal' && <QualifyDialog lead={lead} onClose={() => setOpen(null)} />}
      {isOpen && lead.tellBy && <div className="mb-6"><Notice tone="wait" title={lead.mailed ? t('leads.mail-out') : t('leads.tell-by', { day: day(lead.tellBy) })}>{t(lead.mailed ? 'leads.mail-out-what' : 'leads.tell-by-what')}</Notice></div>}
      <Section title={t('leads.rests-on')}>
        <dl className="grid max-w-[42rem] gap-x-6 gap-y-2 narrow:grid-cols-[10rem_minmax(0,1fr)]">
          <dt className="text-soft">{t('leads.why')}</dt><dd>{lead.purpose.name}. {t(lead.asked ? 'leads.asked-yes' : 'leads.asked-no')}</dd>
          {lead.said && <><dt className="text-soft">{t('leads.said')}</dt><dd className="break-words whitespace-pre-line">{lead.said}</dd></>}
          <dt className="text-soft">{t('leads.until')}</dt><dd>{lead.state === 'qualified' ? t('leads.with-deal') : t(isOpen ? 'leads.ends-on' : 'leads.ended-on', { day: day(lead.until ?? lead.stateAt) })}{lead.state !== 'qualified' && lead.deletedOn && ` ${t('leads.deleted-on', { day: day(lead.deletedOn) })}`}</dd>
        </dl>
      </Section>
      {isOpen && <Owner lead={lead} whyNot={whyNot} />}
      {isOpen && <Renewal key={lead.until} lead={lead} whyNot={whyNot} />}
      <History lead={lead} />
    </Page>
  )
}

const NOBODY = '-'

function Owner({ lead, whyNot }: { lead: LeadBody; whyNot: string | undefined }) {
  const { t } = useTexts()
  const colleagues = useTeams().data?.colleagues ?? (lead.owner ? [lead.owner] : [])
  const hand = useHandLead()
  const known = lead.owner && !colleagues.some(({ id }) => id === lead.owner!.id) ? [lead.owner] : []
  return (
    <div className="mb-8 max-w-[20rem]">
      <SelectBox
        label={t('leads.owner')} value={lead.owner?.id ?? NOBODY} isDisabled={whyNot !== undefined} onChange={(key) => hand.mutate({ lead, owner: key === NOBODY ? null : key })}
        options={[{ key: NOBODY, label: t('leads.nobody') }, ...[...known, ...colleagues].map(({ id, name }) => ({ key: id, label: name }))]}
      />
      {hand.error && <Problem error={hand.error} />}
    </div>
  )
}

/** A lead lasts anew only for a reason that was not given before. */
function Renewal({ lead, whyNot }: { lead: LeadBody; whyNot: string | undefined }) {
  const { t } = useTexts()
  const [words, setWords] = useState('')
  const [reason, setReason] = useState('')
  const watch = useWatch(words, lead.person.name)
  const renew = useRenewLead()
  const press = () => renew.mutate({ lead, words: words.trim(), ...(reason.trim() && { reason: reason.trim() }) }, { onSuccess: () => announce({ text: t('leads.renewed') }) })
  return (
    <Section title={t('leads.renew-title')} lead={t('leads.renew-lead')}>
      <div className="max-w-[42rem]">
        <WatchedText label={t('leads.renew-words')} value={words} onChange={setWords} rows={2} maxLength={WORDS_MAX} watch={watch} reason={reason} onReason={setReason} />
        {renew.error && <Problem error={renew.error} />}
        <div className="mt-4"><Button onPress={press} isPending={renew.isPending} disabledReason={whyNot ?? (words.trim() === '' ? t('leads.renew-first') : watch.needsReason && reason.trim() === '' ? t('watch.reason-first') : undefined)} reasonInSight>{t('leads.renew')}</Button></div>
      </div>
    </Section>
  )
}

function History({ lead }: { lead: LeadBody }) {
  const { t, moment } = useTexts()
  return (
    <Section title={t('leads.history')}>
      <ol>
        {lead.changes.map((one) => (
          <li key={one.id} className="border-t border-line py-2">
            {t(`lead-change.${one.kind}`)}{one.words && <span className="block break-words">{one.words}</span>} <span className="block text-fine text-soft"><span className="numbers">{moment(one.at)}</span>{one.by && ` · ${one.by}`}</span>
          </li>
        ))}
      </ol>
    </Section>
  )
}
