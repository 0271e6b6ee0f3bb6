import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { PersonId } from '../values/ids.ts'
import { toStored } from './entry.ts'
import { commitmentOf, epochStarts, isShredded, leafFault, shreddedSpans } from './leaf-check.ts'
import { noteCommitment, noteText, parseNote } from './leaf-note.ts'
import type { PlacedEntry, SaltedEntry } from './ledger.sql.ts'

const payload: SaltedEntry = {
  entry: toStored({
    personId: '019a2b3c-0000-7000-8000-000000000001' as PersonId,
    seq: 1,
    kind: 'given',
    at: new Date('2026-03-02T09:00:00Z'),
    purpose: 'events',
    purposeVersion: 1,
    channel: 'email',
    contactPointId: null,
    frequency: null,
    surface: 'web',
    language: 'sv',
    actor: { kind: 'person', id: null },
    wordingId: null,
    evidence: {},
  }),
  salt: Buffer.alloc(32, 1),
}
const place: PlacedEntry = { index: 4, personId: payload.entry.personId, seq: 1, payload }
const leaf = { index: 4, commitment: commitmentOf(payload), note: null }
const note = noteText({ kind: 'erasure', shredded: [{ from: 2, to: 5 }] })

test('a leaf agrees with the one entry it commits to', () => {
  assert.equal(leafFault(leaf, [place], false), undefined)
  assert.equal(leafFault({ ...leaf, commitment: Buffer.alloc(32) }, [place], false), 'changed')
  assert.equal(leafFault(leaf, [{ ...place, payload: { ...payload, salt: Buffer.alloc(32, 2) } }], false), 'changed')
  assert.equal(leafFault(leaf, [], false), 'unplaced')
  assert.equal(leafFault(leaf, [place, { ...place, seq: 2 }], false), 'misplaced')
})

test('a missing payload is tampering unless an erasure names it', () => {
  assert.equal(leafFault(leaf, [{ ...place, payload: undefined }], false), 'missing')
  assert.equal(leafFault(leaf, [{ ...place, payload: undefined }], true), undefined)
  assert.equal(leafFault(leaf, [{ ...place, payload: { ...payload, salt: Buffer.alloc(32, 2) } }], true), 'changed')
})

test('a note is committed to in the open and stands for no entry', () => {
  const told = { index: 9, commitment: noteCommitment(note), note }
  assert.equal(leafFault(told, [], false), undefined)
  assert.equal(leafFault({ ...told, note: note.replace('5', '6') }, [], false), 'note-changed')
  assert.equal(leafFault(told, [place], false), 'misplaced')
})

test('an erasure covers the leaves it names, none after itself', () => {
  const spans = shreddedSpans([
    { index: 9, note },
    { index: 20, note: noteText({ kind: 'erasure', shredded: [{ from: 12, to: 13 }, { from: 4, to: 8 }, { from: 19, to: 40 }] }) },
    { index: 21, note: 'not a note' },
  ])
  assert.deepEqual(spans, [{ from: 2, to: 8 }, { from: 12, to: 13 }, { from: 19, to: 20 }])
  const covered = Array.from({ length: 45 }, (_, index) => index).filter((index) => isShredded(index, spans))
  assert.deepEqual(covered, [2, 3, 4, 5, 6, 7, 12, 19])
})

test('a note about a new epoch says where it begins', () => {
  const epoch = noteText({ kind: 'epoch', epoch: 2, last: { size: 90, root: 'x' }, lost: { from: 70, to: 90 } })
  assert.deepEqual([...epochStarts([{ index: 70, note: epoch }])], [[2, 70]])
  assert.equal(parseNote('{"kind":"other"}'), undefined)
})
