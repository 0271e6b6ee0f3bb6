import { Plus, Trash2 } from 'lucide-react'
import { useState } from 'react'
import type { PipelineBody } from '@api/deals-resource.ts'
import { ApiProblem } from '../api.ts'
import { useTexts } from '../language.tsx'
import { Button, IconButton } from '../ui/button.tsx'
import { TaskDialog } from '../ui/dialog.tsx'
import { TextBox } from '../ui/field.tsx'
import { Problem } from '../ui/notice.tsx'
import { announce } from '../ui/toast.tsx'
import { useSetPipeline } from './deal-queries.ts'

const MOST_STAGES = 12
/** What most sellers begin with, and how likely each is to end in a sale. */
const USUAL = [['new', 10], ['contacted', 20], ['needs', 40], ['offer', 60], ['agreed', 90]] as const

type Stage = { id: string; name: string; chance: string }

/** Names a pipeline and its stages; those that deals stand in cannot go, which the server says. */
export function PipelineDialog({ pipeline, onClose }: { pipeline: PipelineBody | undefined; onClose: (set?: string) => void }) {
  const { t } = useTexts()
  const set = useSetPipeline()
  const [id] = useState(() => pipeline?.id ?? crypto.randomUUID())
  const [name, setName] = useState(pipeline?.name ?? t('deals.usual-name'))
  const [stages, setStages] = useState<readonly Stage[]>(() => pipeline?.stages.map((one) => ({ ...one, chance: String(one.chance) })) ?? USUAL.map(([key, chance]) => ({ id: crypto.randomUUID(), name: t(`usual-stage.${key}`), chance: String(chance) })))
  const change = (place: number, part: Partial<Stage>) => setStages(stages.map((one, index) => (index === place ? { ...one, ...part } : one)))
  const wrong = set.error instanceof ApiProblem ? set.error : undefined
  const errorOf = (field: string) => (wrong?.field === field ? wrong.message : undefined)
  const isReady = name.trim() !== '' && stages.every((one) => one.name.trim() !== '' && /^\d{1,3}$/.test(one.chance) && Number(one.chance) <= 100)
  const save = () => set.mutate({ id, name: name.trim(), stages: stages.map((one) => ({ ...one, name: one.name.trim(), chance: Number(one.chance) })) }, { onSuccess: () => { announce({ text: t('deals.pipeline-saved') }); onClose(id) } })
  return (
    <TaskDialog
      title={pipeline ? t('deals.stages') : t('deals.new-pipeline')} isOpen onClose={() => onClose()}
      footer={<div className="flex flex-wrap gap-2"><Button kind="primary" onPress={save} isPending={set.isPending} disabledReason={isReady ? undefined : t('deals.stages-first')} reasonInSight>{t('ui.save')}</Button><Button kind="plain" onPress={() => onClose()}>{t('ui.cancel')}</Button></div>}
    >
      <div className="flex flex-col gap-4">
        <TextBox label={t('deals.pipeline-name')} value={name} onChange={setName} maxLength={120} error={errorOf('name')} />
        <p className="text-soft">{t('deals.stages-lead')}</p>
        {stages.map((stage, place) => (
          <div key={stage.id} className="grid grid-cols-[minmax(0,1fr)_5.5rem_auto] items-end gap-2">
            <TextBox label={t('deals.stage-name', { place: place + 1 })} value={stage.name} onChange={(next) => change(place, { name: next })} maxLength={60} error={errorOf(`stages.${place}.name`)} />
            <TextBox label={t('deals.chance')} value={stage.chance} onChange={(chance) => change(place, { chance })} inputMode="numeric" maxLength={3} error={errorOf(`stages.${place}.chance`)} />
            <IconButton label={t('deals.remove-stage', { name: stage.name })} onPress={() => setStages(stages.filter((one) => one.id !== stage.id))} disabledReason={stages.length === 1 ? t('deals.last-stage') : undefined}><Trash2 size={16} /></IconButton>
          </div>
        ))}
        <div><Button kind="plain" onPress={() => setStages([...stages, { id: crypto.randomUUID(), name: '', chance: '50' }])} disabledReason={stages.length >= MOST_STAGES ? t('deals.enough-stages') : undefined}><Plus aria-hidden size={16} /> {t('deals.add-stage')}</Button></div>
        {set.error && wrong?.field === undefined && <Problem error={set.error} />}
      </div>
    </TaskDialog>
  )
}
