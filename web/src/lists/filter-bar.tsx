import { Plus, X } from 'lucide-react'
import { useState } from 'react'
import { Button as AriaButton, Dialog, DialogTrigger, Popover } from 'react-aria-components'
import type { Condition } from '@api/decisions-resource.ts'
import { useTexts } from '../language.tsx'
import { Button, IconButton } from '../ui/button.tsx'
import { DateBox } from '../ui/date-box.tsx'
import { SelectBox, TextBox } from '../ui/field.tsx'
import { isWhole, newCondition, OPERATORS, type ListField } from './list-fields.ts'

/** The filters of a list, each as words that open to be changed, and one more to add. All must hold. */
export function FilterBar({ fields, where, onChange }: { fields: readonly ListField[]; where: readonly Condition[]; onChange: (where: Condition[]) => void }) {
  const { t } = useTexts()
  const offered = fields.filter(({ filter }) => filter)
  return (
    <ul aria-label={t('lists.filters')} className="flex flex-wrap items-center gap-2">
      {where.map((condition, index) => (
        <li key={`${index} ${condition.field}`} className="flex max-w-full items-center rounded-part border border-line bg-raised">
          <DialogTrigger>
            <AriaButton className="min-h-11 min-w-0 truncate rounded-part pr-1 pl-3 data-[hovered]:bg-sunken mid:min-h-9"><ConditionInWords condition={condition} fields={fields} /></AriaButton>
            <FilterPopover fields={offered} condition={condition} onChange={(changed) => onChange(where.with(index, changed))} />
          </DialogTrigger>
          <IconButton label={t('lists.remove-filter')} onPress={() => onChange(where.toSpliced(index, 1))}><X size={16} /></IconButton>
        </li>
      ))}
      <li>
        <DialogTrigger>
          <Button kind="plain"><Plus aria-hidden size={16} />{t('lists.add-filter')}</Button>
          <FilterPopover fields={offered} onChange={(added) => onChange([...where, added])} />
        </DialogTrigger>
      </li>
    </ul>
  )
}

function ConditionInWords({ condition: { field: key, op, value }, fields }: { condition: Condition; fields: readonly ListField[] }) {
  const { t, day, number } = useTexts()
  const field = fields.find((one) => one.key === key)
  const label = field?.label ?? key
  if (op === 'empty') return <span className="truncate">{t(value === true ? 'lists.is-empty' : 'lists.is-not-empty', { field: label })}</span>
  const told = field?.options?.find((one) => one.key === value)?.label ?? (field?.kind === 'date' && value !== '' ? day(String(value)) : typeof value === 'number' ? number(value) : String(value))
  return <span className="truncate">{label} <span className="text-soft">{t(`operator.${op}`)}</span> {told}</span>
}

/** What is chosen here counts when it is whole and the button is pressed: a list does not run after each letter. */
function FilterPopover({ fields, condition, onChange }: { fields: readonly ListField[]; condition?: Condition; onChange: (condition: Condition) => void }) {
  const { t } = useTexts()
  return (
    <Popover placement="bottom start" className="arriving w-[22rem] max-w-[95vw] rounded-part border border-line bg-raised shadow-float">
      <Dialog aria-label={t('lists.filter')} className="p-4 outline-none">
        {({ close }) => (
          <FilterForm
            fields={fields}
            first={condition}
            onDone={(done) => {
              onChange(done)
              close()
            }}
          />
        )}
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
  if (op === 'empty') return <SelectBox label={t('audience.value')} value={String(value)} options={[{ key: 'true', label: t('ui.yes') }, { key: 'false', label: t('ui.no') }]} onChange={(key) => onChange(key === 'true')} />
  if (field.options) return <SelectBox label={t('audience.value')} value={value === '' ? null : String(value)} options={field.options} onChange={onChange} />
  if (field.kind === 'date') return <DateBox label={t('audience.value')} value={String(value)} onChange={onChange} />
  if (field.kind === 'amount') return <TextBox label={t('audience.value')} value={String(value)} onChange={(text) => onChange(text !== '' && Number.isFinite(Number(text)) ? Number(text) : text)} />
  return <TextBox label={t('audience.value')} value={String(value)} onChange={onChange} />
}
