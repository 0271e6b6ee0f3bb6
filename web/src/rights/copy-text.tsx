import { useState } from 'react'
import type { CopyAnswer } from '@api/copies-resource.ts'
import { useTexts } from '../language.tsx'
import { Button } from '../ui/button.tsx'
import { TaskDialog } from '../ui/dialog.tsx'
import { TextBox } from '../ui/field.tsx'
import { Problem } from '../ui/notice.tsx'
import { useSayOfPlace } from './copy-queries.ts'

type Text = CopyAnswer['texts'][number]
type Found = Text['found'][number]

/** A text in which something about somebody else was found: struck out is taken out. Each place can be let stand, or taken out after all, with a reason. */
export function CopyText({ personId, copyId, text }: { personId: string; copyId: string; text: Text }) {
  const { t } = useTexts()
  const [open, setOpen] = useState<Found | null>(null)
  const [isMarking, setMarking] = useState(false)
  return (
    <li className="rounded-part border border-line bg-paper px-4 py-3">
      <p className="text-fine text-soft">{text.about === null ? text.label : `${text.label}: ${text.about}`}</p>
      <p className="max-h-96 overflow-y-auto break-words whitespace-pre-line">
        {piecesOf(text).map(({ from, words, found }) => (found
          ? found.shown ? <mark key={from} className="bg-ochre-wash text-ink">{words}</mark> : <del key={from} className="bg-sunken text-soft">{words}</del>
          : <span key={from}>{words}</span>))}
      </p>
      <ul className="mt-2 flex flex-col gap-1 empty:hidden">
        {text.found.map((one) => (
          <li key={one.start} className="flex flex-wrap items-center gap-x-3 text-fine">
            <span className="font-medium">{text.text.slice(one.start, one.end)}</span>
            <span className="text-soft">{one.whyInWords}</span>
            <Button kind="plain" onPress={() => setOpen(one)}>{t(one.shown ? 'copies.take-out' : 'copies.let-stand')}</Button>
          </li>
        ))}
      </ul>
      <Button kind="plain" onPress={() => setMarking(true)}>{t('copies.take-more')}</Button>
      {isMarking && <MarkDialog personId={personId} copyId={copyId} text={text} onClose={() => setMarking(false)} />}
      {open && <SayDialog personId={personId} copyId={copyId} text={text} found={open} onClose={() => setOpen(null)} />}
    </li>
  )
}

function SayDialog({ personId, copyId, text, found, onClose }: { personId: string; copyId: string; text: Text; found: Found; onClose: () => void }) {
  const { t } = useTexts()
  const say = useSayOfPlace(personId, copyId)
  const [reason, setReason] = useState('')
  const { start, end, kind, shown } = found
  return (
    <TaskDialog title={t(shown ? 'copies.take-out' : 'copies.let-stand')} isOpen onClose={onClose}>
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          if (reason.trim()) say.mutate({ place: text.place, mark: text.mark, start, end, kind, shown: !shown, reason: reason.trim() }, { onSuccess: onClose })
        }}
      >
        <blockquote className="rounded-part bg-sunken px-4 py-2">{text.text.slice(start, end)}</blockquote>
        <TextBox label={t('copies.reason')} hint={t('copies.reason-hint')} value={reason} onChange={setReason} maxLength={1000} />
        {say.error && <Problem error={say.error} />}
        <div className="flex flex-wrap gap-2">
          <Button kind="primary" type="submit" isPending={say.isPending} disabledReason={reason.trim() ? undefined : t('copies.reason-first')} reasonInSight>{t('ui.save')}</Button>
          <Button kind="plain" onPress={onClose}>{t('ui.cancel')}</Button>
        </div>
      </form>
    </TaskDialog>
  )
}

/** What the program did not find is taken out wherever it stands in this text, with a reason. What is selected on the page is proposed. */
function MarkDialog({ personId, copyId, text, onClose }: { personId: string; copyId: string; text: Text; onClose: () => void }) {
  const { t } = useTexts()
  const say = useSayOfPlace(personId, copyId)
  const [words, setWords] = useState(() => selectedIn(text.text))
  const [reason, setReason] = useState('')
  const places = placesOf(text.text, words)
  const missing = places.length === 0 ? t('copies.take-more-missing') : reason.trim() === '' ? t('copies.reason-first') : undefined
  const save = async () => {
    for (const start of places) await say.mutateAsync({ place: text.place, mark: text.mark, start, end: start + words.length, kind: 'chosen', shown: false, reason: reason.trim() })
    onClose()
  }
  return (
    <TaskDialog title={t('copies.take-more')} isOpen onClose={onClose}>
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          // What went wrong is shown below.
          if (missing === undefined) save().catch(() => {})
        }}
      >
        <TextBox label={t('copies.take-more-words')} hint={t('copies.take-more-hint')} value={words} onChange={setWords} maxLength={1000} />
        <TextBox label={t('copies.reason')} hint={t('copies.reason-hint')} value={reason} onChange={setReason} maxLength={1000} />
        {say.error && <Problem error={say.error} />}
        <div className="flex flex-wrap gap-2">
          <Button kind="primary" type="submit" isPending={say.isPending} disabledReason={missing} reasonInSight>{t('copies.take-out')}</Button>
          <Button kind="plain" onPress={onClose}>{t('ui.cancel')}</Button>
        </div>
      </form>
    </TaskDialog>
  )
}

function selectedIn(text: string): string {
  const selected = window.getSelection()?.toString() ?? ''
  return text.includes(selected) ? selected.trim() : ''
}

/** Where these words stand, one behind the other. */
function placesOf(text: string, words: string): number[] {
  const places: number[] = []
  if (words.trim() === '') return places
  for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + words.length)) places.push(at)
  return places
}

/** The text cut where something was found. */
function piecesOf({ text, found }: Text): { from: number; words: string; found?: Found }[] {
  const pieces: { from: number; words: string; found?: Found }[] = []
  let at = 0
  for (const one of found.toSorted((a, b) => a.start - b.start)) {
    if (one.start < at) continue
    if (one.start > at) pieces.push({ from: at, words: text.slice(at, one.start) })
    pieces.push({ from: one.start, words: text.slice(one.start, one.end), found: one })
    at = one.end
  }
  return at < text.length ? [...pieces, { from: at, words: text.slice(at) }] : pieces
}
