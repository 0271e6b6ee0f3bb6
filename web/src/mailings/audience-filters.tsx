import { Plus, X } from 'lucide-react'
import type { PublishedField } from '@api/catalogue-resource.ts'
import type { Condition } from '@api/decisions-resource.ts'
import { useTexts } from '../language.tsx'
import { useCatalogue } from '../purposes/catalogue.ts'
import { Button, IconButton } from '../ui/button.tsx'
import { DateBox } from '../ui/date-box.tsx'
import { SelectBox, TextBox } from '../ui/field.tsx'
import { useSettled } from '../ui/use-settled.ts'
import { Reach } from './reach.tsx'
import type { DraftForm } from './mailing-draft.ts'
import { useAudience } from './mailing-queries.ts'
import { productGroup } from '../product-group.ts'

const OPERATORS: Record<PublishedField['type'], readonly Condition['op'][]> = {
  text: ['is', 'is-not', 'starts-with'],
  choice: ['is', 'is-not'],
  list: ['has'],
  date: ['at-least', 'at-most'],
  amount: ['at-least', 'at-most'],
  email: ['is', 'starts-with'],
  phone: ['is', 'starts-with'],
  address: ['starts-with'],
  'identity-number': [],
  file: [],
}

/** Who, by what is held about them; and at once how many that is, and how many of them may be reached. */
export function AudienceFilters({ form, onChange }: { form: DraftForm; onChange: (where: Condition[]) => void }) {
  const { t } = useTexts()
  const { fields } = useCatalogue()
  const offered = fields.filter(({ sensitive, type }) => !sensitive && OPERATORS[type].length > 0)
  const first = offered.find(({ key }) => key === 'city') ?? offered[0]
  const add = () => first && onChange([...form.where, { field: first.key, op: OPERATORS[first.type][0] ?? 'is', value: '' }])
  return (
    <>
      <ul className="mb-3 flex flex-col gap-3">
        {form.where.map((condition, index) => (
          <li key={index}>
            <FilterLine
              condition={condition}
              fields={offered}
              onChange={(changed) => onChange(form.where.with(index, changed))}
              onRemove={() => onChange(form.where.toSpliced(index, 1))}
            />
          </li>
        ))}
      </ul>
      <Button onPress={add}><Plus aria-hidden size={16} />{t('audience.add')}</Button>
      <LiveReach form={form} />
    </>
  )
}

function FilterLine({ condition, fields, onChange, onRemove }: { condition: Condition; fields: readonly PublishedField[]; onChange: (condition: Condition) => void; onRemove: () => void }) {
  const { t, language } = useTexts()
  const field = fields.find(({ key }) => key === condition.field)
  const operators = field ? OPERATORS[field.type] : []
  const isNumber = field?.type === 'amount'
  return (
    <div className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-2 narrow:grid-cols-[minmax(0,13rem)_minmax(0,11rem)_minmax(0,14rem)_auto]">
      <SelectBox
        label={t('audience.field')}
        hideLabel
        value={condition.field}
        options={fields.map(({ key, texts }) => ({ key, label: texts[language].name }))}
        onChange={(key) => {
          const type = fields.find((each) => each.key === key)?.type ?? 'text'
          onChange({ field: key, op: OPERATORS[type][0] ?? 'is', value: '' })
        }}
        className="max-narrow:col-span-2"
      />
      <SelectBox label={t('audience.operator')} hideLabel value={condition.op} options={operators.map((key) => ({ key, label: t(`operator.${key}`) }))} onChange={(key) => onChange({ ...condition, op: operators.find((each) => each === key) ?? 'is' })} className="max-narrow:col-span-2" />
      {field?.type === 'date'
        ? <DateBox label={t('audience.value')} hideLabel value={String(condition.value)} onChange={(value) => onChange({ ...condition, value })} />
        : <TextBox label={t('audience.value')} hideLabel value={String(condition.value)} onChange={(text) => onChange({ ...condition, value: isNumber && text !== '' && !Number.isNaN(Number(text)) ? Number(text) : text })} />}
      <IconButton label={t('audience.remove')} onPress={onRemove}><X size={16} /></IconButton>
    </div>
  )
}

/** A question may be put for one purpose and not for another, so each is counted by itself. */
function LiveReach({ form }: { form: DraftForm }) {
  const { t } = useTexts()
  const { nameOf } = useCatalogue()
  if (form.purposes.length === 0) return <p className="mt-4 text-soft">{t('audience.purpose-first')}</p>
  return (
    <div className="mt-5 grid min-h-24 gap-6" aria-live="polite">
      {form.purposes.map((purpose) => (
        <section key={purpose}>
          {form.purposes.length > 1 && <h3 className="mb-2 font-semibold">{nameOf(purpose)}</h3>}
          <PurposeReach form={form} purpose={purpose} />
        </section>
      ))}
    </div>
  )
}

function PurposeReach({ form, purpose }: { form: DraftForm; purpose: string }) {
  const where = form.where.filter(({ value }) => value !== '')
  const question = useSettled(JSON.stringify({ purpose, channel: 'email', use: form.kind === 'ask' ? 'ask' : 'send', where, limit: 1, ...(form.about.trim() && { about: productGroup(form.about) }) }))
  const audience = useAudience(JSON.parse(question))
  return <Reach kind={form.kind} reach={audience.data} error={audience.error} />
}
