import { useMutation, useQuery } from '@tanstack/react-query'
import type { NotesOfPerson } from '@api/notes-resource.ts'
import { get, patch, post, put, remove } from '../api.ts'
import { queries } from '../queries.ts'

const notesOf = (person: string) => ['person', person, 'notes']
const pathOf = (person: string, note?: string) => `/people/${person}/notes${note ? `/${note}` : ''}`

export function useNotes(person: string) {
  return useQuery({ queryKey: notesOf(person), queryFn: () => get<NotesOfPerson>(pathOf(person)) })
}

export interface Written {
  /** The note that is written anew; none for a new one. */
  id?: string
  text: string
  purpose: string
  months: number
  reason: string | undefined
}

/** Writes a note, or writes one anew. */
export function useWriteNote(person: string) {
  return useMutation({
    mutationFn: ({ id, text, purpose, months, reason }: Written) => {
      const kept = reason === undefined ? {} : { reason }
      return id === undefined ? post<NotesOfPerson>(pathOf(person), { purpose, text, months, ...kept }) : put<NotesOfPerson>(pathOf(person, id), { text, ...kept })
    },
    onSuccess: (now) => standNow(person, now),
  })
}

export function useRemoveNote(person: string) {
  return useMutation({ mutationFn: (note: string) => remove<NotesOfPerson>(pathOf(person, note)), onSuccess: (now) => standNow(person, now) })
}

export function useRestoreNote(person: string) {
  return useMutation({ mutationFn: (note: string) => post<NotesOfPerson>(`${pathOf(person, note)}/restorations`), onSuccess: (now) => standNow(person, now) })
}

/** Puts words in the field that is made for them, or takes them out again; `false` where the register held them back. */
export async function setField(person: string, field: string, value: string | null): Promise<boolean> {
  const { changed } = await patch<{ changed: string[] }>(`/people/${person}/values`, { values: { [field]: value } })
  await queries.invalidateQueries({ queryKey: ['person', person] })
  return changed.includes(field)
}

function standNow(person: string, now: NotesOfPerson) {
  queries.setQueryData(notesOf(person), now)
  return queries.invalidateQueries({ queryKey: ['person', person, 'timeline'] })
}
