import { Check, ChevronDown } from 'lucide-react'
import { type ReactNode } from 'react'
import { Button, Label, ListBox, ListBoxItem, Popover, Select, SelectValue, Text } from 'react-aria-components'
import { useTexts } from '../language.tsx'
import { BOX, HEIGHT, HINT, LABEL } from './field-look.ts'
import type { Choice } from './field.tsx'

/** One of many, from a list that opens. */
export function SelectBox({ label, hint, options, value, onChange, hideLabel, isDisabled, placeholder, className = '' }: {
  label: string
  hint?: ReactNode
  options: readonly Choice[]
  value: string | null
  onChange: (key: string) => void
  hideLabel?: boolean
  isDisabled?: boolean
  placeholder?: string
  className?: string
}) {
  const { t } = useTexts()
  return (
    <Select value={value} onChange={(key) => key !== null && onChange(String(key))} isDisabled={isDisabled ?? false} className={className} placeholder={placeholder ?? t('ui.choose')}>
      <Label className={hideLabel ? 'sr-only' : LABEL}>{label}</Label>
      <Button className={`${BOX} ${HEIGHT} flex items-center justify-between gap-2 text-left data-[hovered]:bg-sunken`}>
        <SelectValue className="truncate data-[placeholder]:text-soft">{({ selectedText, isPlaceholder, defaultChildren }) => (isPlaceholder ? defaultChildren : selectedText)}</SelectValue>
        <ChevronDown aria-hidden size={16} className="shrink-0 text-soft" />
      </Button>
      {hint && <Text slot="description" className={HINT}>{hint}</Text>}
      <Popover className="arriving min-w-(--trigger-width) max-w-[min(28rem,95vw)] overflow-auto rounded-part border border-line bg-raised p-1 shadow-float">
        <ListBox className="outline-none" items={options.map((option) => ({ ...option, id: option.key }))}>
          {(option) => (
            <ListBoxItem textValue={option.label} className="group flex min-h-9 cursor-default items-center gap-2 rounded-small px-2.5 py-1.5 outline-none data-[focused]:bg-accent-wash">
              <Check aria-hidden size={16} className="invisible shrink-0 text-accent group-data-[selected]:visible" />
              <span>
                <Text slot="label" className="block">{option.label}</Text>
                {option.hint && <Text slot="description" className="block text-fine text-soft">{option.hint}</Text>}
              </span>
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </Select>
  )
}
