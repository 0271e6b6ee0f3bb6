// ER-02: an old backup, opened with everything that is still held, tells nothing sealed of those who were erased since.
import assert from 'node:assert/strict'
import { KeyObject } from 'node:crypto'
import { test } from 'node:test'
import { readBackup } from '../../src/backups/read-backup.ts'
import { erasePeople } from '../../src/erasure/erase-people.ts'
import { registerPeople } from '../../src/people/register-people.ts'
import { openSealed } from '../../src/people/sealed-value.ts'
import { sealValues } from '../../src/people/seal-values.ts'
import type { PersonId } from '../../src/values/ids.ts'
import { backUp, BACKUP_KEY, company, type Company } from '../backing-up.ts'
import { INDEX_KEY, ORIGIN } from '../register.ts'

const LONG = process.env['TILLIT_LONG'] !== undefined
const ERASED = LONG ? 10_000 : 300
const OTHERS = LONG ? 500 : 50
const AT_A_TIME = 500
const FIELD = { key: 'identity_number', type: 'identity-number' } as const
const numberOf = (index: number): string => `1957${String(index).padStart(8, '0')}`

test(`ER-02: ${ERASED} erased records in a backup of before are opened by no key that is still held, those of the others by theirs (the catalogue asks for 10,000)`, async (t) => {
  const source = await company()
  const people = await registered(source, ERASED + OTHERS)
  const made = await backUp(source)
  const erased = people.slice(0, ERASED)
  for (const some of batches(erased)) {
    await source.database.superuser('update ground set ended_at = $1, hold_until = $1 where person_id = any ($2::uuid[])', [source.database.now, some])
    const told = await source.database.write((tx) => erasePeople(tx, source.keeper, some.map((personId) => ({ personId, why: 'asked' as const }))))
    assert.equal(told.filter((one) => one.state !== 'partly').length, some.length)
  }

  const inBackup = await sealedIn(made.file)
  assert.equal(inBackup.size, people.length, 'the backup holds what it held')
  const held = await source.keeper.keyRoom.get(people)
  assert.equal(held.size, OTHERS)
  const every = [...held.values(), ...Object.values(source.keeper.keys).filter((one) => one instanceof KeyObject && one.type === 'secret' && one.symmetricKeySize === 32)]
  let [tries, opened] = [0, 0]
  for (const personId of erased) {
    for (const key of every as KeyObject[]) {
      tries++
      if (open(key, personId, inBackup.get(personId)!) !== undefined) opened++
    }
  }
  const others = people.slice(ERASED).filter((personId, index) => open(held.get(personId)!, personId, inBackup.get(personId)!) === numberOf(ERASED + index))
  t.diagnostic(`ER-02: ${opened} of ${ERASED} erased records opened by ${every.length} keys (${tries.toLocaleString('en')} tries), ${others.length} of ${OTHERS} others by their own`)
  assert.equal(opened, 0)
  assert.equal(others.length, OTHERS)
})

async function registered({ database, keeper }: Company, count: number): Promise<PersonId[]> {
  const people: PersonId[] = []
  for (const some of batches(Array.from({ length: count }, (_, index) => index))) {
    await database.write(async (tx) => {
      const { personIds } = await registerPeople(tx, INDEX_KEY, some.map((index) => ({
        country: 'SE', values: {}, contactPoints: [{ kind: 'email' as const, value: `kund${index}@example.org`, canonical: `kund${index}@example.org` }],
        identifiers: [{ kind: 'email' as const, canonical: `kund${index}@example.org` }], grounds: [{ purpose: 'invoicing', basis: 'contract' as const }],
      })), ORIGIN)
      assert.deepEqual(await sealValues(tx, keeper, personIds.map((personId, place) => ({ personId, field: FIELD, value: numberOf(some[place]!) })), ORIGIN), [])
      people.push(...personIds)
    })
  }
  return people
}

/** The sealed values of a backup, straight from its rows. */
async function sealedIn(file: string): Promise<Map<string, Buffer>> {
  const found = new Map<string, Buffer>()
  await readBackup(file, [BACKUP_KEY.identity], {
    head: () => {},
    table: async ({ name, columns }, rows) => {
      const parts: Buffer[] = []
      for await (const part of rows) parts.push(part)
      if (name !== 'sealed_value') return
      const [person, sealed] = [columns.indexOf('person_id'), columns.indexOf('sealed')]
      for (const line of Buffer.concat(parts).toString('latin1').trimEnd().split('\n')) {
        const cells = line.split('\t')
        found.set(cells[person]!, Buffer.from(cells[sealed]!.replace(/^\\\\x/, ''), 'hex'))
      }
    },
  })
  return found
}

function open(key: KeyObject, personId: PersonId, sealed: Buffer): string | undefined {
  try {
    return openSealed(key, personId, FIELD.key, sealed)
  } catch {
    return undefined
  }
}

function batches<Item>(items: readonly Item[]): Item[][] {
  return Array.from({ length: Math.ceil(items.length / AT_A_TIME) }, (_, n) => items.slice(n * AT_A_TIME, (n + 1) * AT_A_TIME))
}
