import type { Account } from '@api/account-resource.ts'
import type { Session } from '@api/session-resource.ts'
import { useState } from 'react'
import { useTexts } from '../language.tsx'
import { useSession } from '../shell/session.ts'
import { Button } from '../ui/button.tsx'
import { Empty, Waiting } from '../ui/empty.tsx'
import { Notice, Problem } from '../ui/notice.tsx'
import { Page, Section } from '../ui/page.tsx'
import { PlainRow, PlainTable } from '../ui/plain-table.tsx'
import { Tag } from '../ui/tag.tsx'
import { announce } from '../ui/toast.tsx'
import { useAccount, useEndOthers, useEndSession, useRemovePasskey } from './account-queries.ts'
import { FactorProblem } from './factor-problem.tsx'
import { NewPasskeyDialog } from './new-passkey.tsx'
import { PasswordSection } from './password-section.tsx'
import { SingleSignOn } from './single-sign-on.tsx'

/** One's own account: what one signs in with, and where one is signed in. Who came by a link goes on from here by `onDone`. */
export function AccountPage({ onDone }: { onDone?: () => void }) {
  const { t } = useTexts()
  const account = useAccount()
  const session = useSession()
  return (
    <Page title={t('account.title')} lead={t('account.lead')}>
      {session.data && <FirstFactor session={session.data} onDone={onDone} />}
      {account.error ? (
        <Problem error={account.error} onRetry={() => void account.refetch()} />
      ) : account.isPending ? (
        <Waiting lines={6} label={t('ui.loading')} />
      ) : (
        <>
          <Passkeys account={account.data} />
          <PasswordSection account={account.data} name={session.data?.staff.name ?? ''} />
          <SingleSignOn />
          <Sessions account={account.data} />
        </>
      )}
    </Page>
  )
}

/** Whoever came by a link has nothing yet to come back with. */
function FirstFactor({ session: { how, factors }, onDone }: { session: Session; onDone: (() => void) | undefined }) {
  const { t } = useTexts()
  const hasNone = factors.passkeys === 0 && !factors.password
  if (onDone && how !== 'link') return <div className="mb-10"><Notice tone="good" title={t('account.ready')} actions={<Button kind="primary" onPress={onDone}>{t('account.go-on')}</Button>}>{t('account.ready-what')}</Notice></div>
  if (how !== 'link' && !hasNone) return null
  return <div className="mb-10"><Notice tone="wait" title={t(how === 'link' ? 'account.first' : 'account.none')}>{t(how === 'link' ? 'account.first-what' : 'account.none-what')}</Notice></div>
}

function Passkeys({ account }: { account: Account }) {
  const { t, day } = useTexts()
  const [adding, setAdding] = useState(false)
  const removal = useRemovePasskey()
  const add = <Button kind="primary" onPress={() => setAdding(true)}>{t('account.add-passkey')}</Button>
  return (
    <Section title={t('account.passkeys')} lead={t('account.passkeys-lead')} actions={account.passkeys.length > 0 && add}>
      {removal.error && <div className="mb-4"><FactorProblem error={removal.error} /></div>}
      {account.passkeys.length === 0 ? (
        <Empty title={t('account.no-passkeys')} actions={add}>{t('account.no-passkeys-what')}</Empty>
      ) : (
        <PlainTable stacks label={t('account.passkeys')} head={[t('account.name'), t('account.added'), t('account.used'), t('account.remove')]}>
          {account.passkeys.map((one) => (
            <PlainRow
              key={one.id}
              cells={[
                <span key="name" className="font-semibold">{one.name} {one.synced && <Tag>{t('account.synced')}</Tag>}</span>,
                <span key="added" className="whitespace-nowrap text-soft">{day(one.createdAt)}</span>,
                <span key="used" className="whitespace-nowrap text-soft">{day(one.lastUsedAt)}</span>,
                <Button key="remove" kind="plain" aria-label={t('account.remove-named', { name: one.name })} onPress={() => removal.mutate(one.id, { onSuccess: () => announce({ text: t('account.removed', { name: one.name }) }) })}>{t('account.remove')}</Button>,
              ]}
            />
          ))}
        </PlainTable>
      )}
      {adding && <NewPasskeyDialog onClose={() => setAdding(false)} />}
    </Section>
  )
}

function Sessions({ account: { sessions } }: { account: Account }) {
  const { t, moment } = useTexts()
  const end = useEndSession()
  const others = useEndOthers()
  const endOthers = () => others.mutate(undefined, { onSuccess: ({ ended }) => announce({ text: t('account.ended-others', { count: ended }) }) })
  return (
    <Section
      title={t('account.sessions')}
      lead={t('account.sessions-lead')}
      actions={<Button onPress={endOthers} isPending={others.isPending} disabledReason={sessions.length < 2 ? t('account.only-this') : undefined}>{t('account.end-others')}</Button>}
    >
      {(end.error ?? others.error) && <div className="mb-4"><Problem error={end.error ?? others.error} /></div>}
      <PlainTable stacks label={t('account.sessions')} head={[t('account.where'), t('account.how'), t('account.since'), t('account.seen'), t('account.end')]}>
        {sessions.map((one) => (
          <PlainRow
            key={one.id}
            cells={[
              <span key="where" className="font-semibold">{one.client ?? t('account.somewhere')} {one.isThis && <Tag tone="good">{t('account.this')}</Tag>}</span>,
              t(`account.way-${one.how}`),
              <span key="since" className="whitespace-nowrap text-soft">{moment(one.startedAt)}</span>,
              <span key="seen" className="whitespace-nowrap text-soft">{moment(one.lastSeenAt)}</span>,
              one.isThis ? '' : <Button key="end" kind="plain" aria-label={t('account.end-named', { where: one.client ?? t('account.somewhere') })} onPress={() => end.mutate(one.id)}>{t('account.end')}</Button>,
            ]}
          />
        ))}
      </PlainTable>
    </Section>
  )
}
