import { useState } from 'react'
import type { TeamBody } from '@api/companies-resource.ts'
import { useTexts } from '../language.tsx'
import { links } from '../links.ts'
import { useWhyNot } from '../shell/may.ts'
import { BackLink, Button } from '../ui/button.tsx'
import { TaskDialog } from '../ui/dialog.tsx'
import { Empty, Waiting } from '../ui/empty.tsx'
import { CheckBox, TextBox } from '../ui/field.tsx'
import { Problem } from '../ui/notice.tsx'
import { Page } from '../ui/page.tsx'
import { Tag } from '../ui/tag.tsx'
import { useEndTeam, useSetTeam, useTeams } from './company-queries.ts'

/** Teams of colleagues: who looks after companies and people together. */
export function TeamsPage() {
  const { t, list } = useTexts()
  const teams = useTeams()
  const whyNot = useWhyNot()('companies.write')
  const [open, setOpen] = useState<TeamBody | 'new' | null>(null)
  const add = <Button kind="primary" onPress={() => setOpen('new')} disabledReason={whyNot}>{t('teams.new')}</Button>
  return (
    <Page title={t('teams.title')} lead={t('teams.lead')} above={<BackLink href={links.companies}>{t('room.companies')}</BackLink>} actions={add}>
      {open !== null && <TeamDialog team={open === 'new' ? null : open} onClose={() => setOpen(null)} />}
      {teams.error ? <Problem error={teams.error} onRetry={() => void teams.refetch()} />
        : !teams.data ? <Waiting lines={4} label={t('ui.loading')} />
        : teams.data.teams.length === 0 ? <Empty title={t('teams.none')} actions={add}>{t('teams.lead')}</Empty>
        : (
          <ul className="divide-y divide-line border-y border-line">
            {teams.data.teams.map((one) => (
              <li key={one.id} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 py-3">
                <span className="min-w-0"><span className="font-medium">{one.name}</span> {one.mine && <Tag>{t('teams.mine')}</Tag>}<span className="block text-fine text-soft">{one.members.length === 0 ? t('companies.nobody') : list(one.members.map(({ name }) => name))}</span></span>
                <Button kind="plain" onPress={() => setOpen(one)} disabledReason={whyNot} aria-label={t('teams.change-named', { name: one.name })}>{t('teams.change')}</Button>
              </li>
            ))}
          </ul>
        )}
    </Page>
  )
}

function TeamDialog({ team, onClose }: { team: TeamBody | null; onClose: () => void }) {
  const { t } = useTexts()
  const { data } = useTeams()
  const [name, setName] = useState(team?.name ?? '')
  const [members, setMembers] = useState<readonly string[]>(team?.members.map(({ id }) => id) ?? [])
  const set = useSetTeam(team?.id ?? null)
  const end = useEndTeam()
  const toggle = (id: string, isIn: boolean) => setMembers(isIn ? [...members, id] : members.filter((one) => one !== id))
  return (
    <TaskDialog
      title={team ? t('teams.change-named', { name: team.name }) : t('teams.new')} isOpen onClose={onClose}
      footer={
        <div className="flex flex-wrap gap-2">
          <Button kind="primary" isPending={set.isPending} disabledReason={name.trim() === '' ? t('teams.name-first') : undefined} reasonInSight onPress={() => set.mutate({ name: name.trim(), members: [...members] }, { onSuccess: onClose })}>{t('ui.save')}</Button>
          <Button kind="plain" onPress={onClose}>{t('ui.cancel')}</Button>
          {team && <Button kind="plain" className="ml-auto" isPending={end.isPending} onPress={() => end.mutate(team.id, { onSuccess: onClose })}>{t('teams.end')}</Button>}
        </div>
      }
    >
      <div className="grid gap-4">
        <TextBox label={t('teams.name')} value={name} onChange={setName} maxLength={80} />
        <fieldset><legend className="mb-1 text-fine font-medium">{t('teams.members')}</legend>{data?.colleagues.map((one) => <CheckBox key={one.id} isSelected={members.includes(one.id)} onChange={(isIn) => toggle(one.id, isIn)}>{one.name}</CheckBox>)}</fieldset>
        {(set.error ?? end.error) && <Problem error={set.error ?? end.error} />}
      </div>
    </TaskDialog>
  )
}
