import { useState } from 'react'
import type { NewlyMadeAddress } from '@api/incoming-resource.ts'
import { useTexts } from '../language.tsx'
import { LANGUAGE_NAMES, LANGUAGES, type Language } from '../texts.ts'
import { Button } from '../ui/button.tsx'
import { TaskDialog } from '../ui/dialog.tsx'
import { RadioList, TextBox } from '../ui/field.tsx'
import { Notice, Problem } from '../ui/notice.tsx'
import { useMakeAddress } from './incoming-queries.ts'

/** An address that a system mails its finished invoices to; its secret is shown once. */
export function NewAddress({ onClose }: { onClose: () => void }) {
  const { t } = useTexts()
  const make = useMakeAddress()
  return (
    <TaskDialog title={t('incoming.new')} isOpen onClose={onClose}>
      {make.data ? <ShownOnce made={make.data} onClose={onClose} /> : <AddressForm make={make} onClose={onClose} />}
    </TaskDialog>
  )
}

function AddressForm({ make, onClose }: { make: ReturnType<typeof useMakeAddress>; onClose: () => void }) {
  const { t, language: own } = useTexts()
  const [name, setName] = useState('')
  const [answerTo, setAnswerTo] = useState('')
  const [language, setLanguage] = useState<Language>(own)
  const missing = name.trim() === '' ? t('incoming.name-first') : answerTo.trim() === '' ? t('incoming.answer-to-first') : undefined
  return (
    <div className="flex flex-col gap-6">
      <TextBox label={t('incoming.name')} hint={t('incoming.name-hint')} value={name} onChange={setName} />
      <TextBox label={t('incoming.answer-to')} hint={t('incoming.answer-to-hint')} type="email" value={answerTo} onChange={setAnswerTo} />
      <RadioList label={t('incoming.language')} row value={language} onChange={(value) => setLanguage(value as Language)} options={LANGUAGES.map((key) => ({ key, label: LANGUAGE_NAMES[key] }))} />
      {make.error && <Problem error={make.error} />}
      <div className="flex flex-wrap gap-2">
        <Button kind="primary" onPress={() => make.mutate({ name: name.trim(), answerTo: answerTo.trim(), language })} isPending={make.isPending} reasonInSight disabledReason={missing}>{t('incoming.make')}</Button>
        <Button kind="plain" onPress={onClose}>{t('ui.cancel')}</Button>
      </div>
    </div>
  )
}

function ShownOnce({ made, onClose }: { made: NewlyMadeAddress; onClose: () => void }) {
  const { t } = useTexts()
  const [copied, setCopied] = useState(false)
  return (
    <div className="flex flex-col gap-5">
      <Notice tone="wait" title={t('incoming.once')}>{t('incoming.once-what')}</Notice>
      <TextBox label={t('incoming.address')} value={made.address} isReadOnly />
      <div className="flex flex-wrap gap-2">
        <Button kind="primary" onPress={() => void navigator.clipboard.writeText(made.address).then(() => setCopied(true))}>{t(copied ? 'incoming.copied' : 'incoming.copy')}</Button>
        <Button kind="plain" onPress={onClose}>{t('incoming.done')}</Button>
      </div>
    </div>
  )
}
