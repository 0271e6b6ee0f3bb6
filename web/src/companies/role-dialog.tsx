import { useState } from 'react'
import type { RoleItem, RoleWishBody, WorkBody } from '@api/companies-resource.ts'
import { ApiProblem } from '../api.ts'
import { useTexts } from '../language.tsx'
import { Button } from '../ui/button.tsx'
import { DateBox } from '../ui/date-box.tsx'
import { TaskDialog } from '../ui/dialog.tsx'
import { TextBox } from '../ui/field.tsx'
import { Notice, Problem } from '../ui/notice.tsx'
import { announce } from '../ui/toast.tsx'
import { CompanyPicker } from './company-picker.tsx'
import { useChangeRole, useRemoveRole, useStartRole } from './company-queries.ts'

export interface RoleDraft {
  title: string
  since: string
  until: string
  email: string
  phone: string
}

export const EMPTY_ROLE: RoleDraft = { title: '', since: '', until: '', email: '', phone: '' }

/** What somebody is at a company, and where they are reached there: apart from what is theirs alone. */
export function RoleFields({ role, onChange, errorOf, isNew = false }: { role: RoleDraft; onChange: (role: RoleDraft) => void; errorOf: (field: string) => string | undefined; isNew?: boolean }) {
  const { t } = useTexts()
  const set = (part: Partial<RoleDraft>) => onChange({ ...role, ...part })
  return (
    <div className="grid gap-4">
      <TextBox label={t('companies.title')} value={role.title} onChange={(title) => set({ title })} error={errorOf('title')} maxLength={100} />
      <div className="grid gap-4 narrow:grid-cols-2">
        <TextBox label={t('companies.work-email')} hint={t('companies.work-email-hint')} value={role.email} onChange={(email) => set({ email })} error={errorOf('email')} maxLength={254} />
        <TextBox label={t('companies.work-phone')} value={role.phone} onChange={(phone) => set({ phone })} error={errorOf('phone')} maxLength={60} />
      </div>
      <div className="grid gap-4 narrow:grid-cols-2">
        <DateBox label={t('companies.role-since')} value={role.since} onChange={(since) => set({ since })} error={errorOf('since')} />
        {!isNew && <DateBox label={t('companies.role-until')} hint={t('companies.role-until-hint')} value={role.until} onChange={(until) => set({ until })} error={errorOf('until')} />}
      </div>
    </div>
  )
}

export function roleBody({ title, since, until, email, phone }: RoleDraft): RoleWishBody {
  return { title: title.trim() || null, since: since || null, until: until || null, email: email.trim() || null, phone: phone.trim() || null }
}

const valueOf = (role: RoleItem | undefined, kind: 'email' | 'phone') => role?.contactPoints.find((one) => one.kind === kind)?.value ?? ''

/** A role of a person: a new one at a company one chooses, or what has become of one. What ends with it is told before it is pressed. */
export function RoleDialog({ person, role, onClose }: { person: { id: string; name: string }; role?: RoleItem; onClose: () => void }) {
  const { t, list } = useTexts()
  const [draft, setDraft] = useState<RoleDraft>(() => (role ? { title: role.title ?? '', since: role.since ?? '', until: role.until ?? '', email: valueOf(role, 'email'), phone: valueOf(role, 'phone') } : EMPTY_ROLE))
  const [company, setCompany] = useState<string | null>(null)
  const [held, setHeld] = useState<WorkBody['held']>([])
  const start = useStartRole(person.id)
  const change = useChangeRole(person.id)
  const remove = useRemoveRole(person.id)
  const error = start.error ?? change.error ?? remove.error
  const wrong = error instanceof ApiProblem ? error : undefined
  const errorOf = (field: string) => (wrong?.field === field ? wrong.message : undefined)
  const points = role?.contactPoints.map(({ value }) => value) ?? []
  const [today] = useState(() => new Date().toLocaleDateString('sv-SE'))
  const ends = role?.current === true && draft.until !== '' && draft.until <= today
  const body = roleBody(draft)
  const before = role && { title: role.title, since: role.since, until: role.until }
  const onDone = (work: WorkBody) => {
    if (work.held.length > 0) return setHeld(work.held)
    onClose()
    announce({
      text: t(role ? 'companies.role-changed' : 'companies.role-added', { name: person.name }),
      ...(role && before && { isUndo: true, action: { label: t('ui.undo'), run: () => change.mutate({ id: role.id, wish: { ...before, email: valueOf(role, 'email') || null, phone: valueOf(role, 'phone') || null } }) } }),
    })
  }
  // Where it ends its address ends with it, and where it had ended it comes back by itself.
  const wish = ends || role?.current === false ? { title: body.title ?? null, since: body.since ?? null, until: body.until ?? null } : body
  const save = () => (role ? change.mutate({ id: role.id, wish }, { onSuccess: onDone }) : company !== null && start.mutate({ ...body, company }, { onSuccess: onDone }))
  return (
    <TaskDialog
      title={role ? t('companies.role-at', { name: role.company.name }) : t('companies.add-role')} isOpen onClose={onClose}
      footer={
        <div className="flex flex-wrap gap-2">
          <Button kind="primary" onPress={save} isPending={start.isPending || change.isPending} disabledReason={!role && company === null ? t('companies.choose-first') : undefined} reasonInSight>{t(ends ? 'companies.end-role' : 'ui.save')}</Button>
          <Button kind="plain" onPress={onClose}>{t('ui.cancel')}</Button>
          {role && <Button kind="plain" className="ml-auto" isPending={remove.isPending} onPress={() => remove.mutate(role.id, { onSuccess: onClose })}>{t('companies.remove-role')}</Button>}
        </div>
      }
    >
      <p className="mb-4 text-soft">{person.name}</p>
      <div className="grid gap-4">
        {!role && <CompanyPicker chosen={company} onChoose={(one) => setCompany(one.id)} />}
        <RoleFields role={draft} onChange={setDraft} errorOf={errorOf} isNew={!role} />
        {ends && <Notice tone="wait" title={t('companies.ends-now')}>{points.length > 0 ? t('companies.ends-points', { points: list(points) }) : t('companies.ends-nothing')}</Notice>}
        {held.map((one) => <Notice key={one.field} tone="bad" role="alert">{t('companies.title')}: {one.sentence}</Notice>)}
        {wrong && (wrong.field === undefined || !['title', 'email', 'phone', 'since', 'until'].includes(wrong.field)) && <Problem error={wrong} />}
      </div>
    </TaskDialog>
  )
}
