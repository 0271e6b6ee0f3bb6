import { Check } from 'lucide-react'
import { useState } from 'react'
import type { Role } from '@api/roles-resource.ts'
import { useTexts } from '../language.tsx'
import { useMay } from '../shell/session.ts'
import { Button } from '../ui/button.tsx'
import { Waiting } from '../ui/empty.tsx'
import { Problem } from '../ui/notice.tsx'
import { Page } from '../ui/page.tsx'
import { Sideways } from '../ui/sideways.tsx'
import { Tag } from '../ui/tag.tsx'
import { useRoles } from './colleague-queries.ts'
import { EditRole } from './edit-role.tsx'
import { PERMISSION_KEYS } from './permission-keys.ts'
import { lookThrough } from './see-as.ts'

/** What each role may do: one line a permission, one column a role. */
export function RolesPage() {
  const { t } = useTexts()
  const may = useMay('staff.manage')
  const roles = useRoles()
  const [editing, setEditing] = useState<{ role?: Role; copy?: boolean }>()
  const make = <Button kind="primary" onPress={() => setEditing({})} disabledReason={may.whyNot}>{t('roles.new')}</Button>
  return (
    <Page title={t('roles.title')} lead={t('roles.lead')} actions={make} wide>
      {roles.error ? <Problem error={roles.error} onRetry={() => void roles.refetch()} /> : roles.isPending ? <Waiting lines={8} label={t('ui.loading')} /> : <Matrix roles={roles.data.roles} onEdit={setEditing} />}
      {editing && <EditRole {...editing} onClose={() => setEditing(undefined)} />}
    </Page>
  )
}

const CELL = 'border-b border-line px-2 py-1.5 align-top text-fine'

function Matrix({ roles, onEdit }: { roles: readonly Role[]; onEdit: (what: { role: Role; copy?: boolean }) => void }) {
  const { t } = useTexts()
  return (
    <Sideways label={t('roles.matrix')}>
      <table aria-label={t('roles.matrix')} className="border-collapse text-left">
        <thead>
          <tr>
            <th scope="col" className={`${CELL} font-medium text-soft`}>{t('roles.permission')}</th>
            {roles.map((role) => <th key={role.key} scope="col" className={`${CELL} min-w-24 font-semibold`}>{role.name}<br /><span className="font-normal text-soft">{t('roles.holders', { count: role.holders })}</span></th>)}
          </tr>
        </thead>
        <tbody>
          {PERMISSION_KEYS.map(({ key, text }) => (
            <Line key={key} head={t(text)}>{roles.map((role) => <td key={role.key} className={CELL}>{role.permissions.includes(key) ? <Check size={16} aria-label={t('roles.may')} className="text-accent" /> : <span className="sr-only">{t('roles.may-not')}</span>}</td>)}</Line>
          ))}
          {(['purposes', 'readable', 'writable'] as const).map((what) => (
            <Line key={what} head={t(`roles.${what}`)}>{roles.map((role) => <td key={role.key} className={CELL}>{role[what] === null ? <Tag tone="good">{t('roles.all')}</Tag> : t('roles.some', { count: role[what].length })}</td>)}</Line>
          ))}
          <Line head={t('colleagues.do')}>{roles.map((role) => <td key={role.key} className={CELL}><Acts role={role} onEdit={onEdit} /></td>)}</Line>
        </tbody>
      </table>
    </Sideways>
  )
}

function Line({ head, children }: { head: string; children: React.ReactNode }) {
  return (
    <tr>
      <th scope="row" className={`${CELL} font-normal`}>{head}</th>
      {children}
    </tr>
  )
}

function Acts({ role, onEdit }: { role: Role; onEdit: (what: { role: Role; copy?: boolean }) => void }) {
  const { t } = useTexts()
  return (
    <span className="flex flex-col items-start">
      <Button kind="plain" onPress={() => lookThrough(role.key)} aria-label={t('roles.see-as-named', { name: role.name })}>{t('roles.see-as')}</Button>
      <Button kind="plain" onPress={() => onEdit({ role })} disabledReason={role.starter ? t('roles.starter-stays') : undefined} aria-label={t('roles.change-named', { name: role.name })}>{t('roles.change')}</Button>
      <Button kind="plain" onPress={() => onEdit({ role, copy: true })} aria-label={t('roles.copy-named', { name: role.name })}>{t('roles.copy')}</Button>
    </span>
  )
}
