import { useTexts } from '../language.tsx'
import { useCatalogue } from '../purposes/catalogue.ts'
import type { Choice } from '../ui/field.tsx'
import { SelectBox } from '../ui/select-box.tsx'

/** A yes or no in a column is an answer to one purpose, through one channel; `''` is all of them. */
export interface AnswerTarget {
  field: 'consent' | 'objection'
  purpose: string
  channel: string
}

/** Channels a file may hold answers for. */
const ANSWERED = ['email', 'sms', 'phone', 'letter'] as const
const EVERY = 'every'

/** Reads `consent:events:email`; undefined for a target that is no answer. */
export function answerTarget(target: string): AnswerTarget | undefined {
  const [field, purpose = '', channel = ''] = target.split(':')
  return field === 'consent' || field === 'objection' ? { field, purpose, channel } : undefined
}

export function targetOf({ field, purpose, channel }: AnswerTarget): string {
  return purpose || channel ? `${field}:${purpose}:${channel}` : field
}

/** A yes must say what it is for and through which channel, or it is held back (L3). */
export function saysWhatFor(target: string | null): boolean {
  const answer = target === null ? undefined : answerTarget(target)
  return answer?.field !== 'consent' || (answer.purpose !== '' && answer.channel !== '')
}

/** To what the yes or no of a column answers. A yes must say it; a no may mean everything. */
export function AnswerOf({ column, answer, onChange }: { column: string; answer: AnswerTarget; onChange: (answer: AnswerTarget) => void }) {
  const { t, language } = useTexts()
  const { purposes } = useCatalogue()
  const marketing = purposes.filter(({ kind }) => kind === 'marketing')
  const offered: readonly string[] | undefined = marketing.find(({ key }) => key === answer.purpose)?.channels
  const channels = ANSWERED.filter((channel) => offered?.includes(channel) ?? true)
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
        onChange={(key) => onChange({ ...answer, purpose: told(key) })}
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
