import type { Import, ImportColumn, UploadedImport } from '@api/imports-resource.ts'
import { useTexts } from '../language.tsx'
import { Button } from '../ui/button.tsx'
import { TextBox, type Choice } from '../ui/field.tsx'
import { SelectBox } from '../ui/select-box.tsx'
import { Notice } from '../ui/notice.tsx'
import { Section } from '../ui/page.tsx'
import { Tag } from '../ui/tag.tsx'
import { AnswerOf, answerTarget, saysWhatFor, targetOf } from './answer-of.tsx'
import { FileFormChoice, FirstRowSwitch } from './file-form.tsx'
import { mappingOf, type ImportDraft } from './import-draft.ts'

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
  const { t } = useTexts()
  const mapping = mappingOf(one, draft)
  // Each answer by purpose and channel is a target of its own; here it is chosen in three short steps.
  const options: Choice[] = [
    { key: DROPPED, label: t('columns.drop') },
    ...one.targets.filter(({ target }) => answerTarget(target) === undefined).map(({ target, label }) => ({ key: target, label })),
    { key: 'consent', label: t('columns.a-yes') },
    { key: 'objection', label: t('columns.a-no') },
  ]
  const unsaid = one.columns.find(({ name }) => !saysWhatFor(mapping[name] ?? null))
  const dropped = one.columns.filter(({ name }) => mapping[name] === null).length

  return (
    <Section title={t('columns.title')} lead={t('columns.lead')}>
      <div className="mb-4 flex flex-col gap-2 empty:hidden">
        {one.program && <Notice>{one.program}</Notice>}
        {one.warning && <Notice tone="wait" actions={<FirstRowSwitch draft={draft} onChange={onChange} />}>{one.warning}</Notice>}
        {draft.form.firstRow === 'person' && <Notice actions={<FirstRowSwitch draft={draft} onChange={onChange} />}>{t('columns.by-letter')}</Notice>}
        {uploaded?.savedMapping && <Notice tone="good">{t('columns.saved', { name: uploaded.savedMapping.name })}</Notice>}
      </div>
      <ul className="border-t border-line">
        {one.columns.map((column) => (
          <ColumnLine key={column.name} column={column} target={mapping[column.name] ?? null} options={options} onChange={(target) => onChange({ ...draft, mapping: { ...draft.mapping, [column.name]: target } })} />
        ))}
      </ul>
      <p className="my-4 text-soft" aria-live="polite">{t('columns.dropped', { count: dropped })}</p>
      <FileFormChoice draft={draft} uploaded={uploaded} onChange={onChange} />
      <div className="mb-6 max-w-[24rem]">
        <TextBox label={t('columns.save-as')} hint={t('columns.save-as-hint')} value={draft.saveMappingAs} onChange={(saveMappingAs) => onChange({ ...draft, saveMappingAs })} />
      </div>
      <Button kind="primary" onPress={onNext} reasonInSight disabledReason={dropped === one.columns.length ? t('columns.map-one') : unsaid && t('columns.yes-for-what-first', { column: unsaid.name })}>{t('ui.next')}</Button>
    </Section>
  )
}

function ColumnLine({ column, target, options, onChange }: { column: ImportColumn; target: string | null; options: readonly Choice[]; onChange: (target: string | null) => void }) {
  const { t } = useTexts()
  const isProposed = column.proposal !== null && column.proposal.field === target
  const answer = target === null ? undefined : answerTarget(target)
  return (
    <li className="grid grid-cols-1 gap-x-6 gap-y-2 border-b border-line py-3 mid:grid-cols-[minmax(0,1fr)_minmax(0,1fr)]">
      <div className="min-w-0">
        <p className={target === null ? 'break-words text-soft' : 'font-semibold break-words'}>{column.name}</p>
        <p className="truncate font-mono text-fine text-soft">{column.sample.filter(Boolean).slice(0, 3).join('  ·  ') || t('columns.empty')}</p>
      </div>
      <div className="min-w-0">
        <SelectBox label={t('columns.becomes', { column: column.name })} hideLabel value={target === null ? DROPPED : (answer?.field ?? target)} options={options} onChange={(key) => onChange(key === DROPPED ? null : key)} />
        {answer && <AnswerOf column={column.name} answer={answer} onChange={(changed) => onChange(targetOf(changed))} />}
        {!saysWhatFor(target) && <p className="mt-1 text-fine text-brick">{t('columns.yes-for-what')}</p>}
        <p className="mt-1 text-fine text-soft">
          {isProposed && target !== null && (column.proposal?.confidence === 'low' ? <Tag tone="wait">{t('columns.unsure')}</Tag> : <Tag tone="good">{t('columns.recognised')}</Tag>)} {isProposed ? column.proposal?.reason : target === null ? t('columns.not-kept') : t('columns.by-hand')}
        </p>
      </div>
    </li>
  )
}
