import { useState } from 'react'
import type { IssuedApiKey } from '@api/session-resource.ts'
import { useTexts } from '../language.tsx'
import { useCatalogue } from '../purposes/catalogue.ts'
import { Button } from '../ui/button.tsx'
import { TaskDialog } from '../ui/dialog.tsx'
import { CheckBox, RadioList, TextBox } from '../ui/field.tsx'
import { Notice, Problem } from '../ui/notice.tsx'
import { useIssueKey } from './key-queries.ts'

const DAY_MS = 86_400_000
/** Days that a key may live; none is until somebody ends it. */
const LIVES = { none: undefined, quarter: 90, year: 365 } as const
type Life = keyof typeof LIVES

/** A key for another system: what it is for decides what it sees. Shown once. */
export function NewKey({ onClose }: { onClose: () => void }) {
  const { t } = useTexts()
  const issue = useIssueKey()
  return (
    <TaskDialog title={t('api-keys.new')} isOpen onClose={onClose}>
      {issue.data ? <ShownOnce issued={issue.data} onClose={onClose} /> : <KeyForm issue={issue} onClose={onClose} />}
    </TaskDialog>
  )
}

function KeyForm({ issue, onClose }: { issue: ReturnType<typeof useIssueKey>; onClose: () => void }) {
  const { t } = useTexts()
  const catalogue = useCatalogue()
  const [name, setName] = useState('')
  const [purposes, setPurposes] = useState<string[]>([])
  const [speaks, setSpeaks] = useState(false)
  const [life, setLife] = useState<Life>('year')
  const missing = name.trim() === '' ? t('api-keys.name-first') : purposes.length === 0 ? t('api-keys.purpose-first') : undefined
  const make = () => {
    const days = LIVES[life]
    issue.mutate({ name: name.trim(), purposes, speaksForPerson: speaks, expiresAt: days === undefined ? null : new Date(Date.now() + days * DAY_MS).toISOString() })
  }
  return (
    <div className="flex flex-col gap-6">
      <TextBox label={t('api-keys.name')} hint={t('api-keys.name-hint')} value={name} onChange={setName} />
      <fieldset>
        <legend className="font-medium">{t('api-keys.for')}</legend>
        <p className="mb-1 text-fine text-soft">{t('api-keys.for-hint')}</p>
        {catalogue.purposes.map(({ key }) => (
          <CheckBox key={key} isSelected={purposes.includes(key)} onChange={(on) => setPurposes((before) => (on ? [...before, key] : before.filter((one) => one !== key)))}>{catalogue.nameOf(key)}</CheckBox>
        ))}
      </fieldset>
      <CheckBox isSelected={speaks} onChange={setSpeaks} hint={t('api-keys.speaks-hint')}>{t('api-keys.speaks-label')}</CheckBox>
      <RadioList label={t('api-keys.ends')} row value={life} onChange={(value) => setLife(value as Life)} options={(Object.keys(LIVES) as Life[]).map((key) => ({ key, label: t(`api-keys.life-${key}`) }))} />
      {issue.error && <Problem error={issue.error} />}
      <div className="flex flex-wrap gap-2">
        <Button kind="primary" onPress={make} isPending={issue.isPending} reasonInSight disabledReason={missing}>{t('api-keys.make')}</Button>
        <Button kind="plain" onPress={onClose}>{t('ui.cancel')}</Button>
      </div>
    </div>
  )
}

function ShownOnce({ issued, onClose }: { issued: IssuedApiKey; onClose: () => void }) {
  const { t } = useTexts()
  const [copied, setCopied] = useState(false)
  return (
    <div className="flex flex-col gap-5">
      <Notice tone="wait" title={t('api-keys.once')}>{t('api-keys.once-what')}</Notice>
      <TextBox label={t('api-keys.key')} value={issued.key} isReadOnly />
      <div className="flex flex-wrap gap-2">
        <Button kind="primary" onPress={() => void navigator.clipboard.writeText(issued.key).then(() => setCopied(true))}>{t(copied ? 'api-keys.copied' : 'api-keys.copy')}</Button>
        <Button kind="plain" onPress={onClose}>{t('api-keys.done')}</Button>
      </div>
    </div>
  )
}
