import { useState } from 'react'
import type { LeadBody } from '@api/leads-resource.ts'
import { useTexts } from '../language.tsx'
import { Button } from '../ui/button.tsx'
import { TaskDialog } from '../ui/dialog.tsx'
import { RadioList } from '../ui/field.tsx'
import { Problem } from '../ui/notice.tsx'
import { announce } from '../ui/toast.tsx'
import { useEndLead } from './lead-queries.ts'

const WHYS = ['said-no', 'not-for-us'] as const

/** Why a lead is let go, and what goes with it. */
export function LetGoDialog({ lead, onClose }: { lead: LeadBody; onClose: () => void }) {
  const { t } = useTexts()
  const end = useEndLead()
  const [why, setWhy] = useState<(typeof WHYS)[number] | null>(null)
  const press = () => end.mutate({ lead, why: why! }, { onSuccess: () => { announce({ text: t('leads.gone', { name: lead.person.name }) }); onClose() } })
  return (
    <TaskDialog
      title={t('leads.let-go-title', { name: lead.person.name })} isOpen onClose={onClose}
      footer={<div className="flex flex-wrap gap-2"><Button kind="danger" onPress={press} isPending={end.isPending} disabledReason={why === null ? t('leads.why-first') : undefined} reasonInSight>{t('leads.let-go-now')}</Button><Button kind="plain" onPress={onClose}>{t('ui.cancel')}</Button></div>}
    >
      <div className="flex flex-col gap-5">
        <RadioList label={t('leads.let-go-why')} value={why ?? ''} onChange={(key) => setWhy(WHYS.find((one) => one === key) ?? null)} options={WHYS.map((key) => ({ key, label: t(`lead-end.${key}`), hint: t(`lead-end-hint.${key}`) }))} />
        <p className="text-soft">{t('leads.let-go-what', { name: lead.person.name })}</p>
        {end.error && <Problem error={end.error} />}
      </div>
    </TaskDialog>
  )
}
