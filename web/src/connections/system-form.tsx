import type { ConnectedSystemAnswer, Connections, NewSystem } from '@api/connections-resource.ts'
import { useState } from 'react'
import { useKeys } from '../api-keys/key-queries.ts'
import { useTexts } from '../language.tsx'
import { useCatalogue } from '../purposes/catalogue.ts'
import { Button } from '../ui/button.tsx'
import { TaskDialog } from '../ui/dialog.tsx'
import { CheckBox, RadioList, TextBox } from '../ui/field.tsx'
import { Notice, Problem } from '../ui/notice.tsx'
import { SelectBox } from '../ui/select-box.tsx'
import { useChangeSystem, useConnect, useRenewSecret } from './connection-queries.ts'

const WAYS = ['webhook', 'mail-task'] as const
const KNOWN_BY = ['person-id', 'customer-number', 'email', 'phone'] as const
const REACHES = ['purpose', 'key'] as const
const ANSWER_DAYS = 14

interface FormProps { recipients: Connections['recipients']; system?: ConnectedSystemAnswer; onClose: () => void }

/** Connects a system, or changes what is said of one. The secret of a new one is shown once. */
export function SystemForm({ recipients, system, onClose }: FormProps) {
  const { t } = useTexts()
  const [secret, setSecret] = useState<string>()
  return (
    <TaskDialog title={t(system ? 'connections.change-named' : 'connections.add', { name: system?.name ?? '' })} isOpen onClose={onClose} wide>
      {secret ? <ShownOnce secret={secret} onClose={onClose} /> : <Fields recipients={recipients} {...(system && { system })} onClose={onClose} onSecret={setSecret} />}
    </TaskDialog>
  )
}

function Fields({ recipients, system, onClose, onSecret }: FormProps & { onSecret: (secret: string) => void }) {
  const { t, locale } = useTexts()
  const catalogue = useCatalogue()
  const keys = useKeys()
  const [connect, change, renew] = [useConnect(), useChangeSystem(), useRenewSecret()]
  const [wish, setWish] = useState<NewSystem>(system ?? {
    way: 'webhook', name: '', recipient: '', address: '', language: locale.startsWith('nb') ? 'nb' : locale.startsWith('sv') ? 'sv' : 'en', purposes: [], knownBy: ['email'], reach: 'purpose', apiKeyId: null, answerDays: ANSWER_DAYS,
  })
  const set = (some: Partial<NewSystem>) => setWish((before) => ({ ...before, ...some }))
  const among = <Key extends string>(list: readonly Key[], key: Key, on: boolean): Key[] => (on ? [...list, key] : list.filter((one) => one !== key))
  const shared = recipients.find(({ recipient }) => recipient === wish.recipient)?.purposes ?? []
  const missing = wish.name.trim() === '' || wish.address.trim() === '' ? t('connections.missing-name')
    : wish.recipient === '' || wish.purposes.length === 0 ? t('connections.missing-purpose')
    : wish.knownBy.length === 0 ? t('connections.missing-known-by')
    : wish.reach === 'key' && !wish.apiKeyId ? t('connections.missing-key') : undefined
  const save = () => {
    const { name, recipient, way, address, language, purposes, fields, knownBy, reach, apiKeyId, answerDays } = wish
    const said: NewSystem = { name: name.trim(), recipient, way, address: address.trim(), language, purposes, ...(fields && { fields }), knownBy, reach, apiKeyId: reach === 'key' ? apiKeyId : null, answerDays }
    if (system) change.mutate({ id: system.id, wish: said }, { onSuccess: onClose })
    else connect.mutate(said, { onSuccess: (made) => (made.secret ? onSecret(made.secret) : onClose()) })
  }
  return (
    <div className="flex flex-col gap-6">
      {!system && <RadioList label={t('connections.way')} value={wish.way} onChange={(value) => set({ way: WAYS.find((one) => one === value) ?? 'webhook' })} options={WAYS.map((key) => ({ key, label: t(`connections.way-${key}`) }))} />}
      <TextBox label={t('connections.name')} value={wish.name} onChange={(name) => set({ name })} maxLength={100} />
      <TextBox label={t(`connections.address-${wish.way}`)} hint={t(`connections.address-hint-${wish.way}`)} value={wish.address} onChange={(address) => set({ address })} maxLength={500} />
      <SelectBox label={t('connections.recipient')} value={wish.recipient || null} onChange={(recipient) => set({ recipient, purposes: [] })} options={recipients.map(({ recipient, label }) => ({ key: recipient, label }))} />
      {shared.length > 0 && (
        <fieldset>
          <legend className="font-medium">{t('connections.holds')}</legend>
          {shared.map((key) => <CheckBox key={key} isSelected={wish.purposes.includes(key)} onChange={(on) => set({ purposes: among(wish.purposes, key, on) })}>{catalogue.nameOf(key)}</CheckBox>)}
        </fieldset>
      )}
      <fieldset>
        <legend className="font-medium">{t('connections.knows')}</legend>
        <p className="mb-1 text-fine text-soft">{t('connections.knows-hint')}</p>
        {KNOWN_BY.map((key) => <CheckBox key={key} isSelected={wish.knownBy.includes(key)} onChange={(on) => set({ knownBy: among(wish.knownBy, key, on) })}>{t(`connections.known-by-${key}`)}</CheckBox>)}
      </fieldset>
      <RadioList label={t('connections.told')} value={wish.reach ?? 'purpose'} onChange={(value) => set({ reach: REACHES.find((one) => one === value) ?? 'purpose' })} options={REACHES.map((key) => ({ key, label: t(`connections.reach-${key}`) }))} />
      {wish.reach === 'key' && <SelectBox label={t('connections.key')} value={wish.apiKeyId ?? null} onChange={(id) => set({ apiKeyId: id })} options={(keys.data?.apiKeys ?? []).map(({ id, name }) => ({ key: id, label: name }))} />}
      <TextBox label={t('connections.days')} hint={t('connections.days-hint')} value={String(wish.answerDays ?? ANSWER_DAYS)} onChange={(text) => set({ answerDays: Math.min(30, Math.max(1, Number(text.replaceAll(/\D/g, '')) || 1)) })} inputMode="numeric" />
      {(connect.error ?? change.error ?? renew.error) && <Problem error={(connect.error ?? change.error ?? renew.error)!} />}
      <div className="flex flex-wrap gap-2">
        <Button kind="primary" onPress={save} isPending={connect.isPending || change.isPending} reasonInSight disabledReason={missing}>{t(system ? 'ui.save' : 'connections.add')}</Button>
        {system?.way === 'webhook' && <Button onPress={() => renew.mutate(system.id, { onSuccess: (made) => onSecret(made.secret) })} isPending={renew.isPending}>{t('connections.renew')}</Button>}
        <Button kind="plain" onPress={onClose}>{t('ui.cancel')}</Button>
      </div>
    </div>
  )
}

function ShownOnce({ secret, onClose }: { secret: string; onClose: () => void }) {
  const { t } = useTexts()
  const [copied, setCopied] = useState(false)
  return (
    <div className="flex flex-col gap-5">
      <Notice tone="wait" title={t('connections.once')}>{t('connections.once-what')}</Notice>
      <TextBox label={t('connections.secret')} value={secret} isReadOnly />
      <div className="flex flex-wrap gap-2">
        <Button kind="primary" onPress={() => void navigator.clipboard.writeText(secret).then(() => setCopied(true))}>{t(copied ? 'api-keys.copied' : 'api-keys.copy')}</Button>
        <Button kind="plain" onPress={onClose}>{t('api-keys.done')}</Button>
      </div>
    </div>
  )
}
