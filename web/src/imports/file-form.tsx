import { ChevronRight } from 'lucide-react'
import type { UploadedImport } from '@api/imports-resource.ts'
import { useTexts } from '../language.tsx'
import { Switch } from '../ui/field.tsx'
import { SelectBox } from '../ui/select-box.tsx'
import type { FileForm, ImportDraft } from './import-draft.ts'

const ENCODINGS = ['utf-8', 'windows-1252', 'utf-16le', 'utf-16be'] as const satisfies FileForm['encoding'][]
const DELIMITERS = [',', ';', '\t', '|'] as const satisfies FileForm['delimiter'][]
const DATE_ORDERS = ['day-first', 'month-first'] as const
const FOUND = 'found'

const DELIMITER_NAMES = { ',': 'form.comma', ';': 'form.semicolon', '\t': 'form.tab', '|': 'form.bar' } as const

/** Other columns may come of it: what was decided on those before is forgotten. */
function readWith(draft: ImportDraft, part: FileForm): ImportDraft {
  return { ...draft, form: { ...draft.form, ...part }, mapping: {} }
}

/** For a file without a row of names; it is read again, and its columns are then called A, B, C. */
export function FirstRowSwitch({ draft, onChange }: { draft: ImportDraft; onChange: (draft: ImportDraft) => void }) {
  const { t } = useTexts()
  return (
    <Switch isSelected={draft.form.firstRow === 'person'} onChange={(isPerson) => onChange(readWith(draft, { firstRow: isPerson ? 'person' : 'names' }))}>{t('form.first-row-is-person')}</Switch>
  )
}

/** For a file that was read wrongly: its encoding, its separator, the order of its dates. */
export function FileFormChoice({ draft, uploaded, onChange }: { draft: ImportDraft; uploaded: UploadedImport | undefined; onChange: (draft: ImportDraft) => void }) {
  const { t } = useTexts()
  const found = (value: string | null | undefined) => ({ key: FOUND, label: value ? t('form.found-as', { value }) : t('form.found') })
  const readAs = (part: FileForm) => onChange(readWith(draft, part))
  const foundDelimiter = DELIMITERS.find((each) => each === uploaded?.delimiter)
  return (
    <details className="group mb-6">
      <summary className="flex min-h-9 cursor-default items-center gap-2 rounded-small text-soft">
        <ChevronRight aria-hidden size={14} className="transition-transform duration-100 group-open:rotate-90" />
        {t('form.title')}
      </summary>
      <div className="mt-2 grid max-w-[38rem] grid-cols-1 gap-4 narrow:grid-cols-3">
        <SelectBox
          label={t('form.encoding')}
          value={draft.form.encoding ?? FOUND}
          options={[found(uploaded?.encoding), ...ENCODINGS.map((key) => ({ key, label: key }))]}
          onChange={(key) => readAs({ encoding: ENCODINGS.find((each) => each === key) })}
        />
        <SelectBox
          label={t('form.delimiter')}
          value={draft.form.delimiter ?? FOUND}
          options={[found(foundDelimiter && t(DELIMITER_NAMES[foundDelimiter])), ...DELIMITERS.map((key) => ({ key, label: t(DELIMITER_NAMES[key]) }))]}
          onChange={(key) => readAs({ delimiter: DELIMITERS.find((each) => each === key) })}
        />
        <SelectBox
          label={t('form.dates')}
          value={draft.dateOrder ?? FOUND}
          options={[found(null), ...DATE_ORDERS.map((key) => ({ key, label: t(`form.${key}`) }))]}
          onChange={(key) => onChange({ ...draft, dateOrder: DATE_ORDERS.find((each) => each === key) ?? null })}
        />
      </div>
      <div className="mt-2"><FirstRowSwitch draft={draft} onChange={onChange} /></div>
    </details>
  )
}
