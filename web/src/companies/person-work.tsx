import { useState } from 'react'
import type { RoleItem } from '@api/companies-resource.ts'
import { useTexts } from '../language.tsx'
import { links } from '../links.ts'
import { useWhyNot } from '../shell/may.ts'
import { Button, TextLink } from '../ui/button.tsx'
import { TaskDialog } from '../ui/dialog.tsx'
import { Problem } from '../ui/notice.tsx'
import { Section } from '../ui/page.tsx'
import { announce } from '../ui/toast.tsx'
import { RoleDays } from './company-people.tsx'
import { useSetOwner, useWork } from './company-queries.ts'
import { OwnerBoxes } from './owner-boxes.tsx'
import { RoleDialog } from './role-dialog.tsx'

/** What a person is at companies, and who of us looks after them. */
export function PersonWork({ person }: { person: { id: string; name: string } }) {
  const { t } = useTexts()
  const work = useWork(person.id)
  const mayWrite = useWhyNot()('people.write')
  const maySeeCompanies = useWhyNot()('companies.read')
  const [open, setOpen] = useState<'role' | 'owner' | RoleItem | null>(null)
  if (!work.data) return null
  const { roles, owner, team } = work.data
  const whyNotAdd = mayWrite ?? maySeeCompanies
  return (
    <Section title={t('companies.work')} actions={<><Button kind="plain" onPress={() => setOpen('owner')} disabledReason={whyNotAdd}>{t('companies.set-owner')}</Button><Button kind="plain" onPress={() => setOpen('role')} disabledReason={whyNotAdd}>{t('companies.add-role')}</Button></>}>
      {open === 'role' && <RoleDialog person={person} onClose={() => setOpen(null)} />}
      {open === 'owner' && <OwnerDialog person={person} known={{ owner, team }} onClose={() => setOpen(null)} />}
      {open !== null && typeof open === 'object' && <RoleDialog person={person} role={open} onClose={() => setOpen(null)} />}
      <ul className="divide-y divide-line border-y border-line">
        {roles.length === 0 && <li className="py-2 text-soft">{t('companies.no-roles')}</li>}
        {roles.map((one) => (
          <li key={one.id} className="flex flex-wrap items-center justify-between gap-x-4 py-2">
            <span className="min-w-0">
              <span className={one.current ? '' : 'text-soft'}>{one.title ? `${one.title}, ` : ''}{maySeeCompanies === undefined ? <TextLink href={links.company(one.company.id)}>{one.company.name}</TextLink> : one.company.name}</span>
              {one.contactPoints.length > 0 && <span className="block text-fine break-words text-soft">{t('companies.reached-at', { points: one.contactPoints.map(({ value }) => value).join(' · ') })}</span>}
              <RoleDays since={one.since} until={one.until} />
            </span>
            <Button kind="plain" onPress={() => setOpen(one)} disabledReason={mayWrite} aria-label={t('companies.change-role-at', { name: one.company.name })}>{t('companies.change-role')}</Button>
          </li>
        ))}
        <li className="py-2"><span className="text-fine text-soft">{t('companies.owner')}: </span>{[owner?.name, team?.name].filter(Boolean).join(' · ') || t('companies.nobody')}</li>
      </ul>
    </Section>
  )
}

function OwnerDialog({ person, known, onClose }: { person: { id: string; name: string }; known: Parameters<typeof OwnerBoxes>[0]['known']; onClose: () => void }) {
  const { t } = useTexts()
  const before = { owner: known.owner?.id ?? null, team: known.team?.id ?? null }
  const [owners, setOwners] = useState(before)
  const set = useSetOwner(person.id)
  const save = () => set.mutate(owners, {
    onSuccess: () => {
      onClose()
      announce({ text: t('companies.owner-set', { name: person.name }), isUndo: true, action: { label: t('ui.undo'), run: () => set.mutate(before) } })
    },
  })
  return (
    <TaskDialog title={t('companies.set-owner')} isOpen onClose={onClose}>
      <div className="grid gap-4">
        <OwnerBoxes owners={owners} known={known} onChange={setOwners} />
        {set.error && <Problem error={set.error} />}
        <div className="flex gap-2"><Button kind="primary" onPress={save} isPending={set.isPending}>{t('ui.save')}</Button><Button kind="plain" onPress={onClose}>{t('ui.cancel')}</Button></div>
      </div>
    </TaskDialog>
  )
}
