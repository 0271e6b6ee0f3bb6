import { useState } from 'react'
import type { NoteBody, NotesOfPerson } from '@api/notes-resource.ts'
import type { MarkedText } from '@free-text/text-kind.ts'
import { useTexts } from '../language.tsx'
import { Button } from '../ui/button.tsx'
import { Problem } from '../ui/notice.tsx'
import { SelectBox } from '../ui/select-box.tsx'
import { announce } from '../ui/toast.tsx'
import { setField, useWriteNote } from './note-queries.ts'
import { useWatch, withoutMark } from './use-watch.ts'
import { WatchedText } from './watched-text.tsx'

const LENGTH = 4_000
const MONTHS = [1, 3, 6, 12, 24] as const
const MONTHS_DEFAULT = 12

/** A note to write, or one's own to write anew: its purpose and day stay then. `held` are fields that have a value already. */
export function NoteForm({ personId, about, note, held, onDone }: { personId: string; about: NotesOfPerson; note?: NoteBody; held: readonly string[]; onDone: () => void }) {
  const { t } = useTexts()
  const [text, setText] = useState(note?.text ?? '')
  const [purpose, setPurpose] = useState(note?.purpose ?? about.purposes[0]?.key ?? '')
  const [months, setMonths] = useState<number>(MONTHS_DEFAULT)
  const [reason, setReason] = useState('')
  const [error, setError] = useState<unknown>(null)
  const [known] = useState(() => note?.kept.flatMap(({ kinds }) => kinds) ?? [])
  const watch = useWatch(text, about.name, known)
  const write = useWriteNote(personId)
  const offers = about.offers.filter(({ field }) => !held.includes(field))

  const toField = async (mark: MarkedText, words: string) => {
    const offer = offers.find(({ kind }) => kind === mark.kind)
    if (!offer) return
    const before = text
    setError(null)
    try {
      if (!(await setField(personId, offer.field, words))) return setError(new Error('held back'))
    } catch (problem) {
      return setError(problem)
    }
    setText(withoutMark(before, mark))
    announce({ text: t('watch.in-field', { field: offer.label }), action: { label: t('ui.undo'), run: () => void setField(personId, offer.field, null).then(() => setText(before)) } })
  }
  const missing = text.trim() === '' ? t('notes.write-first') : watch.needsReason && reason.trim() === '' ? t('watch.reason-first') : undefined
  const save = () => write.mutate({ ...(note ? { id: note.id } : {}), text: text.trim(), purpose, months, reason: watch.needsReason ? reason.trim() : undefined }, {
    onSuccess: () => {
      announce({ text: t('notes.saved') })
      onDone()
    },
  })
  return (
    <form
      className="mb-5 flex flex-col gap-4 rounded-part border border-line bg-paper p-4"
      aria-label={note ? t('notes.change') : t('notes.new')}
      onSubmit={(event) => {
        event.preventDefault()
        if (missing === undefined) save()
      }}
    >
      <WatchedText label={t('notes.text')} hint={t('notes.text-hint')} value={text} onChange={setText} rows={4} maxLength={LENGTH} watch={watch} reason={reason} onReason={setReason} offers={offers} onOffer={(mark, words) => void toField(mark, words)} entered />
      {!note && (
        <div className="grid grid-cols-1 gap-4 narrow:grid-cols-2">
          <SelectBox label={t('notes.purpose')} value={purpose} options={about.purposes} onChange={setPurpose} />
          <SelectBox label={t('notes.months')} value={String(months)} options={MONTHS.map((count) => ({ key: String(count), label: t('notes.month-count', { count }) }))} onChange={(key) => setMonths(Number(key))} />
        </div>
      )}
      {(error !== null || write.error) && <Problem error={error ?? write.error} />}
      <div className="flex flex-wrap gap-2">
        <Button kind="primary" type="submit" isPending={write.isPending} disabledReason={missing} reasonInSight>{t('notes.save')}</Button>
        <Button kind="plain" onPress={onDone}>{t('ui.cancel')}</Button>
      </div>
    </form>
  )
}
