import { createRoute, z } from '@hono/zod-openapi'
import { TEXT_KINDS } from '../../free-text/text-kind.ts'
import { NOTE_LENGTH, NOTE_MONTHS, NOTE_MONTHS_DEFAULT } from '../../notes/note.ts'
import { id, idPath, json, jsonBody, key, moment, problems, ruleNumber, staffOnly } from './contract.ts'

export const REASON_LENGTH = 500
/** Why a text is kept although a rule would have it out (H5). */
export const textReason = z.string().trim().min(1).max(REASON_LENGTH).optional().openapi({ description: 'Why the text is kept although it holds what rule H5 would have out. It is noted with who and which rule; the words are not.' })

export const note = z
  .object({
    id,
    purpose: key,
    label: z.string(),
    text: z.string(),
    by: z.string(),
    mine: z.boolean().openapi({ description: 'Only whoever wrote a note writes it anew.' }),
    writtenAt: moment,
    changedAt: moment.nullable(),
    until: moment.openapi({ description: 'At the latest: it ends with the last ground for its purpose.' }),
    kept: z.array(z.object({ rules: z.array(ruleNumber), kinds: z.array(z.enum(TEXT_KINDS)), reason: z.string(), by: z.string(), at: moment })).openapi({ description: 'Rules that somebody went past, and why.' }),
  })
  .openapi('Note')
export type NoteBody = z.infer<typeof note>

export const notesOfPerson = z
  .object({
    notes: z.array(note),
    purposes: z.array(z.object({ key, label: z.string() })).openapi({ description: 'What a new note may be for: purposes that the person has a living ground for and the reader a role.' }),
    offers: z.array(z.object({ kind: z.enum(TEXT_KINDS), field: key, label: z.string() })).openapi({ description: 'Fields made for what does not belong in a note, that a living ground needs and the reader may write.' }),
    /** What the person is called: no name of somebody else. */
    name: z.string(),
  })
  .openapi('NotesOfPerson')
export type NotesOfPerson = z.infer<typeof notesOfPerson>

const words = z.string().trim().min(1).max(NOTE_LENGTH)
const months = z.union(NOTE_MONTHS.map((one) => z.literal(one))).default(NOTE_MONTHS_DEFAULT)
export const newNote = z.strictObject({ purpose: key, text: words, months, reason: textReason }).openapi('NewNote')
export const changedNote = z.strictObject({ text: words, reason: textReason }).openapi('ChangedNote')

const ofNote = z.object({ id, note: id })
const answer = { 200: json(notesOfPerson, 'The notes as they stand now.'), ...problems }

export const listNotes = createRoute({
  method: 'get', path: '/people/{id}/notes', tags: ['People'], security: staffOnly, summary: 'What colleagues wrote down about a person, as far as the reader’s roles go.',
  request: { params: idPath }, responses: answer,
})

export const writeNote = createRoute({
  method: 'post', path: '/people/{id}/notes', tags: ['People'], security: staffOnly, summary: 'Write a note for a purpose, until a day at the latest.',
  request: { params: idPath, body: jsonBody(newNote) }, responses: answer,
})

export const changeNote = createRoute({
  method: 'put', path: '/people/{id}/notes/{note}', tags: ['People'], security: staffOnly, summary: 'Write one’s own note anew.',
  request: { params: ofNote, body: jsonBody(changedNote) }, responses: answer,
})

export const removeNote = createRoute({
  method: 'delete', path: '/people/{id}/notes/{note}', tags: ['People'], security: staffOnly, summary: 'Take a note away; for a day it can be brought back.',
  request: { params: ofNote }, responses: answer,
})

export const restoreNote = createRoute({
  method: 'post', path: '/people/{id}/notes/{note}/restorations', tags: ['People'], security: staffOnly, summary: 'Bring back a note that was taken away.',
  request: { params: ofNote }, responses: answer,
})
