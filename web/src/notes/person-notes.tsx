import { useState } from 'react'
import type { NoteBody, NotesOfPerson } from '@api/notes-resource.ts'
import type { Person } from '@api/person-resource.ts'
import { useTexts } from '../language.tsx'
import { useWhyNot } from '../shell/may.ts'
import { Button } from '../ui/button.tsx'
import { Waiting } from '../ui/empty.tsx'
import { Problem } from '../ui/notice.tsx'
import { Section } from '../ui/page.tsx'
import { RuleNumber, Tag } from '../ui/tag.tsx'
import { announce } from '../ui/toast.tsx'
import { NoteForm } from './note-form.tsx'
import { useNotes, useRemoveNote, useRestoreNote } from './note-queries.ts'

/** As many stand on the page; the rest at a press. */
const FIRST = 4

/** What colleagues wrote down about somebody, each for its purpose and until its day. */
export function PersonNotes({ person }: { person: Person }) {
  const { t } = useTexts()
  const notes = useNotes(person.id)
  const whyNot = useWhyNot()
  const [isWriting, setWriting] = useState(false)
  const [all, setAll] = useState(false)
  const held = person.fields.map(({ field }) => field)
  const reason = whyNot('people.write') ?? (notes.data?.purposes.length === 0 ? t('notes.no-purpose') : undefined)
  return (
    <Section
      title={t('notes.title')}
      actions={!isWriting && <Button onPress={() => setWriting(true)} disabledReason={notes.data ? reason : t('ui.loading')}>{t('notes.new')}</Button>}
    >
      {notes.error && <Problem error={notes.error} onRetry={() => void notes.refetch()} />}
      {notes.isPending && <Waiting lines={2} label={t('ui.loading')} />}
      {notes.data && isWriting && <NoteForm personId={person.id} about={notes.data} held={held} onDone={() => setWriting(false)} />}
      {notes.data?.notes.length === 0 && !isWriting && <p className="text-soft">{t('notes.none')}</p>}
      {notes.data && notes.data.notes.length > 0 && (
        <ul className="border-y border-line">
          {notes.data.notes.slice(0, all ? undefined : FIRST).map((one) => <NoteLine key={one.id} personId={person.id} note={one} about={notes.data} held={held} />)}
        </ul>
      )}
      {!all && notes.data && notes.data.notes.length > FIRST && <Button kind="plain" onPress={() => setAll(true)}>{t('notes.all', { count: notes.data.notes.length })}</Button>}
    </Section>
  )
}

function NoteLine({ personId, note, about, held }: { personId: string; note: NoteBody; about: NotesOfPerson; held: readonly string[] }) {
  const { t, day } = useTexts()
  const whyNot = useWhyNot()
  const [isChanging, setChanging] = useState(false)
  const remove = useRemoveNote(personId)
  const restore = useRestoreNote(personId)
  const took = () => remove.mutate(note.id, {
    onSuccess: () => announce({ text: t('notes.removed'), isUndo: true, action: { label: t('ui.undo'), run: () => restore.mutate(note.id) } }),
  })
  if (isChanging) return <li className="py-3"><NoteForm personId={personId} about={about} note={note} held={held} onDone={() => setChanging(false)} /></li>
  return (
    <li className="border-b border-line py-3 last:border-b-0">
      <p className="break-words whitespace-pre-wrap">{note.text}</p>
      <p className="mt-1 flex flex-wrap items-center gap-x-2 text-fine text-soft">
        <Tag>{note.label}</Tag>
        <span>{t('notes.by', { name: note.by, day: day(note.writtenAt) })}</span>
        <span>{t('notes.until', { day: day(note.until) })}</span>
      </p>
      {note.kept.map((kept) => (
        <p key={kept.at} className="mt-1 text-fine text-soft">
          {kept.rules.map((rule) => <span key={rule}><RuleNumber rule={rule} /> </span>)}{t('notes.kept', { name: kept.by, reason: kept.reason })}
        </p>
      ))}
      {remove.error && <Problem error={remove.error} />}
      <p className="-ml-2.5 flex flex-wrap">
        {note.mine && <Button kind="plain" onPress={() => setChanging(true)} disabledReason={whyNot('people.write')}>{t('notes.change')}</Button>}
        <Button kind="plain" onPress={took} isPending={remove.isPending} disabledReason={whyNot('people.write')}>{t('notes.remove')}</Button>
      </p>
    </li>
  )
}
