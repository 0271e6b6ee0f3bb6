import { useState } from 'react'
import { useNavigate } from 'react-router'
import type { Condition } from '@api/decisions-resource.ts'
import type { MassTargets, NewMassChange } from '@api/mass-changes-resource.ts'
import { useTeams } from '../companies/company-queries.ts'
import { useTexts } from '../language.tsx'
import { links } from '../links.ts'
import { Button } from '../ui/button.tsx'
import { DateBox } from '../ui/date-box.tsx'
import { TaskDialog } from '../ui/dialog.tsx'
import { RadioList, TextBox } from '../ui/field.tsx'
import { Notice, Problem } from '../ui/notice.tsx'
import { SelectBox } from '../ui/select-box.tsx'
import { useAskForChange, useMassTargets } from './mass-change-queries.ts'

type Target = MassTargets['targets'][number]
type Op = NewMassChange['op']

const HUNDREDTHS = 100

/** Says what is to become of everybody chosen. Nothing is changed here: it is tried first, and its numbers stand on a page of their own. */
export function ChangeDialog({ where, search, people, onClose }: { where: Condition[]; search: string; people: string[] | undefined; onClose: () => void }) {
  const { t } = useTexts()
  const navigate = useNavigate()
  const targets = useMassTargets()
  const [key, setKey] = useState<string | null>(null)
  const [op, setOp] = useState<Op>('set')
  const [typed, setTyped] = useState('')
  const [source, setSource] = useState('')
  const [collected, setCollected] = useState<'self' | 'other'>('other')
  const ask = useAskForChange()
  const target = targets.data?.find((one) => one.key === key)
  const choose = (next: string) => {
    setKey(next)
    setOp('set')
    setTyped('')
  }
  const missing = !target ? t('mass.target-first') : op !== 'clear' && typed.trim() === '' ? t('mass.value-first') : source.trim() === '' ? t('mass.source-first') : undefined
  const start = () => target && ask.mutate(
    { target: target.key, op, ...(op !== 'clear' && { value: valueOf(target, typed) }), source: source.trim(), collected, where, search, ...(people && { people }) },
    { onSuccess: ({ id }) => void navigate(links.massChange(id)) },
  )
  return (
    <TaskDialog title={t('mass.title')} isOpen onClose={onClose}>
      <div className="flex flex-col gap-6">
        <p className="text-soft">{t('mass.lead')}</p>
        {targets.error && <Problem error={targets.error} onRetry={() => void targets.refetch()} />}
        <SelectBox label={t('mass.target')} value={key} onChange={choose} options={(targets.data ?? []).map((one) => ({ key: one.key, label: one.name }))} />
        {target && <RadioList label={t('mass.op')} row value={op} onChange={(value) => setOp(value as Op)} options={opsOf(target).map((one) => ({ key: one, label: t(`mass-op.${one}`) }))} />}
        {target && op !== 'clear' && <ValueField target={target} value={typed} onChange={setTyped} />}
        <TextBox label={t('mass.source')} hint={t('mass.source-hint')} value={source} onChange={setSource} maxLength={200} />
        <RadioList label={t('mass.collected')} value={collected} onChange={(value) => setCollected(value === 'self' ? 'self' : 'other')} options={(['self', 'other'] as const).map((one) => ({ key: one, label: t(`mass-collected.${one}`) }))} />
        <Notice>{t('mass.told')}</Notice>
        {ask.error && <Problem error={ask.error} />}
        <div className="flex flex-wrap gap-2">
          <Button kind="primary" onPress={start} isPending={ask.isPending} reasonInSight disabledReason={missing}>{t('mass.try')}</Button>
          <Button kind="plain" onPress={onClose}>{t('ui.cancel')}</Button>
        </div>
      </div>
    </TaskDialog>
  )
}

function ValueField({ target, value, onChange }: { target: Target; value: string; onChange: (value: string) => void }) {
  const { t } = useTexts()
  const { data } = useTeams()
  if (target.type === 'owner' || target.type === 'team') {
    const list = target.type === 'owner' ? data?.colleagues : data?.teams
    return <SelectBox label={target.name} value={value === '' ? null : value} onChange={onChange} options={(list ?? []).map(({ id, name }) => ({ key: id, label: name }))} />
  }
  if (target.type === 'date') return <DateBox label={t('mass.value')} value={value} onChange={(day) => onChange(day ?? '')} />
  return <TextBox label={t('mass.value')} {...(target.type === 'list' && { hint: t('mass.list-hint') })} value={value} onChange={onChange} />
}

const opsOf = ({ type }: Target): readonly Op[] => (type === 'list' ? ['add', 'remove', 'set', 'clear'] : ['set', 'clear'])

function valueOf({ type }: Target, typed: string): string | number | string[] {
  if (type === 'list') return typed.split(',').map((one) => one.trim()).filter(Boolean)
  if (type === 'amount') return Math.round(Number(typed.replace(',', '.')) * HUNDREDTHS)
  return typed.trim()
}
