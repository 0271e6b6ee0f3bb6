import { useState } from 'react'
import type { Colleague, Invitation } from '@api/colleagues-resource.ts'
import { useTexts } from '../language.tsx'
import { Button } from '../ui/button.tsx'
import { TaskDialog } from '../ui/dialog.tsx'
import { TextBox } from '../ui/field.tsx'
import { Notice, Problem } from '../ui/notice.tsx'
import { useInvite, useInviteAgain, useResetFactors } from './colleague-queries.ts'
import { RoleChoice } from './role-choice.tsx'

/** A new colleague: who, with which roles, and then the link to hand over. */
export function Invite({ onClose }: { onClose: () => void }) {
  const { t } = useTexts()
  const invite = useInvite()
  const [name, setName] = useState('')
  const [email, setEmail] = useState('')
  const [roles, setRoles] = useState<string[]>([])
  const missing = name.trim() === '' ? t('colleagues.name-first') : email.trim() === '' ? t('colleagues.email-first') : undefined
  if (invite.data) return <Link title={t('colleagues.invite')} invitation={invite.data} onClose={onClose} />
  return (
    <TaskDialog title={t('colleagues.invite')} isOpen onClose={onClose}>
      <div className="flex flex-col gap-6">
        <TextBox label={t('colleagues.name')} value={name} onChange={setName} />
        <TextBox label={t('colleagues.email')} type="email" value={email} onChange={setEmail} />
        <RoleChoice chosen={roles} onChange={setRoles} />
        {invite.error && <Problem error={invite.error} />}
        <div className="flex flex-wrap gap-2">
          <Button kind="primary" onPress={() => invite.mutate({ name: name.trim(), email: email.trim(), roles })} isPending={invite.isPending} reasonInSight disabledReason={missing}>{t('colleagues.make-link')}</Button>
          <Button kind="plain" onPress={onClose}>{t('ui.cancel')}</Button>
        </div>
      </div>
    </TaskDialog>
  )
}

/** A new link for somebody whose first one has grown too old. */
export function InviteAgain({ who, onClose }: { who: Colleague; onClose: () => void }) {
  const { t } = useTexts()
  const again = useInviteAgain()
  const title = t('colleagues.again-for', { name: who.name })
  if (again.data) return <Link title={title} invitation={again.data} onClose={onClose} />
  return (
    <TaskDialog title={title} isOpen onClose={onClose}>
      <p className="mb-5">{t('colleagues.again-what')}</p>
      {again.error && <div className="mb-5"><Problem error={again.error} /></div>}
      <div className="flex flex-wrap gap-2">
        <Button kind="primary" onPress={() => again.mutate(who.id)} isPending={again.isPending}>{t('colleagues.make-link')}</Button>
        <Button kind="plain" onPress={onClose}>{t('ui.cancel')}</Button>
      </div>
    </TaskDialog>
  )
}

/** A colleague has lost everything they sign in with: all of it ends, and a link lets them begin anew. */
export function ResetFactors({ who, onClose }: { who: Colleague; onClose: () => void }) {
  const { t } = useTexts()
  const reset = useResetFactors()
  const title = t('colleagues.reset-for', { name: who.name })
  if (reset.data) return <Link title={title} invitation={reset.data} onClose={onClose} />
  return (
    <TaskDialog title={title} isOpen onClose={onClose}>
      <p className="mb-5">{t('colleagues.reset-what')}</p>
      {reset.error && <div className="mb-5"><Problem error={reset.error} /></div>}
      <div className="flex flex-wrap gap-2">
        <Button kind="danger" onPress={() => reset.mutate(who.id)} isPending={reset.isPending}>{t('colleagues.reset-do')}</Button>
        <Button kind="plain" onPress={onClose}>{t('ui.cancel')}</Button>
      </div>
    </TaskDialog>
  )
}

function Link({ title, invitation, onClose }: { title: string; invitation: Invitation; onClose: () => void }) {
  const { t, moment } = useTexts()
  const [copied, setCopied] = useState(false)
  return (
    <TaskDialog title={title} isOpen onClose={onClose}>
      <div className="flex flex-col gap-5">
        <Notice tone="wait" title={t('colleagues.link-once')}>{t('colleagues.link-what', { until: moment(invitation.expiresAt) })}</Notice>
        <TextBox label={t('colleagues.link')} value={invitation.link} isReadOnly />
        <div className="flex flex-wrap gap-2">
          <Button kind="primary" onPress={() => void navigator.clipboard.writeText(invitation.link).then(() => setCopied(true))}>{t(copied ? 'colleagues.copied' : 'colleagues.copy')}</Button>
          <Button kind="plain" onPress={onClose}>{t('colleagues.done')}</Button>
        </div>
      </div>
    </TaskDialog>
  )
}
