import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { ExternalLink } from 'lucide-react'
import { useParams } from 'react-router'
import type { OutboxEntry, OutboxMail } from '@api/outbox-resource.ts'
import { get } from '../api.ts'
import { useTexts } from '../language.tsx'
import { links } from '../links.ts'
import { MailSource } from '../mailings/mail-source.tsx'
import { BackLink, LinkButton, TextLink } from '../ui/button.tsx'
import { Empty, Waiting } from '../ui/empty.tsx'
import { MailFrame } from '../ui/mail-frame.tsx'
import { Notice, Problem } from '../ui/notice.tsx'
import { Page } from '../ui/page.tsx'
import { WaitingTable } from '../ui/skeleton.tsx'
import { LinkTable, type TableColumn } from '../ui/table.tsx'

const ASK_AGAIN_MS = 5_000

/** Mail that stayed in the house, and one of them as its recipient would see it. */
export function Outbox() {
  const { t } = useTexts()
  const { person, id } = useParams()
  const isReading = person !== undefined && id !== undefined
  return (
    <Page title={t('room.outbox')} lead={t('outbox.lead')} wide>
      <div className={isReading ? 'grid grid-cols-1 gap-x-10 gap-y-8 mid:grid-cols-[minmax(0,20rem)_minmax(0,1fr)]' : ''}>
        <div className={isReading ? 'min-w-0 max-mid:hidden' : ''}><MailList beside={isReading} /></div>
        {isReading && <Mail person={person} id={id} />}
      </div>
    </Page>
  )
}

function MailList({ beside }: { beside: boolean }) {
  const { t, moment } = useTexts()
  const list = useInfiniteQuery({
    queryKey: ['outbox'],
    queryFn: ({ pageParam }) => get<{ mails: OutboxEntry[]; retried: number; next: string | null }>('/outbox', { after: pageParam }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
    refetchInterval: ASK_AGAIN_MS,
  })
  const mails = list.data?.pages.flatMap((page) => page.mails) ?? []
  const both: TableColumn<OutboxEntry> = {
    key: 'mail', label: t('outbox.mail'),
    render: (mail) => (
      <>
        <span className="block truncate font-semibold">{mail.subject}</span>
        <span className="block truncate text-fine text-soft">{mail.person.name} · {moment(mail.at)}</span>
      </>
    ),
  }
  const apart: TableColumn<OutboxEntry>[] = [
    { ...both, render: (mail) => <><span className="block truncate font-semibold">{mail.subject}</span><span className="block truncate text-fine text-soft mid:hidden">{mail.person.name} · {moment(mail.at)}</span></> },
    { key: 'to', label: t('outbox.to'), room: 'mid', render: (mail) => <span className="block truncate">{mail.person.name} <span className="text-soft">{mail.recipient}</span></span> },
    { key: 'at', label: t('imports.when'), fit: true, room: 'mid', render: (mail) => <span className="numbers text-soft">{moment(mail.at)}</span> },
  ]
  if (list.error) return <Problem error={list.error} onRetry={() => void list.refetch()} />
  if (list.isPending) return <WaitingTable rows={8} label={t('ui.loading')} />
  const retried = list.data?.pages[0]?.retried ?? 0
  return (
    <>
      {retried > 0 && <div className="mb-4"><Notice tone="wait" title={t('outbox.retried', { count: retried })}>{t('outbox.retried-what')}</Notice></div>}
      <LinkTable
        label={t('room.outbox')}
        columns={beside ? [both] : apart}
        rows={mails}
        rowLink={(mail) => links.outboxMail(mail.person.id, mail.id)}
        more={list.hasNextPage ? { load: () => void list.fetchNextPage(), loading: list.isFetchingNextPage } : undefined}
        empty={<Empty title={t('outbox.none')} actions={<LinkButton href={links.newMailing('ask')}>{t('mailings.new-ask')}</LinkButton>}>{t('outbox.none-what')}</Empty>}
      />
    </>
  )
}

/** The frame opens nothing, so the links of a mail stand beside it, to follow as the recipient would. */
function MailLinks({ html }: { html: string }) {
  const { t } = useTexts()
  const found = linksIn(html)
  if (found.length === 0) return null
  return (
    <div>
      <p className="text-fine text-soft">{t('outbox.links')}</p>
      <ul className="flex flex-wrap gap-x-5">
        {found.map(({ text, address }) => (
          <li key={`${text} ${address}`}>
            <a href={address} target="_blank" rel="noreferrer" className="inline-flex min-h-9 items-center gap-1.5 text-accent underline underline-offset-3">
              {text} <ExternalLink aria-hidden size={14} />
            </a>
          </li>
        ))}
      </ul>
    </div>
  )
}

const LINK = /<a\b[^>]*href="(https?:[^"]+)"[^>]*>(.*?)<\/a>/gis

function linksIn(html: string) {
  return [...html.matchAll(LINK)].map(([, address = '', inner = '']) => ({ address: address.replaceAll('&amp;', '&'), text: inner.replaceAll(/<[^>]*>/g, '').trim() || address }))
}

function Mail({ person, id }: { person: string; id: string }) {
  const { t, moment } = useTexts()
  const mail = useQuery({ queryKey: ['outbox', person, id], queryFn: () => get<OutboxMail>(`/outbox/${person}/${id}`) })
  if (mail.error) return <Problem error={mail.error} onRetry={() => void mail.refetch()} />
  if (!mail.data) return <Waiting lines={8} label={t('ui.loading')} />
  const { subject, from, recipient, at, html, text, headers } = mail.data
  return (
    <article aria-label={subject} className="flex min-w-0 flex-col gap-4">
      <div className="mid:hidden"><BackLink href={links.outbox}>{t('room.outbox')}</BackLink></div>
      <h2 className="text-head font-semibold tracking-tight break-words">{subject}</h2>
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 text-fine">
        <dt className="text-soft">{t('outbox.from')}</dt>
        <dd className="break-words">{from}</dd>
        <dt className="text-soft">{t('outbox.to')}</dt>
        <dd className="break-words"><TextLink href={links.person(person)}>{mail.data.person.name}</TextLink> {recipient}</dd>
        <dt className="text-soft">{t('imports.when')}</dt>
        <dd>{moment(at)}</dd>
      </dl>
      {html && <MailLinks html={html} />}
      {html ? <MailFrame title={subject} html={html} /> : <pre className="rounded-part bg-sunken p-4 whitespace-pre-wrap">{text}</pre>}
      <MailSource headers={headers} text={html ? text : null} />
    </article>
  )
}
