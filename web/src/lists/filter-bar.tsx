import { Plus, X } from 'lucide-react'
import { memo, useRef, useState, type ReactNode } from 'react'
import { Button as AriaButton } from 'react-aria-components'
import type { Condition } from '@api/decisions-resource.ts'
import { useTexts } from '../language.tsx'
import { Button, IconButton, Underway } from '../ui/button.tsx'
import { useFetched } from '../ui/use-fetched.ts'
import type { ListField } from './list-fields.ts'

const loadForm = () => import('./filter-form.tsx')

interface FilterBarProps {
  fields: readonly ListField[]
  where: readonly Condition[]
  onChange: (where: Condition[]) => void
}

/** The filters of a list, each as words that open to be changed, and one more to add. All must hold. */
export const FilterBar = memo(function FilterBar({ fields, where, onChange }: FilterBarProps) {
  const { t } = useTexts()
  const offered = fields.filter(({ filter }) => filter)
  return (
    <ul aria-label={t('lists.filters')} className="flex flex-wrap items-center gap-2">
      {where.map((condition, index) => (
        <li key={`${index} ${condition.field}`} className="flex max-w-full items-center rounded-part border border-line bg-raised">
          <FilterButton fields={offered} condition={condition} onChange={(changed) => onChange(where.with(index, changed))}><ConditionInWords condition={condition} fields={fields} /></FilterButton>
          <IconButton label={t('lists.remove-filter')} onPress={() => onChange(where.toSpliced(index, 1))}><X size={16} /></IconButton>
        </li>
      ))}
      <li>
        <FilterButton fields={offered} onChange={(added) => onChange([...where, added])}><Plus aria-hidden size={16} />{t('lists.add-filter')}</FilterButton>
      </li>
    </ul>
  )
})

/** Opens a filter. What one fills in is fetched when the page is at rest, or now. */
function FilterButton({ fields, condition, onChange, children }: { fields: readonly ListField[]; condition?: Condition; onChange: (condition: Condition) => void; children: ReactNode }) {
  const button = useRef<HTMLButtonElement>(null)
  const [isOpen, setOpen] = useState(false)
  const { part, fetch, isFetching } = useFetched(loadForm)
  const common = { ref: button, 'aria-haspopup': 'dialog' as const, 'aria-expanded': isOpen, onPress: () => (part ? setOpen(true) : void fetch(() => setOpen(true))) }
  return (
    <>
      {condition
        ? <AriaButton {...common} className="min-h-11 min-w-0 truncate rounded-part pr-1 pl-3 data-[hovered]:bg-sunken mid:min-h-9">{children}{isFetching && <Underway />}</AriaButton>
        : <Button kind="plain" {...common} isPending={isFetching}>{children}</Button>}
      {part && <part.FilterPopover trigger={button} isOpen={isOpen} onOpen={setOpen} fields={fields} condition={condition} onChange={onChange} />}
    </>
  )
}

function ConditionInWords({ condition: { field: key, op, value }, fields }: { condition: Condition; fields: readonly ListField[] }) {
  const { t, day, number } = useTexts()
  const field = fields.find((one) => one.key === key)
  const label = field?.label ?? key
  if (op === 'empty') return <span className="truncate">{t(value === true ? 'lists.is-empty' : 'lists.is-not-empty', { field: label })}</span>
  const told = field?.options?.find((one) => one.key === value)?.label ?? (typeof value === 'boolean' ? t(value ? 'ui.yes' : 'ui.no') : field?.kind === 'date' && value !== '' ? day(String(value)) : typeof value === 'number' ? number(value) : String(value))
  return <span className="truncate">{label} <span className="text-soft">{t(`operator.${op}`)}</span> {told}</span>
}
