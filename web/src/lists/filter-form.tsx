import { useState, type RefObject } from 'react'
import { Dialog, Popover } from 'react-aria-components'
import type { Condition } from '@api/decisions-resource.ts'
import { useTexts } from '../language.tsx'
import { Button } from '../ui/button.tsx'
import { DateBox } from '../ui/date-box.tsx'
import { TextBox } from '../ui/field.tsx'
import { SelectBox } from '../ui/select-box.tsx'
import { isWhole, newCondition, OPERATORS, type ListField } from './list-fields.ts'

/** What is chosen here counts when it is whole and the button is pressed: a list does not run after each letter. */
export function FilterPopover({ trigger, isOpen, onOpen, fields, condition, onChange }: {
  trigger: RefObject<HTMLButtonElement | null>
  isOpen: boolean
  onOpen: (open: boolean) => void
  fields: readonly ListField[]
  condition: Condition | undefined
  onChange: (condition: Condition) => void
}) {
  const { t } = useTexts()
  return (
    <Popover triggerRef={trigger} isOpen={isOpen} onOpenChange={onOpen} placement="bottom start" className="arriving w-[22rem] max-w-[95vw] rounded-part border border-line bg-raised shadow-float">
      <Dialog aria-label={t('lists.filter')} className="p-4 outline-none">
        <FilterForm
          fields={fields}
          first={condition}
          onDone={(done) => {
            onOpen(false)
            onChange(done)
          }}
        />
      </Dialog>
    </Popover>
  )
}

function FilterForm({ fields, first, onDone }: { fields: readonly ListField[]; first: Condition | undefined; onDone: (condition: Condition) => void }) {
  const { t } = useTexts()
  const [condition, setCondition] = useState<Condition | undefined>(first)
  const field = fields.find(({ key }) => key === condition?.field)
  const operators = field ? OPERATORS[field.kind] : []
  const change = (part: Partial<Condition>) => condition && setCondition({ ...condition, ...part })
  const isReady = condition !== undefined && isWhole(condition)
  return (
    <form
      className="flex flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault()
        if (isReady) onDone(condition)
      }}
    >
      <SelectBox label={t('audience.field')} value={field?.key ?? null} options={fields.map(({ key, label }) => ({ key, label }))} onChange={(key) => setCondition(newCondition(fields.find((one) => one.key === key)!))} />
      {field && condition && (
        <>
          <SelectBox label={t('audience.operator')} value={condition.op} options={operators.map((key) => ({ key, label: t(`operator.${key}`) }))} onChange={(key) => {
            const op = operators.find((one) => one === key) ?? operators[0]!
            const wasEmpty = condition.op === 'empty'
            change({ op, ...(op === 'empty' ? { value: true } : wasEmpty ? { value: '' } : {}) })
          }} />
          <ValueBox field={field} condition={condition} onChange={(value) => change({ value })} />
        </>
      )}
      <Button kind="primary" type="submit" disabledReason={isReady ? undefined : t('lists.filter-first')}>{t('lists.filter-use')}</Button>
    </form>
  )
}

function ValueBox({ field, condition: { op, value }, onChange }: { field: ListField; condition: Condition; onChange: (value: Condition['value']) => void }) {
  const { t } = useTexts()
  if (op === 'empty' || field.kind === 'yes-no') return <SelectBox label={t('audience.value')} value={value === '' ? null : String(value)} options={[{ key: 'true', label: t('ui.yes') }, { key: 'false', label: t('ui.no') }]} onChange={(key) => onChange(key === 'true')} />
  if (field.options) return <SelectBox label={t('audience.value')} value={value === '' ? null : String(value)} options={field.options} onChange={onChange} />
  if (field.kind === 'date') return <DateBox label={t('audience.value')} value={String(value)} onChange={onChange} />
  if (field.kind === 'amount') return <TextBox label={t('audience.value')} value={String(value)} onChange={(text) => onChange(text !== '' && Number.isFinite(Number(text)) ? Number(text) : text)} />
  return <TextBox label={t('audience.value')} value={String(value)} onChange={onChange} />
}
