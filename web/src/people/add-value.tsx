import { useState } from 'react'
import type { Person } from '@api/person-resource.ts'
import { useTexts } from '../language.tsx'
import { useCatalogue } from '../purposes/catalogue.ts'
import { Button } from '../ui/button.tsx'
import { TaskDialog } from '../ui/dialog.tsx'
import { Notice, Problem } from '../ui/notice.tsx'
import { SelectBox } from '../ui/select-box.tsx'
import { RuleNumber } from '../ui/tag.tsx'
import { announce } from '../ui/toast.tsx'
import { useCorrectValue } from './people-queries.ts'
import { asSent, ValueBox } from './value-box.tsx'

const CONTACT: readonly string[] = ['email', 'phone', 'address', 'file', 'identity-number']

/** Fields that one of the person's living grounds needs and that stand empty. */
export function useEmptyFields(person: Pick<Person, 'grounds' | 'fields'>) {
  const living = new Set(person.grounds.filter((ground) => ground.endedAt === null).map((ground) => ground.purpose))
  const held = new Set(person.fields.map(({ field }) => field))
  return useCatalogue().fields.filter((field) => !held.has(field.key) && !field.inferred && !field.sensitive && !CONTACT.includes(field.type) && field.purposes.some((purpose) => living.has(purpose)))
}

/** Writes down a value that is not held yet (rule H1: a ground must need it). */
export function AddValueDialog({ person, onClose }: { person: Pick<Person, 'id' | 'grounds' | 'fields'>; onClose: () => void }) {
  const { t, language } = useTexts()
  const fields = useEmptyFields(person)
  const [key, setKey] = useState<string | null>(null)
  const [text, setText] = useState('')
  const write = useCorrectValue(person.id)
  const field = fields.find((one) => one.key === key)
  const value = field && asSent(field, text)
  const save = async () => {
    const answer = await write.mutateAsync({ [field!.key]: value! })
    if (answer.held.length > 0) return
    onClose()
    announce({ text: t('facts.added', { field: field!.texts[language].name }), action: { label: t('ui.undo'), run: () => write.mutate({ [field!.key]: null }) } })
  }
  return (
    <TaskDialog title={t('facts.add')} isOpen onClose={onClose}>
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          if (field && value !== null) save().catch(() => undefined) // shown below by the mutation's error
        }}
      >
        <p className="text-soft">{t('facts.add-lead')}</p>
        <SelectBox label={t('facts.add-field')} value={key} onChange={(chosen) => { setKey(chosen); setText('') }} options={fields.map((one) => ({ key: one.key, label: one.texts[language].name, hint: one.texts[language].description }))} />
        {field && <ValueBox field={field} label={field.texts[language].name} value={text} onChange={setText} />}
        {write.data?.held.map(({ rule, sentence }) => <Notice key={rule} tone="bad" role="alert">{sentence} <RuleNumber rule={rule} /></Notice>)}
        {write.error && <Problem error={write.error} />}
        <div className="flex gap-2">
          <Button kind="primary" type="submit" isPending={write.isPending} isDisabled={!field || value === null}>{t('ui.save')}</Button>
          <Button kind="plain" onPress={onClose}>{t('ui.cancel')}</Button>
        </div>
      </form>
    </TaskDialog>
  )
}
