import { Check, ChevronDown } from 'lucide-react'
import { type ReactNode } from 'react'
import { Button, ComboBox as AriaComboBox, FieldError, Input, Label, ListBox, ListBoxItem, Popover, Text } from 'react-aria-components'
import { useTexts } from '../language.tsx'
import { BOX, HEIGHT, HINT, LABEL } from './field-look.ts'
import type { Choice } from './field.tsx'

/** One of many, found by typing a part of its name. */
export function ComboBox({ label, hint, error, options, value, onChange, isDisabled = false, placeholder = '', className = '' }: {
  label: string
  hint?: ReactNode
  error?: string | undefined
  options: readonly Choice[]
  value: string | null
  onChange: (key: string | null) => void
  isDisabled?: boolean
  placeholder?: string
  className?: string
}) {
  const { t } = useTexts()
  return (
    <AriaComboBox
      selectedKey={value}
      onSelectionChange={(key) => onChange(key === null ? null : String(key))}
      defaultItems={options.map((option) => ({ ...option, id: option.key }))}
      isDisabled={isDisabled}
      isInvalid={error !== undefined}
      menuTrigger="focus"
      allowsEmptyCollection
      className={className}
    >
      <Label className={LABEL}>{label}</Label>
      <div className="relative">
        <Input placeholder={placeholder} className={`${BOX} ${HEIGHT} pr-9`} />
        <Button aria-label={t('ui.choose')} className="absolute top-1/2 right-1 flex size-7 -translate-y-1/2 items-center justify-center rounded-small text-soft data-[hovered]:text-ink">
          <ChevronDown aria-hidden size={16} />
        </Button>
      </div>
      {hint && <Text slot="description" className={HINT}>{hint}</Text>}
      {error !== undefined && <FieldError className="mt-1 block text-fine text-brick">{error}</FieldError>}
      <Popover className="arriving w-(--trigger-width) overflow-auto rounded-part border border-line bg-raised p-1 shadow-float">
        <ListBox<Choice & { id: string }> className="outline-none" renderEmptyState={() => <p className="px-2.5 py-2 text-soft">{t('palette.nothing')}</p>}>
          {(option) => (
            <ListBoxItem textValue={option.label} className="group flex min-h-11 cursor-default items-center gap-2 rounded-small px-2.5 py-1.5 outline-none data-[focused]:bg-accent-wash mid:min-h-9">
              <Check aria-hidden size={16} className="invisible shrink-0 text-accent group-data-[selected]:visible" />
              <span>
                <Text slot="label" className="block">{option.label}</Text>
                {option.hint && <Text slot="description" className="block text-fine text-soft">{option.hint}</Text>}
              </span>
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </AriaComboBox>
  )
}
