import { useState } from 'react'
import type { Hold } from '@api/documents-resource.ts'
import type { Person } from '@api/person-resource.ts'
import { useTexts } from '../language.tsx'
import { Button } from '../ui/button.tsx'
import { DateBox } from '../ui/date-box.tsx'
import { TaskDialog } from '../ui/dialog.tsx'
import { TextBox } from '../ui/field.tsx'
import { SelectBox } from '../ui/select-box.tsx'
import { Problem } from '../ui/notice.tsx'
import { announce } from '../ui/toast.tsx'
import { useDocuments, useEndHold, usePlaceHold } from './documents-queries.ts'

const ALL_DOCUMENTS = 'document *'

/** Keeps one thing from ending: a document, or a value. */
export function PlaceHold({ personId, person, onClose }: { personId: string; person: Person | undefined; onClose: () => void }) {
  const { t, day } = useTexts()
  const documents = useDocuments(personId)
  const place = usePlaceHold(personId)
  const end = useEndHold(personId)
  const [item, setItem] = useState(ALL_DOCUMENTS)
  const [reason, setReason] = useState('')
  const [until, setUntil] = useState('')
  const options = [
    { key: ALL_DOCUMENTS, label: t('holds.all-documents') },
    ...(documents.data ?? []).map(({ id, title }) => ({ key: `document ${id}`, label: title })),
    ...(person?.fields ?? []).map(({ field, label }) => ({ key: `field ${field}`, label: t('holds.field', { field: label }) })),
  ]
  const isWhole = reason.trim() !== '' && until !== ''
  const save = () => {
    const [kind = '', id = ''] = item.split(' ')
    place.mutate({ item: { kind: kind as Hold['item']['kind'], id }, reason: reason.trim(), until: endOf(until) }, {
      onSuccess: ({ id: holdId }) => {
        announce({ text: t('holds.saved', { day: day(until) }), action: { label: t('ui.undo'), run: () => end.mutate(holdId) } })
        onClose()
      },
    })
  }
  return (
    <TaskDialog title={t('holds.add')} isOpen onClose={onClose}>
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          if (isWhole) save()
        }}
      >
        <p className="text-soft">{t('holds.lead')}</p>
        <SelectBox label={t('holds.what')} value={item} options={options} onChange={setItem} />
        <TextBox label={t('holds.reason')} hint={t('holds.reason-hint')} rows={2} value={reason} onChange={setReason} maxLength={1000} />
        <DateBox label={t('holds.until')} hint={t('holds.until-hint')} value={until} onChange={setUntil} />
        {place.error && <Problem error={place.error} />}
        <div className="flex flex-wrap gap-2">
          <Button kind="primary" type="submit" isPending={place.isPending} disabledReason={isWhole ? undefined : t('holds.fill-first')} reasonInSight>{t('holds.save')}</Button>
          <Button kind="plain" onPress={onClose}>{t('ui.cancel')}</Button>
        </div>
      </form>
    </TaskDialog>
  )
}

/** The last moment of a day, here. */
function endOf(day: string): string {
  return new Date(`${day}T23:59:59.999`).toISOString()
}
