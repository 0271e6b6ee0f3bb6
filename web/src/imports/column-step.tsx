import type { Import, ImportColumn, UploadedImport } from '@api/imports-resource.ts'
import { useTexts } from '../language.tsx'
import { useCatalogue } from '../purposes/catalogue.ts'
import { Button } from '../ui/button.tsx'
import { SelectBox, TextBox, type Choice } from '../ui/field.tsx'
import { Notice } from '../ui/notice.tsx'
import { Section } from '../ui/page.tsx'
import { Tag } from '../ui/tag.tsx'
import { answerTarget, kindOf, OTHER_TARGETS, targetOf, type AnswerTarget } from './column-targets.ts'
import type { ImportDraft } from './import-draft.ts'

const DROPPED = 'dropped'
const EVERY = 'every'

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
  const { fields } = useCatalogue()
  const options: Choice[] = [
    { key: DROPPED, label: t('columns.drop') },
    ...fields.filter(({ inferred, type }) => !inferred && type !== 'file').map(({ key, texts }) => ({ key, label: texts[language].name })),
    ...Object.entries(OTHER_TARGETS).map(([key, name]) => ({ key, label: t(name) })),
  ]
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
  const answer = target === null ? undefined : answerTarget(target)
  return (
    <li className="grid grid-cols-1 gap-x-6 gap-y-2 border-b border-line py-3 mid:grid-cols-[minmax(0,1fr)_minmax(0,1fr)]">
      <div className="min-w-0">
        <p className={target === null ? 'break-words text-soft' : 'font-semibold break-words'}>{column.name}</p>
        <p className="truncate font-mono text-fine text-soft">{column.sample.filter(Boolean).slice(0, 3).join('  ·  ') || t('columns.empty')}</p>
      </div>
      <div className="min-w-0">
        <SelectBox label={t('columns.becomes', { column: column.name })} hideLabel value={target === null ? DROPPED : kindOf(target)} options={options} onChange={(key) => onChange(key === DROPPED ? null : key)} />
        {answer && <AnswerOf column={column.name} answer={answer} onChange={(changed) => onChange(targetOf(changed))} />}
        <p className="mt-1 text-fine text-soft">
          {isProposed && target !== null && <Tag tone="good">{t('columns.recognised')}</Tag>} {isProposed ? column.proposal?.reason : target === null ? t('columns.not-kept') : t('columns.by-hand')}
        </p>
      </div>
    </li>
  )
}

/** To what the yes or no of a column answers. A yes must say it; a no may mean everything. */
function AnswerOf({ column, answer, onChange }: { column: string; answer: AnswerTarget; onChange: (answer: AnswerTarget) => void }) {
  const { t, language } = useTexts()
  const { purposes } = useCatalogue()
  const marketing = purposes.filter(({ kind }) => kind === 'marketing')
  const channels = marketing.find(({ key }) => key === answer.purpose)?.channels ?? [...new Set(marketing.flatMap((purpose) => purpose.channels))]
  const every = (label: string): Choice[] => (answer.field === 'objection' ? [{ key: EVERY, label }] : [])
  const shown = (value: string) => value || (answer.field === 'objection' ? EVERY : null)
  const told = (key: string) => (key === EVERY ? '' : key)
  return (
    <div className="mt-2 grid grid-cols-2 gap-2">
      <SelectBox
        label={t('columns.answer-purpose', { column })}
        hideLabel
        placeholder={t('purposes.name')}
        value={shown(answer.purpose)}
        options={[...every(t('columns.all-marketing')), ...marketing.map(({ key, texts }) => ({ key, label: texts[language].name }))]}
        onChange={(key) => onChange({ ...answer, purpose: told(key), channel: '' })}
      />
      <SelectBox
        label={t('columns.answer-channel', { column })}
        hideLabel
        placeholder={t('purposes.channel')}
        value={shown(answer.channel)}
        options={[...every(t('columns.all-channels')), ...channels.map((key) => ({ key, label: t(`channel.${key}`) }))]}
        onChange={(key) => onChange({ ...answer, channel: told(key) })}
      />
    </div>
  )
}
