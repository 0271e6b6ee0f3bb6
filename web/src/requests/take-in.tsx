import { useState } from 'react'
import { CheckboxGroup, Label } from 'react-aria-components'
import { useNavigate } from 'react-router'
import type { Person } from '@api/person-resource.ts'
import { useTexts } from '../language.tsx'
import { links } from '../links.ts'
import { useCatalogue } from '../purposes/catalogue.ts'
import { LANGUAGES, LANGUAGE_NAMES } from '../texts.ts'
import { Button } from '../ui/button.tsx'
import { DateBox } from '../ui/date-box.tsx'
import { TaskDialog } from '../ui/dialog.tsx'
import { LABEL } from '../ui/field-look.ts'
import { FileBox } from '../ui/file-box.tsx'
import { CheckBox, RadioList, TextBox } from '../ui/field.tsx'
import { SelectBox } from '../ui/select-box.tsx'
import { Problem } from '../ui/notice.tsx'
import { announce } from '../ui/toast.tsx'
import { OF_PURPOSES, RECEIVED_HOW, REQUEST_KINDS, RESTRICTION_GROUNDS } from './kinds.ts'
import { DOCUMENT_BYTES, DOCUMENT_ENDINGS, mediaTypeOf, useTakeIn } from './request-queries.ts'
import { isNobody, requestOf, saysNothing, today, type TakenDown } from './taken-down.ts'

/**
 * What somebody asks by phone, by letter, at the counter or by mail is taken in with the day it came: the clock runs from there.
 * Without a person it is of somebody in no register, who is named as they said.
 */
export function TakeIn({ personId, person, onClose }: { personId?: string | undefined; person?: Person | undefined; onClose: () => void }) {
  const { t, day } = useTexts()
  const navigate = useNavigate()
  const take = useTakeIn(personId)
  const [down, setDown] = useState<TakenDown>({ kind: null, how: 'phone', receivedOn: today(), sender: '', forAnother: false, marketing: false, purposes: [], ground: null, field: null, value: '', words: '', language: languageOf(person), stranger: personId === undefined ? { name: '', reach: 'email', value: '' } : null })
  const [document, setDocument] = useState<File | null>(null)
  const change = (part: Partial<TakenDown>) => setDown((before) => ({ ...before, ...part }))
  const { kind, how } = down
  const isUnfit = document !== null && (mediaTypeOf(document) === undefined || document.size > DOCUMENT_BYTES)
  const missing = isNobody(down) ? t('strangers.who-first') : kind === null ? t('requests.kind-first') : isUnfit ? t('requests.document-unfit') : saysNothing(down) ? t(kind === 'objection' ? 'requests.object-first' : 'requests.what-first') : undefined
  const save = () => take.mutate({ request: requestOf(down), document }, {
    onSuccess: ({ id, person: taken, strictOn }) => {
      announce({ text: t('requests.taken', { day: day(strictOn) }) })
      void navigate(links.request(taken, id))
    },
  })
  return (
    <TaskDialog
      title={t(personId === undefined ? 'strangers.new' : 'requests.new')}
      isOpen
      onClose={onClose}
      wide
      footer={
        <div className="flex flex-wrap gap-2">
          <Button kind="primary" onPress={save} isPending={take.isPending} disabledReason={missing} reasonInSight>{t('requests.take')}</Button>
          <Button kind="plain" onPress={onClose}>{t('ui.cancel')}</Button>
        </div>
      }
    >
      <div className="flex flex-col gap-5">
        {down.stranger && <Who stranger={down.stranger} onChange={(stranger) => change({ stranger })} />}
        <div className="grid gap-4 narrow:grid-cols-2">
          <SelectBox label={t('requests.kind')} value={kind} onChange={(key) => change({ kind: REQUEST_KINDS.find((one) => one === key) ?? null })} options={REQUEST_KINDS.map((key) => ({ key, label: t(`request-kind.${key}`), hint: t(`request-asks.${key}`) }))} />
          <DateBox label={t('requests.received-on')} hint={t('requests.received-hint')} value={down.receivedOn} onChange={(receivedOn) => change({ receivedOn })} />
        </div>
        <RadioList label={t('requests.how')} row value={how} onChange={(key) => change({ how: RECEIVED_HOW.find((one) => one === key) ?? how })} options={RECEIVED_HOW.map((key) => ({ key, label: t(`request-how.${key}`) }))} />
        {how === 'mail' && down.stranger === null && <TextBox label={t('requests.sender')} hint={t('requests.sender-hint')} value={down.sender} onChange={(sender) => change({ sender })} maxLength={254} />}
        {kind === 'objection' && <CheckBox isSelected={down.marketing} onChange={(marketing) => change({ marketing })} hint={t('requests.marketing-hint')}>{t('requests.marketing')}</CheckBox>}
        {kind && OF_PURPOSES.includes(kind) && !down.marketing && <Purposes value={down.purposes} onChange={(purposes) => change({ purposes })} />}
        {kind === 'restriction' && <SelectBox label={t('requests.ground')} value={down.ground} onChange={(ground) => change({ ground })} options={RESTRICTION_GROUNDS.map((key) => ({ key, label: t(`request-ground.${key}`) }))} />}
        {kind === 'rectification' && down.stranger === null && <Correction person={person} down={down} onChange={change} />}
        <TextBox label={t('requests.own-words')} hint={t('requests.own-words-hint')} rows={3} value={down.words} onChange={(words) => change({ words })} maxLength={5000} />
        <div className="grid gap-4 narrow:grid-cols-2">
          <SelectBox label={t('requests.language')} value={down.language} onChange={(language) => change({ language })} options={LANGUAGES.map((key) => ({ key, label: LANGUAGE_NAMES[key] }))} />
          <FileBox label={t('requests.with-it')} accept={DOCUMENT_ENDINGS} file={document} onChange={setDocument} />
        </div>
        <CheckBox isSelected={down.forAnother} onChange={(forAnother) => change({ forAnother })} hint={t('requests.for-another-hint')}>{t('requests.for-another')}</CheckBox>
        {take.error && <Problem error={take.error} />}
      </div>
    </TaskDialog>
  )
}

const REACHES = ['email', 'phone', 'postal'] as const

/** As they said it: who they are, and one way to reach them. */
function Who({ stranger, onChange }: { stranger: NonNullable<TakenDown['stranger']>; onChange: (stranger: NonNullable<TakenDown['stranger']>) => void }) {
  const { t } = useTexts()
  return (
    <div className="flex flex-col gap-4">
      <p className="text-soft">{t('strangers.lead')}</p>
      <TextBox label={t('strangers.name')} value={stranger.name} onChange={(name) => onChange({ ...stranger, name })} maxLength={200} />
      <RadioList label={t('strangers.reach')} row value={stranger.reach} onChange={(key) => onChange({ ...stranger, reach: REACHES.find((one) => one === key) ?? stranger.reach })} options={REACHES.map((key) => ({ key, label: t(`strangers.reach-${key}`) }))} />
      <TextBox label={t(`strangers.reach-${stranger.reach}`)} hint={t('strangers.reach-hint')} value={stranger.value} onChange={(value) => onChange({ ...stranger, value })} maxLength={254} />
    </div>
  )
}

function languageOf(person: Person | undefined): string {
  return LANGUAGES.find((one) => one === person?.language) ?? 'sv'
}

function Purposes({ value, onChange }: { value: string[]; onChange: (purposes: string[]) => void }) {
  const { t } = useTexts()
  const catalogue = useCatalogue()
  return (
    <CheckboxGroup value={value} onChange={onChange}>
      <Label className={LABEL}>{t('requests.purposes')}</Label>
      <p className="mb-1 text-fine text-soft">{t('requests.purposes-hint')}</p>
      <div className="grid gap-x-6 narrow:grid-cols-2">
        {catalogue.purposes.map(({ key }) => <CheckBox key={key} value={key}>{catalogue.nameOf(key)}</CheckBox>)}
      </div>
    </CheckboxGroup>
  )
}

/** What is wrong and what it should be; more than one is said in words, and corrected value by value. */
function Correction({ person, down, onChange }: { person: Person | undefined; down: TakenDown; onChange: (part: Partial<TakenDown>) => void }) {
  const { t } = useTexts()
  const fields = (person?.fields ?? []).filter(({ inferred, value }) => !inferred && typeof value === 'string')
  return (
    <div className="grid gap-4 narrow:grid-cols-2">
      <SelectBox label={t('requests.field')} value={down.field} onChange={(field) => onChange({ field })} options={fields.map(({ field, label }) => ({ key: field, label }))} />
      <TextBox label={t('requests.should-be')} hint={t('requests.should-be-hint')} value={down.value} onChange={(value) => onChange({ value })} maxLength={1000} />
    </div>
  )
}
