import { useState } from 'react'
import { useNavigate, useParams } from 'react-router'
import { useTexts } from '../language.tsx'
import { links } from '../links.ts'
import { usePerson } from '../people/people-queries.ts'
import { useWhyNot } from '../shell/may.ts'
import { BackLink, Button } from '../ui/button.tsx'
import { Empty } from '../ui/empty.tsx'
import { TextBox } from '../ui/field.tsx'
import { Problem } from '../ui/notice.tsx'
import { Page, Section } from '../ui/page.tsx'
import { WaitingTable } from '../ui/skeleton.tsx'
import { LinkTable } from '../ui/table.tsx'
import { useBeginTicket, useTicketsOf } from './ticket-queries.ts'
import { useColumns } from './tickets-page.tsx'

/** What one person has asked us, and where what they ask on the telephone is written down. */
export function PersonTickets() {
  const { t } = useTexts()
  const { id = '' } = useParams()
  const person = usePerson(id)
  const tickets = useTicketsOf(id)
  const columns = useColumns()
  return (
    <Page title={t('room.tickets')} lead={person.data?.name} above={<BackLink href={links.person(id)}>{person.data?.name ?? t('room.people')}</BackLink>}>
      <FromPhone person={id} />
      <Section title={t('tickets.before')}>
        {tickets.error ? <Problem error={tickets.error} onRetry={() => void tickets.refetch()} />
          : tickets.isPending ? <WaitingTable rows={2} columns={4} label={t('ui.loading')} />
          : <LinkTable label={t('room.tickets')} columns={columns} rows={tickets.data} rowLink={(one) => links.ticket(one.owner, one.id)} empty={<Empty title={t('tickets.none-here')}>{t('tickets.none-here-what')}</Empty>} />}
      </Section>
    </Page>
  )
}

function FromPhone({ person }: { person: string }) {
  const { t } = useTexts()
  const navigate = useNavigate()
  const whyNot = useWhyNot()('tickets.write')
  const [once] = useState(() => crypto.randomUUID())
  const [subject, setSubject] = useState('')
  const [words, setWords] = useState('')
  const begin = useBeginTicket(person, once)
  const missing = whyNot ?? (subject.trim() === '' || words.trim() === '' ? t('tickets.both-first') : undefined)
  const press = () => begin.mutate({ subject: subject.trim(), words: words.trim(), assignee: 'me' }, { onSuccess: (ticket) => void navigate(links.ticket(ticket.owner, ticket.id)) })
  return (
    <Section title={t('tickets.from-phone')} lead={t('tickets.from-phone-lead')}>
      <div className="flex max-w-[38rem] flex-col gap-4">
        <TextBox label={t('tickets.about')} value={subject} onChange={setSubject} maxLength={200} />
        <TextBox label={t('tickets.their-words')} value={words} onChange={setWords} rows={4} maxLength={4_000} />
        {begin.error && <Problem error={begin.error} />}
        <div><Button kind="primary" onPress={press} isPending={begin.isPending} disabledReason={missing} reasonInSight>{t('tickets.begin')}</Button></div>
      </div>
    </Section>
  )
}
