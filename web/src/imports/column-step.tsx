import type { Import, ImportColumn, UploadedImport } from '@api/imports-resource.ts'
import { useTexts } from '../language.tsx'
import { useCatalogue } from '../purposes/catalogue.ts'
import { Button } from '../ui/button.tsx'
import { SelectBox, TextBox, type Choice } from '../ui/field.tsx'
import { Notice } from '../ui/notice.tsx'
import { Section } from '../ui/page.tsx'
import { Tag } from '../ui/tag.tsx'
import type { ImportDraft } from './import-draft.ts'

const DROPPED = 'dropped'

interface ColumnStepProps {
  one: Import
  uploaded: UploadedImport | undefined
  draft: ImportDraft
  onChange: (draft: ImportDraft) => void
  onNext: () => void
}

/** What each column was recognised as, and why; changed by hand where it is wrong. */
export function ColumnStep({ one, uploaded, draft, onChange, onNext }: ColumnStepProps) {
  const { t, language } = useTexts()
  const catalogue = useCatalogue()
  const targets = proposedBesidesFields(one, draft, catalogue.fields.map(({ key }) => key))
  const options: Choice[] = [
    { key: DROPPED, label: t('columns.drop') },
    ...targets.map((key) => ({ key, label: targetName(key) })),
    ...catalogue.fields.map(({ key, texts }) => ({ key, label: texts[language].name })),
  ]
  function targetName(key: string) {
    return t('columns.other-target', { name: key })
  }
  const dropped = one.columns.filter(({ name }) => !draft.mapping[name]).length

  return (
    <Section title={t('columns.title')} lead={t('columns.lead')}>
      {uploaded?.savedMapping && <div className="mb-4"><Notice tone="good">{t('columns.saved', { name: uploaded.savedMapping.name })}</Notice></div>}
      <ul className="border-t border-line">
        {one.columns.map((column) => (
          <ColumnLine key={column.name} column={column} target={draft.mapping[column.name] ?? null} options={options} onChange={(target) => onChange({ ...draft, mapping: { ...draft.mapping, [column.name]: target } })} />
        ))}
      </ul>
      <p className="my-4 text-soft" aria-live="polite">{t('columns.dropped', { count: dropped })}</p>
      <div className="mb-6 max-w-[24rem]">
        <TextBox label={t('columns.save-as')} hint={t('columns.save-as-hint')} value={draft.saveMappingAs} onChange={(saveMappingAs) => onChange({ ...draft, saveMappingAs })} />
      </div>
      <Button kind="primary" onPress={onNext} disabledReason={dropped === one.columns.length ? t('columns.map-one') : undefined}>{t('ui.next')}</Button>
    </Section>
  )
}

function ColumnLine({ column, target, options, onChange }: { column: ImportColumn; target: string | null; options: readonly Choice[]; onChange: (target: string | null) => void }) {
  const { t } = useTexts()
  const isProposed = column.proposal !== null && column.proposal.field === target
  return (
    <li className={`grid grid-cols-1 gap-x-6 gap-y-2 border-b border-line py-3 mid:grid-cols-[minmax(0,1fr)_minmax(0,1fr)] ${target === null ? 'opacity-75' : ''}`}>
      <div className="min-w-0">
        <p className="font-medium break-words">{column.name}</p>
        <p className="truncate font-mono text-fine text-soft">{column.sample.filter(Boolean).slice(0, 3).join('  ·  ') || t('columns.empty')}</p>
      </div>
      <div className="min-w-0">
        <SelectBox label={t('columns.becomes', { column: column.name })} hideLabel value={target ?? DROPPED} options={options} onChange={(key) => onChange(key === DROPPED ? null : key)} />
        <p className="mt-1 text-fine text-soft">
          {isProposed ? <><Tag tone="good">{t('columns.recognised')}</Tag> {column.proposal?.reason}</> : target === null ? t('columns.not-kept') : t('columns.by-hand')}
        </p>
      </div>
    </li>
  )
}

/** Targets that are no field of their own, such as a full name or an address in one cell. */
function proposedBesidesFields(one: Import, draft: ImportDraft, fields: readonly string[]) {
  const all = [...one.columns.map(({ proposal }) => proposal?.field), ...Object.values(draft.mapping)]
  return [...new Set(all.filter((key): key is string => Boolean(key) && !fields.includes(key!)))]
}
