import { useState } from 'react'
import type { Colleague } from '@api/colleagues-resource.ts'
import { useTexts } from '../language.tsx'
import { links } from '../links.ts'
import { useMay } from '../shell/session.ts'
import { Button, TextLink } from '../ui/button.tsx'
import { Waiting } from '../ui/empty.tsx'
import { Problem } from '../ui/notice.tsx'
import { Page } from '../ui/page.tsx'
import { PlainRow, PlainTable } from '../ui/plain-table.tsx'
import { Tag } from '../ui/tag.tsx'
import { useColleagues, useRoles } from './colleague-queries.ts'
import { Departure } from './departure.tsx'
import { GiveRoles } from './give-roles.tsx'
import { Invite, InviteAgain, ResetFactors } from './invite.tsx'

/** Who works here, what each may do, and the way in for a new one. */
export function ColleagueList() {
  const { t } = useTexts()
  const may = useMay('staff.manage')
  const colleagues = useColleagues()
  const [doing, setDoing] = useState<{ what: 'invite' } | { what: 'again' | 'reset' | 'roles' | 'leaves'; who: Colleague }>()
  const close = () => setDoing(undefined)
  const invite = <Button kind="primary" onPress={() => setDoing({ what: 'invite' })} disabledReason={may.whyNot}>{t('colleagues.invite')}</Button>
  return (
    <Page title={t('colleagues.title')} lead={<>{t('colleagues.lead')} <TextLink href={links.roles}>{t('colleagues.what-roles-may')}</TextLink></>} actions={invite} wide>
      {colleagues.error ? (
        <Problem error={colleagues.error} onRetry={() => void colleagues.refetch()} />
      ) : colleagues.isPending ? (
        <Waiting lines={4} label={t('ui.loading')} />
      ) : (
        <PlainTable stacks label={t('colleagues.title')} head={[t('colleagues.name'), t('colleagues.roles'), t('colleagues.last-seen'), t('colleagues.do')]}>
          {colleagues.data.colleagues.map((one) => <ColleagueRow key={one.id} one={one} onDo={(what) => setDoing({ what, who: one })} />)}
        </PlainTable>
      )}
      {doing?.what === 'invite' && <Invite onClose={close} />}
      {doing?.what === 'again' && <InviteAgain who={doing.who} onClose={close} />}
      {doing?.what === 'reset' && <ResetFactors who={doing.who} onClose={close} />}
      {doing?.what === 'leaves' && <Departure who={doing.who} onClose={close} />}
      {doing?.what === 'roles' && <GiveRoles who={doing.who} onClose={close} />}
    </Page>
  )
}

function ColleagueRow({ one, onDo }: { one: Colleague; onDo: (what: 'again' | 'reset' | 'roles' | 'leaves') => void }) {
  const { t, day } = useTexts()
  const roles = useRoles()
  const nameOf = (key: string) => roles.data?.roles.find((role) => role.key === key)?.name ?? key
  const whyNot = one.endedAt ? t('colleagues.has-left') : one.you ? t('colleagues.not-own') : undefined
  return (
    <PlainRow
      cells={[
        <span key="name"><span className="font-semibold">{one.name}</span> {one.you && <Tag>{t('colleagues.you')}</Tag>} {one.endedAt && <Tag tone="wait">{t('colleagues.left', { day: day(one.endedAt) })}</Tag>}<br /><span className="text-fine text-soft">{one.email}</span></span>,
        one.roles.length === 0 ? <span key="roles" className="text-soft">{t('colleagues.no-roles')}</span> : one.roles.map(nameOf).join(', '),
        <span key="seen" className="whitespace-nowrap text-soft">{one.lastSeenAt ? day(one.lastSeenAt) : t('colleagues.never-here')}</span>,
        <span key="do" className="flex flex-wrap gap-1">
          <Button kind="plain" onPress={() => onDo('roles')} disabledReason={whyNot} aria-label={t('colleagues.roles-of', { name: one.name })}>{t('colleagues.roles')}</Button>
          {!one.invited && !one.endedAt && !one.you && <Button kind="plain" onPress={() => onDo('reset')} aria-label={t('colleagues.reset-for', { name: one.name })}>{t('colleagues.reset')}</Button>}
          {one.invited && !one.endedAt && !one.you && <Button kind="plain" onPress={() => onDo('again')} aria-label={t('colleagues.again-for', { name: one.name })}>{t('colleagues.again')}</Button>}
          <Button kind="plain" onPress={() => onDo('leaves')} aria-label={t('departure.leaves-named', { name: one.name })}>{t('departure.leaves')}</Button>
        </span>,
      ]}
    />
  )
}
