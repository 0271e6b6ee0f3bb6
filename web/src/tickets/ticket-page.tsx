import { useState } from 'react'
import { useNavigate, useParams } from 'react-router'
import type { TicketBody, TicketChangeBody } from '@api/tickets-resource.ts'
import { useTeams } from '../companies/company-queries.ts'
import { useTexts } from '../language.tsx'
import { links } from '../links.ts'
import { useAction } from '../shell/bound-actions.ts'
import { useWhyNot } from '../shell/may.ts'
import { LANGUAGE_NAMES, LANGUAGES } from '../texts.ts'
import { BackLink, Button, TextLink } from '../ui/button.tsx'
import { Problem } from '../ui/notice.tsx'
import { Page, Section } from '../ui/page.tsx'
import { SelectBox } from '../ui/select-box.tsx'
import { WaitingPage } from '../ui/skeleton.tsx'
import { announce } from '../ui/toast.tsx'
import { TicketAnswer } from './ticket-answer.tsx'
import { TicketPerson } from './ticket-person.tsx'
import { TicketRights } from './ticket-rights.tsx'
import { TicketThread } from './ticket-thread.tsx'
import { useChangeTicket, useTicket } from './ticket-queries.ts'
import { DueTag, StateTag, useWho } from './ticket-tags.tsx'

const NOBODY = '-'

/** One ticket: whose it is, what was written, and what is said next. */
export function TicketPage() {
  const { t } = useTexts()
  const { owner = '', id = '' } = useParams()
  const ticket = useTicket({ owner, id })
  const above = <BackLink href={links.tickets}>{t('room.tickets')}</BackLink>
  if (ticket.error && !ticket.data) return <Page title={t('room.tickets')} above={above}><Problem error={ticket.error} onRetry={() => void ticket.refetch()} /></Page>
  if (!ticket.data) return <Page title="" above={above}><WaitingPage columns={2} label={t('ui.loading')} /></Page>
  return <LoadedTicket key={`${ticket.data.owner} ${ticket.data.id}`} ticket={ticket.data} above={above} />
}

function LoadedTicket({ ticket, above }: { ticket: TicketBody; above: React.ReactNode }) {
  const { t } = useTexts()
  const whyNot = useWhyNot()('tickets.write')
  const change = useChangeTicket(ticket)
  const navigate = useNavigate()
  const whoOf = useWho()
  const [opened, setOpened] = useState(0)
  /** Each change of state can be taken back. */
  const bring = (state: TicketBody['state'], then?: () => void) => {
    const was = ticket.state
    change.mutate({ state }, { onSuccess: (now) => {
      announce({ text: t('tickets.now', { state: t(`ticket-state.${state}`) }), isUndo: true, action: { label: t('ui.undo'), run: () => change.mutate({ state: now.mayBecome.includes(was) ? was : 'open' }) } })
      then?.()
    } })
  }
  const solve = () => bring('solved', () => void navigate(links.tickets))
  const whyNotSolve = whyNot ?? (ticket.mayBecome.includes('solved') ? undefined : t('tickets.is-solved'))
  useAction('ticket.solve', solve, { about: ticket.subject, disabledReason: whyNotSolve })
  useAction('ticket.reply', () => setOpened((times) => times + 1), { about: ticket.subject, disabledReason: whyNot })
  return (
    <Page
      title={ticket.subject}
      above={above}
      wide
      lead={<>{ticket.who !== 'unknown' && ticket.person ? <TextLink href={links.person(ticket.person.id)}>{whoOf(ticket)}</TextLink> : whoOf(ticket)} · {t('tickets.number', { number: String(ticket.number) })} · {t(`ticket-source.${ticket.source}`)} <span className="ml-1"><StateTag state={ticket.state} /></span></>}
      actions={ticket.state === 'solved' || ticket.state === 'closed'
        ? <><Button onPress={() => bring('open')} disabledReason={whyNot} isPending={change.isPending}>{t('tickets.reopen')}</Button>{ticket.state === 'solved' && <Button onPress={() => bring('closed')} disabledReason={whyNot}>{t('tickets.close')}</Button>}</>
        : <><Button onPress={() => bring('waiting')} disabledReason={whyNot ?? (ticket.state === 'waiting' ? t('tickets.waits') : undefined)}>{t('tickets.wait')}</Button><Button onPress={solve} disabledReason={whyNotSolve} isPending={change.isPending}>{t('tickets.solve')}</Button></>}
    >
      {change.error && <div className="mb-6"><Problem error={change.error} /></div>}
      <div className="grid grid-cols-1 gap-x-12 gap-y-6 mid:grid-cols-[minmax(0,1fr)_17rem]">
        <div className="min-w-0">
          <TicketPerson ticket={ticket} whyNot={whyNot} />
          <TicketRights ticket={ticket} />
          <TicketThread ticket={ticket} />
          <TicketAnswer ticket={ticket} whyNot={whyNot} opened={opened} />
        </div>
        <div className="min-w-0"><Standing ticket={ticket} whyNot={whyNot} change={(what) => change.mutate(what)} /></div>
      </div>
    </Page>
  )
}

function Standing({ ticket, whyNot, change }: { ticket: TicketBody; whyNot: string | undefined; change: (what: TicketChangeBody) => void }) {
  const { t, moment } = useTexts()
  const { data } = useTeams()
  const options = (list: readonly { id: string; name: string }[] | undefined, before: { id: string; name: string } | null) => [
    { key: NOBODY, label: t('tickets.nobody') }, ...(list ?? []).map(({ id, name }) => ({ key: id, label: name })), ...(before && !list?.some(({ id }) => id === before.id) ? [{ key: before.id, label: before.name }] : []),
  ]
  const picked = (key: string) => (key === NOBODY ? null : key)
  return (
    <>
      <div className="mb-6 flex flex-col gap-4">
        <SelectBox label={t('tickets.assignee')} value={ticket.assignee?.id ?? NOBODY} options={options(data?.colleagues, ticket.assignee)} onChange={(key) => change({ assignee: picked(key) })} isDisabled={whyNot !== undefined} />
        <SelectBox label={t('tickets.team')} value={ticket.team?.id ?? NOBODY} options={options(data?.teams, ticket.team)} onChange={(key) => change({ team: picked(key) })} isDisabled={whyNot !== undefined} />
        <SelectBox label={t('tickets.language')} value={ticket.language} options={LANGUAGES.map((key) => ({ key, label: LANGUAGE_NAMES[key] }))} onChange={(key) => change({ language: key as TicketBody['language'] })} isDisabled={whyNot !== undefined} />
      </div>
      <Section title={t('tickets.promised')}>
        <dl className="text-fine">
          <dt className="text-soft">{t('tickets.first-answer')}</dt>
          <dd className="mb-2">{ticket.firstAnsweredAt ? t('tickets.answered-at', { moment: moment(ticket.firstAnsweredAt) }) : t('tickets.by', { moment: moment(ticket.firstDue) })}</dd>
          <dt className="text-soft">{t('tickets.solved-by')}</dt>
          <dd className="mb-2">{ticket.solvedAt ? t('tickets.solved-at', { moment: moment(ticket.solvedAt) }) : ticket.state === 'waiting' ? t('tickets.stands-still') : t('tickets.by', { moment: moment(ticket.solveDue) })}</dd>
          {ticket.isLate && <dd><DueTag ticket={ticket} /></dd>}
        </dl>
      </Section>
      {ticket.rating && <p className="mb-6 text-fine"><span className="font-semibold">{t('tickets.rated', { score: ticket.rating.score })}</span>{ticket.rating.words && <span className="block break-words whitespace-pre-wrap text-soft">{ticket.rating.words}</span>}</p>}
      <p className="mb-6 text-fine text-soft">{t('tickets.kept', { months: ticket.closes.months })}</p>
      <details>
        <summary className="flex min-h-11 cursor-pointer items-center mid:min-h-9">{t('tickets.history')}</summary>
        <ol className="text-fine">
          {ticket.changes.map((one) => (
            <li key={one.id} className="border-t border-line py-1.5">
              {t(`ticket-change.${one.kind}`, { state: one.state ? t(`ticket-state.${one.state}`) : '', name: one.assignee ?? one.team ?? t('tickets.nobody') })}
              <span className="block text-soft"><span className="numbers">{moment(one.at)}</span>{one.by && ` · ${one.by}`}</span>
            </li>
          ))}
        </ol>
      </details>
    </>
  )
}
