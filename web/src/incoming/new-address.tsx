import { useState } from 'react'
import type { NewlyMadeAddress } from '@api/incoming-resource.ts'
import { useTexts } from '../language.tsx'
import { LANGUAGE_NAMES, LANGUAGES, type Language } from '../texts.ts'
import { Button } from '../ui/button.tsx'
import { TaskDialog } from '../ui/dialog.tsx'
import { RadioList, TextBox } from '../ui/field.tsx'
import { Notice, Problem } from '../ui/notice.tsx'
import { useMakeAddress } from './incoming-queries.ts'

/** An address that a system mails its finished invoices to, whose secret is shown once; or one that customers write to. */
export function NewAddress({ base, onClose }: { base: string; onClose: () => void }) {
  const { t } = useTexts()
  const make = useMakeAddress()
  return (
    <TaskDialog title={t('incoming.new')} isOpen onClose={onClose}>
      {make.data ? <ShownOnce made={make.data} base={base} onClose={onClose} /> : <AddressForm make={make} base={base} onClose={onClose} />}
    </TaskDialog>
  )
}

function AddressForm({ make, base, onClose }: { make: ReturnType<typeof useMakeAddress>; base: string; onClose: () => void }) {
  const { t, language: own } = useTexts()
  const [name, setName] = useState('')
  const [taker, setTaker] = useState<'decorating' | 'tickets'>('decorating')
  const [answerTo, setAnswerTo] = useState('')
  const isOpen = taker === 'tickets'
  const [language, setLanguage] = useState<Language>(own)
  const missing = name.trim() === '' ? t('incoming.name-first') : answerTo.trim() === '' ? t(isOpen ? 'incoming.open-address-first' : 'incoming.answer-to-first') : undefined
  return (
    <div className="flex flex-col gap-6">
      <RadioList label={t('incoming.for')} value={taker} onChange={(value) => setTaker(value as typeof taker)} options={(['decorating', 'tickets'] as const).map((key) => ({ key, label: t(`incoming.for-${key}`) }))} />
      <TextBox label={t('incoming.name')} hint={t('incoming.name-hint')} value={name} onChange={setName} />
      <TextBox label={t(isOpen ? 'incoming.open-address' : 'incoming.answer-to')} hint={isOpen ? t('incoming.open-address-hint', { address: base }) : t('incoming.answer-to-hint')} type="email" value={answerTo} onChange={setAnswerTo} />
      <RadioList label={t('incoming.language')} row value={language} onChange={(value) => setLanguage(value as Language)} options={LANGUAGES.map((key) => ({ key, label: LANGUAGE_NAMES[key] }))} />
      {make.error && <Problem error={make.error} />}
      <div className="flex flex-wrap gap-2">
        <Button kind="primary" onPress={() => make.mutate({ taker, name: name.trim(), ...(isOpen ? { openAddress: answerTo.trim() } : { answerTo: answerTo.trim() }), language })} isPending={make.isPending} reasonInSight disabledReason={missing}>{t('incoming.make')}</Button>
        <Button kind="plain" onPress={onClose}>{t('ui.cancel')}</Button>
      </div>
    </div>
  )
}

function ShownOnce({ made, base, onClose }: { made: NewlyMadeAddress; base: string; onClose: () => void }) {
  const { t } = useTexts()
  const [copied, setCopied] = useState(false)
  return (
    <div className="flex flex-col gap-5">
      {isSecret(made.address, base) ? <Notice tone="wait" title={t('incoming.once')}>{t('incoming.once-what')}</Notice> : <Notice title={t('incoming.open-made')}>{t('incoming.open-made-what', { open: made.address, address: base })}</Notice>}
      <TextBox label={t('incoming.address')} value={made.address} isReadOnly />
      <div className="flex flex-wrap gap-2">
        <Button kind="primary" onPress={() => void navigator.clipboard.writeText(made.address).then(() => setCopied(true))}>{t(copied ? 'incoming.copied' : 'incoming.copy')}</Button>
        <Button kind="plain" onPress={onClose}>{t('incoming.done')}</Button>
      </div>
    </div>
  )
}

/** What stands behind the plus of the mailbox’s own address. */
const isSecret = (address: string, base: string) => address.startsWith(`${base.slice(0, base.lastIndexOf('@'))}+`)
