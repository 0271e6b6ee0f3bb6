import { useState } from 'react'
import type { LeadBody } from '@api/leads-resource.ts'
import { useTexts } from '../language.tsx'
import { Button } from '../ui/button.tsx'
import { TaskDialog } from '../ui/dialog.tsx'
import { CheckBox, RadioList } from '../ui/field.tsx'
import { Problem } from '../ui/notice.tsx'
import { announce } from '../ui/toast.tsx'
import { useContactLead } from './lead-queries.ts'

const WAYS = ['phone', 'mail', 'counter', 'letter'] as const
type Way = (typeof WAYS)[number]

/** How a colleague got in touch; who has not been told what is held of them has to be told with it (rule D8). */
export function ContactDialog({ lead, onClose }: { lead: LeadBody; onClose: () => void }) {
  const { t } = useTexts()
  const contact = useContactLead()
  const [surface, setSurface] = useState<Way>('phone')
  const [told, setTold] = useState(false)
  const mustTell = lead.tellBy !== null
  const press = () => contact.mutate({ lead, surface, told }, { onSuccess: () => { announce({ text: t('leads.contact-noted') }); onClose() } })
  return (
    <TaskDialog
      title={t('leads.contact-title')} isOpen onClose={onClose}
      footer={<div className="flex flex-wrap gap-2"><Button kind="primary" onPress={press} isPending={contact.isPending} disabledReason={mustTell && !told ? t('leads.tell-first') : undefined} reasonInSight>{t('leads.contact-note')}</Button><Button kind="plain" onPress={onClose}>{t('ui.cancel')}</Button></div>}
    >
      <div className="flex flex-col gap-5">
        <RadioList label={t('leads.contact-how')} value={surface} onChange={(key) => setSurface(WAYS.find((one) => one === key) ?? 'phone')} options={WAYS.map((key) => ({ key, label: t(`lead-way.${key}`) }))} />
        {mustTell && <CheckBox isSelected={told} onChange={setTold} hint={t('leads.told-hint', { place: lead.place })}>{t('leads.told-box')}</CheckBox>}
        {contact.error && <Problem error={contact.error} />}
      </div>
    </TaskDialog>
  )
}
