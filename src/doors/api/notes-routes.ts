import { TEXT_KINDS, TEXT_RULES } from '../../free-text/text-kind.ts'
import { changeNote } from '../../notes/change-note.ts'
import { notePurposes, readablePurposes, REMOVED_HOURS, type Note, type TextOverride } from '../../notes/note.ts'
import { selectGroundedPurposes, selectNote, selectNotes, selectOverrides, updateNoteRemoved } from '../../notes/notes.sql.ts'
import { writeNote } from '../../notes/write-note.ts'
import { selectNames } from '../../people/people-list.sql.ts'
import { selectPeople } from '../../people/people.sql.ts'
import type { Tx } from '../../plumbing/database.ts'
import { Problem } from '../../plumbing/errors.ts'
import { selectCatalogue, type PublishedCatalogue } from '../../purposes/catalogue.sql.ts'
import { selectActorNames } from '../../staff/staff.sql.ts'
import type { StaffActor } from '../../staff/staff-actor.ts'
import type { PersonId } from '../../values/ids.ts'
import type { Language } from '../../values/text.ts'
import type { House } from '../house.ts'
import { mayWrite, refuseStrangers, scopeFor } from '../staff/key-scope.ts'
import { signedIn } from '../staff/signed-in.ts'
import type { Api } from './api-door.ts'
import * as resource from './notes-resource.ts'
import { readerLanguage } from './reader.ts'

/** More of one person is a history, which the timeline tells page by page. */
const SHOWN = 100
const HOUR_MS = 3_600_000

export function addNotesRoutes(api: Api, house: House): void {
  api.openapi(resource.listNotes, async (c) => {
    const personId = c.req.valid('param').id as PersonId
    const answer = await house.database.read((tx) => notesOf(tx, c.get('actor'), personId, readerLanguage(c)))
    await noteLook(house, c.get('actor'), personId)
    return c.json(answer, 200)
  })

  api.openapi(resource.writeNote, async (c) => {
    const personId = c.req.valid('param').id as PersonId
    const { months, ...one } = c.req.valid('json')
    const answer = await change(house, c.get('actor'), personId, readerLanguage(c), async (tx, { purposes, by }) => {
      if (!purposes.includes(one.purpose)) throw new Problem('forbidden', { text: 'staff.not-for-purpose', field: 'purpose', parameters: { purpose: one.purpose } })
      await writeNote(tx, { ...one, reason: one.reason, personId, months, language: readerLanguage(c), writtenBy: by })
    })
    return c.json(answer, 200)
  })

  api.openapi(resource.changeNote, async (c) => {
    const { id, note } = c.req.valid('param')
    const { text, reason } = c.req.valid('json')
    const answer = await change(house, c.get('actor'), id as PersonId, readerLanguage(c), async (tx, { purposes, by }) =>
      changeNote(tx, await found(selectNote(tx, id as PersonId, note, purposes)), { text, reason, language: readerLanguage(c), by }))
    return c.json(answer, 200)
  })

  api.openapi(resource.removeNote, async (c) => {
    const { id, note } = c.req.valid('param')
    const answer = await change(house, c.get('actor'), id as PersonId, readerLanguage(c), async (tx, { purposes }) => {
      await found(selectNote(tx, id as PersonId, note, purposes))
      await updateNoteRemoved(tx, id as PersonId, note, tx.now)
    })
    return c.json(answer, 200)
  })

  api.openapi(resource.restoreNote, async (c) => {
    const { id, note } = c.req.valid('param')
    const answer = await change(house, c.get('actor'), id as PersonId, readerLanguage(c), async (tx, { purposes }) => {
      await found(selectNote(tx, id as PersonId, note, purposes, new Date(tx.now.getTime() - REMOVED_HOURS * HOUR_MS)))
      await updateNoteRemoved(tx, id as PersonId, note, null)
    })
    return c.json(answer, 200)
  })
}

interface Hand { purposes: readonly string[], by: { kind: string, id: string } }

/** One change and what stands after it, in one transaction; the look is noted. */
async function change(house: House, actor: StaffActor, personId: PersonId, language: Language, act: (tx: Tx, hand: Hand) => Promise<void>): Promise<resource.NotesOfPerson> {
  const answer = await house.database.write(async (tx) => {
    await refuseUnknown(tx, actor, personId)
    await act(tx, { purposes: purposesRead(await selectCatalogue(tx), actor), by: { kind: 'staff', id: signedIn(actor).staffId } })
    return notesOf(tx, actor, personId, language)
  })
  await noteLook(house, actor, personId)
  return answer
}

async function notesOf(tx: Tx, actor: StaffActor, personId: PersonId, language: Language): Promise<resource.NotesOfPerson> {
  await refuseUnknown(tx, actor, personId)
  const catalogue = await selectCatalogue(tx)
  const purposes = purposesRead(catalogue, actor)
  const notes = await selectNotes(tx, personId, purposes, SHOWN)
  const overrides = await selectOverrides(tx, personId, notes.map((one) => one.noteId))
  const grounded = await selectGroundedPurposes(tx, personId, purposes)
  const told = { catalogue, language, actor, names: await selectActorNames(tx, [...notes.map((one) => one.writtenBy.id), ...overrides.map((one) => one.by.id)]) }
  return {
    notes: notes.map((one) => noteAnswer(one, overrides.filter(({ itemId }) => itemId === one.noteId), told)),
    purposes: grounded.map((key) => ({ key, label: labelOf(catalogue, key, language) })),
    offers: TEXT_KINDS.flatMap((kind) => {
      const field = catalogue.fields.find(({ key }) => key === TEXT_RULES[kind].field)
      const needed = field && catalogue.purposes.some(({ key, fields }) => grounded.includes(key) && fields.includes(field.key))
      return field && needed && mayWrite(actor, field.key) ? [{ kind, field: field.key, label: field.texts[language].name }] : []
    }),
    name: purposes.length === 0 ? '' : ((await selectNames(tx, [personId])).get(personId) ?? ''),
  }
}

interface Told { catalogue: PublishedCatalogue, language: Language, actor: StaffActor, names: ReadonlyMap<string, string> }

function noteAnswer(one: Note, overrides: readonly TextOverride[], { catalogue, language, actor, names }: Told): resource.NoteBody {
  return {
    id: one.noteId, purpose: one.purpose, label: labelOf(catalogue, one.purpose, language), text: one.text, by: names.get(one.writtenBy.id) ?? '', mine: actor.kind === 'staff' && one.writtenBy.id === actor.staffId,
    writtenAt: one.writtenAt.toISOString(), changedAt: one.changedAt?.toISOString() ?? null, until: one.until.toISOString(),
    kept: overrides.map(({ kinds, reason, by, at }) => ({ rules: kinds.map((kind) => TEXT_RULES[kind].rule), kinds, reason, by: names.get(by.id) ?? '', at: at.toISOString() })),
  }
}

/** The purposes whose notes this colleague reads and writes; a key none. */
export function purposesRead(catalogue: PublishedCatalogue, actor: StaffActor): string[] {
  return actor.kind === 'key' ? [] : readablePurposes(actor.reaches, notePurposes(catalogue))
}

async function refuseUnknown(tx: Tx, actor: StaffActor, personId: PersonId): Promise<void> {
  if ((await selectPeople(tx, [personId])).length === 0) throw new Problem('not-found', { text: 'people.unknown' })
  await refuseStrangers(tx, await scopeFor(tx, actor), [personId])
}

async function noteLook(house: House, actor: StaffActor, personId: PersonId): Promise<void> {
  await house.looks.note({ actor, why: 'shown', people: [{ personId, fields: ['notes'] }] })
}

async function found(note: Promise<Note | undefined>): Promise<Note> {
  const one = await note
  if (!one) throw new Problem('not-found', { text: 'notes.unknown' })
  return one
}

function labelOf(catalogue: PublishedCatalogue, key: string, language: Language): string {
  return catalogue.purposes.find((purpose) => purpose.key === key)?.texts[language].name ?? key
}
