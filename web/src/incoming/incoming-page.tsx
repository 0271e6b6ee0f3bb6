import { useState } from 'react'
import type { IncomingAddressBody, IncomingMailBody } from '@api/incoming-resource.ts'
import { useTexts } from '../language.tsx'
import { links } from '../links.ts'
import { useWhyNot } from '../shell/may.ts'
import { Button, TextLink } from '../ui/button.tsx'
import { TaskDialog } from '../ui/dialog.tsx'
import { Empty, Waiting } from '../ui/empty.tsx'
import { Notice, Problem } from '../ui/notice.tsx'
import { Page, Section } from '../ui/page.tsx'
import { PlainRow, PlainTable } from '../ui/plain-table.tsx'
import { Tag } from '../ui/tag.tsx'
import { announce } from '../ui/toast.tsx'
import { useIncomingAddresses, useIncomingMails, useRevokeAddress } from './incoming-queries.ts'
import { NewAddress } from './new-address.tsx'
import { OpenedMail } from './opened-mail.tsx'

/** Mail that comes in: what nobody took and what to do about it, and the addresses at which systems mail their invoices. */
export function IncomingPage() {
  const { t } = useTexts()
  const addresses = useIncomingAddresses()
  const whyNotMake = useWhyNot()('keys.manage')
  const [isMaking, setMaking] = useState(false)
  const base = addresses.data?.address
  const make = <Button kind="primary" onPress={() => setMaking(true)} disabledReason={whyNotMake ?? (addresses.data && !base ? t('incoming.not-set') : undefined)}>{t('incoming.new')}</Button>
  return (
    <Page title={t('incoming.title')} lead={t('incoming.lead')} actions={make} wide>
      {addresses.error ? <Problem error={addresses.error} onRetry={() => void addresses.refetch()} />
        : !addresses.data ? <Waiting lines={4} label={t('ui.loading')} />
        : (
          <>
            {!base && <div className="mb-6"><Notice tone="wait" title={t('incoming.not-set')}>{t('incoming.not-set-what')}</Notice></div>}
            <UntakenMails />
            <Addresses all={addresses.data.addresses} whyNot={whyNotMake} />
          </>
        )}
      {isMaking && <NewAddress base={base ?? ''} onClose={() => setMaking(false)} />}
    </Page>
  )
}

function UntakenMails() {
  const { t } = useTexts()
  const whyNot = useWhyNot()('requests.handle')
  const mails = useIncomingMails(whyNot === undefined)
  const [opened, setOpened] = useState<IncomingMailBody>()
  const found = mails.data?.mails ?? []
  if (whyNot !== undefined) return null
  return (
    <Section title={t('incoming.untaken')} lead={t('incoming.untaken-lead')}>
      {mails.error ? <Problem error={mails.error} onRetry={() => void mails.refetch()} />
        : mails.isPending ? <Waiting lines={3} label={t('ui.loading')} />
        : found.length === 0 ? <Empty title={t('incoming.none')}>{t('incoming.none-what')}</Empty>
        : (
          <PlainTable stacks label={t('incoming.untaken')} head={[t('incoming.mail'), t('incoming.why'), t('incoming.todo'), t('incoming.goes'), t('incoming.open')]}>
            {found.map((one) => <MailRow key={one.id} one={one} onOpen={() => setOpened(one)} />)}
          </PlainTable>
        )}
      {mails.data && !mails.data.canAnswer && <div className="mt-4"><Notice tone="wait" title={t('incoming.no-answers')}>{t('incoming.no-answers-what')}</Notice></div>}
      {opened && <OpenedMail one={opened} onClose={() => setOpened(undefined)} />}
    </Section>
  )
}

function MailRow({ one, onOpen }: { one: IncomingMailBody; onOpen: () => void }) {
  const { t, moment, day } = useTexts()
  const subject = one.subject || t('incoming.no-subject')
  return (
    <PlainRow
      cells={[
        <div key="mail" className="min-w-0 break-words">
          <span className="font-semibold">{subject}</span>
          <span className="block text-fine text-soft">{t('incoming.from', { sender: one.sender || '–', moment: moment(one.receivedAt) })}</span>
          {one.person && <TextLink href={links.person(one.person.id)}>{one.person.name || t('incoming.known-person')}</TextLink>}
        </div>,
        <div key="why"><Tag tone={one.state === 'untaken' ? 'plain' : 'wait'}>{one.why}</Tag>{one.address && <span className="block text-fine text-soft">{one.address.name}</span>}</div>,
        <span key="todo" className="text-soft">{one.todo}</span>,
        <span key="goes" className="whitespace-nowrap text-soft">{day(one.goesAt)}</span>,
        <Button key="open" kind="plain" onPress={onOpen} aria-label={t('incoming.open-named', { subject })}>{t('incoming.open')}</Button>,
      ]}
    />
  )
}

function Addresses({ all, whyNot }: { all: readonly IncomingAddressBody[]; whyNot: string | undefined }) {
  const { t, day, number } = useTexts()
  const [ending, setEnding] = useState<IncomingAddressBody>()
  return (
    <Section title={t('incoming.addresses')} lead={t('incoming.addresses-lead')}>
      {all.length === 0 ? <Empty title={t('incoming.no-addresses')}>{t('incoming.no-addresses-what')}</Empty> : (
        <PlainTable stacks label={t('incoming.addresses')} head={[t('incoming.name'), t('incoming.answer-to'), t('incoming.last'), t('incoming.became'), t('incoming.revoke')]}>
          {all.map((one) => (
            <PlainRow
              key={one.id}
              cells={[
                <span key="name" className="font-semibold">{one.name} {one.revokedAt && <Tag tone="plain">{t('incoming.revoked')}</Tag>}</span>,
                <span key="to" className="break-all">{one.openAddress === null ? one.answerTo : <>{one.openAddress} <Tag>{t('incoming.taken-for-tickets')}</Tag></>}</span>,
                <span key="last" className="whitespace-nowrap text-soft">{one.lastAt ? day(one.lastAt) : t('incoming.never')}</span>,
                <span key="became" className="text-soft">{t('incoming.counts', { mails: number(one.mails), done: number(one.done), refused: number(one.refused) })}</span>,
                one.revokedAt ? <span key="revoke" className="text-soft">{day(one.revokedAt)}</span>
                  : <Button key="revoke" kind="plain" disabledReason={whyNot} onPress={() => setEnding(one)} aria-label={t('incoming.revoke-named', { name: one.name })}>{t('incoming.revoke')}</Button>,
              ]}
            />
          ))}
        </PlainTable>
      )}
      {ending && <Revoke one={ending} onClose={() => setEnding(undefined)} />}
    </Section>
  )
}

function Revoke({ one, onClose }: { one: IncomingAddressBody; onClose: () => void }) {
  const { t } = useTexts()
  const revoke = useRevokeAddress()
  const go = () => revoke.mutate(one.id, { onSuccess: () => {
    announce({ text: t('incoming.revoked-now', { name: one.name }) })
    onClose()
  } })
  return (
    <TaskDialog title={t('incoming.revoke-named', { name: one.name })} isOpen onClose={onClose}>
      <p className="mb-5">{t('incoming.revoke-what')}</p>
      {revoke.error && <div className="mb-5"><Problem error={revoke.error} /></div>}
      <div className="flex flex-wrap gap-2">
        <Button kind="danger" onPress={go} isPending={revoke.isPending}>{t('incoming.revoke')}</Button>
        <Button kind="plain" onPress={onClose}>{t('ui.cancel')}</Button>
      </div>
    </TaskDialog>
  )
}
