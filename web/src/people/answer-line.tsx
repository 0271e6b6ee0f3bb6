import { ToggleButton, ToggleButtonGroup } from 'react-aria-components'
import type { ChoiceOnChannel, HeldContactPoint } from '@api/person-resource.ts'
import { useTexts } from '../language.tsx'
import { SelectBox } from '../ui/field.tsx'
import { Tag } from '../ui/tag.tsx'
import { OFTEN, yes, type Answer } from './answers.ts'
import { STATE_TONE } from './choices.tsx'

/** What they say about one purpose on one channel. Pressing the pressed one again takes it back. */
export function AnswerLine({ purpose, choice, points, answer, onChange }: {
  purpose: string
  choice: ChoiceOnChannel
  points: HeldContactPoint[] | undefined
  answer: Answer | undefined
  onChange: (answer: Answer | undefined) => void
}) {
  const { t } = useTexts()
  const channel = t(`channel.${choice.channel}`)
  const look = 'min-h-11 border border-edge bg-raised px-4 first:rounded-l-part last:-ml-px last:rounded-r-part data-[hovered]:bg-sunken mid:min-h-8 data-[focus-visible]:z-10'
  return (
    <div className="flex flex-wrap items-center justify-end gap-3 border-b border-line py-1">
      <span className="min-w-0 flex-1">
        {channel} <Tag tone={STATE_TONE[choice.state]}>{t(`state.${choice.state}`)}</Tag>
        {points?.length === 0 && <span className="block text-fine text-soft">{t('record.no-point')}</span>}
      </span>
      {answer?.kind === 'given' && points && points.length > 1 && (
        <SelectBox label={t('record.point', { channel })} hideLabel value={answer.contactPointId ?? null} options={points.map(({ id, value }) => ({ key: id, label: value }))} onChange={(contactPointId) => onChange({ ...answer, contactPointId })} className="w-60" />
      )}
      {answer?.kind === 'given' && (
        <SelectBox label={t('record.often', { channel })} hideLabel value={answer.frequency ?? 'as-it-comes'} options={OFTEN.map((key) => ({ key, label: t(`frequency.${key}`) }))} onChange={(key) => onChange({ ...answer, frequency: OFTEN.find((each) => each === key) ?? 'as-it-comes' })} className="w-44" />
      )}
      <ToggleButtonGroup
        aria-label={`${purpose}, ${channel}`}
        selectionMode="single"
        selectedKeys={answer ? [answer.kind] : []}
        onSelectionChange={(keys) => onChange(keys.has('given') ? yes(points) : keys.has('withdrawn') ? { kind: 'withdrawn' } : undefined)}
        className="flex shrink-0"
      >
        <ToggleButton id="given" isDisabled={points?.length === 0} className={`${look} data-[disabled]:text-soft data-[disabled]:opacity-60 data-[selected]:z-1 data-[selected]:border-accent data-[selected]:bg-accent data-[selected]:text-on-accent`}>{t('ui.yes')}</ToggleButton>
        <ToggleButton id="withdrawn" className={`${look} data-[selected]:z-1 data-[selected]:border-brick data-[selected]:bg-brick-wash data-[selected]:text-brick`}>{t('ui.no')}</ToggleButton>
      </ToggleButtonGroup>
    </div>
  )
}
