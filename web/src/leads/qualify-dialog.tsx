import { useState } from 'react'
import { useNavigate } from 'react-router'
import type { LeadBody } from '@api/leads-resource.ts'
import { ApiProblem } from '../api.ts'
import { DealFields, type DealDraft } from '../deals/deal-fields.tsx'
import { usePipelines } from '../deals/deal-queries.ts'
import { useTexts } from '../language.tsx'
import { links } from '../links.ts'
import { Button } from '../ui/button.tsx'
import { TaskDialog } from '../ui/dialog.tsx'
import { RadioList, TextBox } from '../ui/field.tsx'
import { Problem } from '../ui/notice.tsx'
import { SelectBox } from '../ui/select-box.tsx'
import { announce } from '../ui/toast.tsx'
import { useQualifyLead } from './lead-queries.ts'

const SURFACES = ['phone', 'mail', 'web', 'counter', 'letter'] as const

/** A lead becomes a deal; who has not asked us has to have asked, and it is written down how (rule H1). */
export function QualifyDialog({ lead, onClose }: { lead: LeadBody; onClose: () => void }) {
  const { t } = useTexts()
  const navigate = useNavigate()
  const pipelines = usePipelines()
  const [once] = useState(() => crypto.randomUUID())
  const qualify = useQualifyLead(once)
  const [draft, setDraft] = useState<DealDraft>({ name: '', value: '', expectedOn: '' })
  const [chosen, setChosen] = useState<string | null>(null)
  const [surface, setSurface] = useState<(typeof SURFACES)[number]>('phone')
  const [words, setWords] = useState('')
  const pipeline = pipelines.data?.find((one) => one.id === chosen) ?? pipelines.data?.[0]
  const wrong = qualify.error instanceof ApiProblem ? qualify.error : undefined
  const errorOf = (field: string) => (wrong?.field === field ? wrong.message : undefined)
  const missing = !pipeline ? t('deals.no-pipeline') : draft.name.trim() === '' || draft.value.trim() === '' ? t('deals.name-first') : !lead.asked && words.trim() === '' ? t('deals.asked-first') : undefined
  const press = () => qualify.mutate({ lead, deal: { name: draft.name.trim(), value: draft.value.trim(), pipeline: pipeline!.id, expectedOn: draft.expectedOn || null, ...(!lead.asked && { asked: { surface, words: words.trim() } }) } }, {
    onSuccess: ({ id }) => {
      announce({ text: t('deals.begun', { name: draft.name.trim() }) })
      void navigate(links.deal(lead.person.id, id))
    },
  })
  return (
    <TaskDialog
      title={t('leads.qualify-title', { name: lead.person.name })} isOpen onClose={onClose}
      footer={<div className="flex flex-wrap gap-2"><Button kind="primary" onPress={press} isPending={qualify.isPending} disabledReason={missing} reasonInSight>{t('deals.begin')}</Button><Button kind="plain" onPress={onClose}>{t('ui.cancel')}</Button></div>}
    >
      <DealFields draft={draft} onChange={setDraft} errorOf={errorOf}>
        {(pipelines.data?.length ?? 0) > 1 && pipeline && <SelectBox label={t('deals.pipeline')} value={pipeline.id} onChange={setChosen} options={pipelines.data!.map((one) => ({ key: one.id, label: one.name }))} />}
        {!lead.asked && (
          <fieldset className="grid gap-4 border-l-2 border-accent pl-4">
            <legend className="sr-only">{t('deals.asked')}</legend>
            <p>{t('deals.asked-lead', { name: lead.person.name })}</p>
            <RadioList label={t('deals.asked-how')} row value={surface} onChange={(key) => setSurface(SURFACES.find((one) => one === key) ?? 'phone')} options={SURFACES.map((key) => ({ key, label: t(`surface.${key}`) }))} />
            <TextBox label={t('deals.asked-words')} hint={t('deals.asked-words-hint')} value={words} onChange={setWords} error={errorOf('asked')} maxLength={300} />
          </fieldset>
        )}
        <p className="text-soft">{t('leads.qualify-what')}</p>
      </DealFields>
      {wrong && wrong.field === undefined && <Problem error={wrong} />}
    </TaskDialog>
  )
}
