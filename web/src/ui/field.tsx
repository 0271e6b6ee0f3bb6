import { Check } from 'lucide-react'
import { type ReactNode } from 'react'
import {
  Checkbox as AriaCheckbox, FieldError, Input, Label, Radio, RadioGroup, Switch as AriaSwitch, Text, TextArea, TextField, type CheckboxProps, type RadioGroupProps,
  type SwitchProps, type TextFieldProps,
} from 'react-aria-components'
import { BOX, HEIGHT, HINT, LABEL } from './field-look.ts'

interface FieldText {
  label: string
  hint?: ReactNode
  error?: string | undefined
}

export function TextBox({ label, hint, error, rows, placeholder, hideLabel, ...rest }: Omit<TextFieldProps, 'children'> & FieldText & { rows?: number; placeholder?: string; hideLabel?: boolean }) {
  return (
    <TextField {...rest} isInvalid={error !== undefined}>
      <Label className={hideLabel ? 'sr-only' : LABEL}>{label}</Label>
      {rows ? <TextArea rows={rows} placeholder={placeholder} className={`${BOX} py-2 leading-normal`} /> : <Input placeholder={placeholder} className={`${BOX} ${HEIGHT}`} />}
      {hint && <Text slot="description" className={HINT}>{hint}</Text>}
      {error !== undefined && <FieldError className="mt-1 block text-fine text-brick">{error}</FieldError>}
    </TextField>
  )
}

export interface Choice {
  key: string
  label: string
  hint?: string
}

export function CheckBox({ children, hint, ...rest }: Omit<CheckboxProps, 'children' | 'className'> & { children: ReactNode; hint?: ReactNode }) {
  return (
    <AriaCheckbox {...rest} className="group flex min-h-11 items-start gap-2.5 rounded-small py-2.5 data-[disabled]:opacity-50 mid:min-h-8 mid:py-1.5">
      <span aria-hidden className="mt-0.5 flex size-5 shrink-0 items-center justify-center rounded-small border border-edge bg-raised text-on-accent group-data-[selected]:border-accent group-data-[selected]:bg-accent">
        <Check size={14} strokeWidth={3} className="invisible group-data-[selected]:visible" />
      </span>
      <span>
        {children}
        {hint && <span className="block text-fine text-soft">{hint}</span>}
      </span>
    </AriaCheckbox>
  )
}

/** One of a few, all in sight. */
export function RadioList({ label, hint, options, row = false, ...rest }: Omit<RadioGroupProps, 'children' | 'className'> & FieldText & { options: readonly Choice[]; row?: boolean }) {
  return (
    <RadioGroup {...rest}>
      <Label className={LABEL}>{label}</Label>
      {hint && <Text slot="description" className="-mt-1 mb-1 block text-fine text-soft">{hint}</Text>}
      <div className={row ? 'flex flex-wrap gap-x-6' : 'flex flex-col'}>
        {options.map((option) => (
          <Radio key={option.key} value={option.key} className="group flex min-h-11 items-start gap-2.5 rounded-small py-2.5 mid:min-h-8 mid:py-1.5">
            <span aria-hidden className="mt-0.5 size-5 shrink-0 rounded-full border border-edge bg-raised group-data-[selected]:border-[6px] group-data-[selected]:border-accent" />
            <span>
              {option.label}
              {option.hint && <span className="block text-fine text-soft">{option.hint}</span>}
            </span>
          </Radio>
        ))}
      </div>
    </RadioGroup>
  )
}

export function Switch({ children, ...rest }: Omit<SwitchProps, 'children' | 'className'> & { children: ReactNode }) {
  return (
    <AriaSwitch {...rest} className="group flex min-h-9 items-center gap-3 rounded-small">
      <span aria-hidden className="flex h-6 w-10 shrink-0 items-center rounded-full border border-edge bg-sunken px-0.5 group-data-[selected]:border-accent group-data-[selected]:bg-accent">
        <span className="size-4 rounded-full bg-edge transition-transform duration-100 group-data-[selected]:translate-x-[1.1rem] group-data-[selected]:bg-on-accent" />
      </span>
      {children}
    </AriaSwitch>
  )
}
