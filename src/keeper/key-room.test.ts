import assert from 'node:assert/strict'
import { createSecretKey, randomBytes, type KeyObject } from 'node:crypto'
import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'
import { newId, type PersonId } from '../values/ids.ts'
import { FolderKeyRoom, rehearsingKeyRoom } from './key-room.ts'

const START = new Date('2026-03-02T09:00:00Z')
const ROOM = createSecretKey(Buffer.alloc(32, 5))

function place(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'tillit-room-'))
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

const people = (count: number): PersonId[] => Array.from({ length: count }, () => newId<PersonId>(START))
const bytesOf = (key: KeyObject | undefined): string | undefined => key?.export().toString('hex')
const files = (folder: string): string[] => ['a', 'b'].flatMap((copy) => readdirSync(join(folder, copy)).map((name) => join(folder, copy, name)))
const contents = (folder: string): string => files(folder).map((file) => readFileSync(file).toString('hex')).join()

test('each person has a key of their own, the same at every asking, also after a start and at another copy of the program', async (t) => {
  const folder = place(t)
  const [one, two] = people(2) as [PersonId, PersonId]
  const room = new FolderKeyRoom(folder, ROOM, START)
  const made = await room.create([one, two, one])
  assert.equal(made.size, 2)
  assert.notEqual(bytesOf(made.get(one)), bytesOf(made.get(two)))
  const other = new FolderKeyRoom(folder, ROOM, START)
  assert.equal(bytesOf((await other.get([one])).get(one)), bytesOf(made.get(one)))
  const [three] = people(1) as [PersonId]
  const later = await other.create([three, two])
  assert.equal(bytesOf(later.get(two)), bytesOf(made.get(two)))
  assert.equal(bytesOf((await room.get([three])).get(three)), bytesOf(later.get(three)), 'what another copy made is found')
  assert.equal((await room.get(people(1))).size, 0)
  assert.deepEqual((await room.people()).toSorted(), [one, two, three].toSorted())
})

test('neither a key nor that of the room stands in the files in the open, and only the program reads them', async (t) => {
  const folder = place(t)
  const key = [...(await new FolderKeyRoom(folder, ROOM, START).create(people(1))).values()][0]
  assert.equal(files(folder).length, 2)
  assert.ok(!contents(folder).includes(bytesOf(key)!) && !contents(folder).includes(bytesOf(ROOM)!))
  for (const file of files(folder)) assert.equal(statSync(file).mode & 0o777, 0o600)
})

test('ER-02: a destroyed key is overwritten where it stood, in every copy, and nobody has it any more', async (t) => {
  const folder = place(t)
  const [gone, stays] = people(2) as [PersonId, PersonId]
  const room = new FolderKeyRoom(folder, ROOM, START)
  const other = new FolderKeyRoom(folder, ROOM, START)
  const kept = (await room.create([gone, stays])).get(stays)
  await other.get([gone, stays])
  const before = files(folder).map((file) => readFileSync(file))
  const size = before[0]!.length
  assert.equal(await other.destroy([gone, ...people(1)]), 1)
  const after = files(folder).map((file) => readFileSync(file))
  for (const [index, bytes] of after.entries()) {
    assert.equal(bytes.length, size, 'rewritten, not appended')
    // Whose it was, the wrapped key and the check are others, all of it.
    assert.ok(!bytes.includes(Buffer.from(gone.replaceAll('-', ''), 'hex')))
    for (let at = 8; at < 100; at += 12) assert.notDeepEqual(bytes.subarray(at, at + 12), before[index]!.subarray(at, at + 12))
  }
  for (const each of [room, other, new FolderKeyRoom(folder, ROOM, START)]) {
    assert.equal((await each.get([gone])).size, 0)
    assert.equal(bytesOf((await each.get([stays])).get(stays)), bytesOf(kept))
  }
  assert.equal(await room.destroy([gone]), 0)
  assert.equal((await room.create([gone])).size, 1, 'a new one is another')
})

test('one damaged copy loses nothing; destroyed in one copy is destroyed, and is finished at the next look', async (t) => {
  const folder = place(t)
  const [one, two] = people(2) as [PersonId, PersonId]
  const keys = await new FolderKeyRoom(folder, ROOM, START).create([one, two])
  const [a, b] = files(folder) as [string, string]
  const whole = readFileSync(a)
  for (const [bad, good] of [[a, b], [b, a]] as const) {
    const broken = Buffer.from(whole)
    broken.writeUInt8(broken[40]! ^ 1, 40)
    writeFileSync(bad, broken)
    assert.equal(bytesOf((await new FolderKeyRoom(folder, ROOM, START).get([one])).get(one)), bytesOf(keys.get(one)))
    writeFileSync(bad, readFileSync(good))
  }
  await new FolderKeyRoom(folder, ROOM, START).destroy([one])
  // A power cut came between the two copies.
  writeFileSync(b, whole)
  const next = new FolderKeyRoom(folder, ROOM, START)
  assert.deepEqual([(await next.get([one])).size, (await next.get([two])).size], [0, 1])
  assert.ok(!readFileSync(b).includes(whole.subarray(24, 84)), 'the half that was left is overwritten')
})

test('a record that was cut off while it was written is nobody’s, and is read once it is whole', async (t) => {
  const folder = place(t)
  const [one, two] = people(2) as [PersonId, PersonId]
  const writer = new FolderKeyRoom(folder, ROOM, START)
  await writer.create([one])
  await writer.create([two])
  const whole = readFileSync(files(folder)[0]!)
  for (const file of files(folder)) truncateSync(file, whole.length - 40)
  const reader = new FolderKeyRoom(folder, ROOM, START)
  assert.deepEqual([(await reader.get([one])).size, (await reader.get([two])).size], [1, 0])
  for (const file of files(folder)) appendFileSync(file, whole.subarray(whole.length - 40))
  assert.equal((await reader.get([two])).size, 1)
})

test('two copies of the program add and destroy at the same time, and lose nothing', async (t) => {
  const folder = place(t)
  const rooms = [1, 2].map(() => new FolderKeyRoom(folder, ROOM, START))
  const all = people(60)
  const made = new Map<PersonId, string>()
  await Promise.all(all.map(async (person, index) => {
    const key = (await rooms[index % 2]!.create([person])).get(person)
    made.set(person, bytesOf(key)!)
    if (index % 5 === 0) await rooms[(index + 1) % 2]!.destroy([person])
  }))
  const found = await new FolderKeyRoom(folder, ROOM, START).get(all)
  assert.deepEqual(all.map((person) => bytesOf(found.get(person))), all.map((person, index) => (index % 5 === 0 ? undefined : made.get(person))))
})

test('a rehearsal makes up keys and keeps none', async (t) => {
  const folder = place(t)
  const room = new FolderKeyRoom(folder, ROOM, START)
  const [known, unknown] = people(2) as [PersonId, PersonId]
  const real = (await room.create([known])).get(known)
  const keys = await rehearsingKeyRoom(room).create([known, unknown])
  assert.equal(bytesOf(keys.get(known)), bytesOf(real))
  assert.ok(keys.get(unknown))
  assert.equal((await room.get([unknown])).size, 0)
  assert.equal(await rehearsingKeyRoom(room).destroy([known]), 1)
  assert.equal((await room.get([known])).size, 1)
})

test('with another key of the room nothing is read', async (t) => {
  const folder = place(t)
  const [one] = people(1) as [PersonId]
  await new FolderKeyRoom(folder, ROOM, START).create([one])
  await assert.rejects(new FolderKeyRoom(folder, createSecretKey(randomBytes(32)), START).get([one]))
})
