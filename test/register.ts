import { createSecretKey } from 'node:crypto'
import { registerPeople, type Registration } from '../src/people/register-people.ts'
import { updateVerified } from '../src/people/values.sql.ts'
import { selectContactPoints, type ContactPoint } from '../src/people/values.sql.ts'
import { publishCatalogue } from '../src/purposes/publish-catalogue.ts'
import { starterCatalogue } from '../src/purposes/starter-catalogue.ts'
import type { PersonId } from '../src/values/ids.ts'
import type { TestDatabase } from './database.ts'

/** Stands in for the keeper's index key where a test opens no keeper. */
export const INDEX_KEY = createSecretKey(Buffer.alloc(32, 7))

export const ORIGIN = { source: 'test', collected: 'self' as const, recordedBy: { kind: 'system', id: null }, importId: null, noticeDueAt: null }

/** The installation of a Swedish company with the starter catalogue published. */
export async function installed(database: TestDatabase): Promise<void> {
  await database.superuser(
    `insert into installation (installation_id, created_at, keeper_id, controller, demo)
     values ('0196a000-0000-7000-8000-0000000000aa', $1, '0196a000-0000-7000-8000-0000000000ab', $2, false)`,
    [database.now, JSON.stringify({ name: 'Provbolaget AB', country: 'SE' })],
  )
  await database.write((tx) => publishCatalogue(tx, { ...starterCatalogue('2026-03-02'), retirePurposes: [], retireFields: [] }, 'test', 'starter'))
}

/** A customer with a contract, a verified e-mail address and whatever else is given. */
export async function customer(
  database: TestDatabase, email: string, more: Partial<Registration> = {},
): Promise<{ personId: PersonId; email: ContactPoint }> {
  const { personIds } = await database.write((tx) => registerPeople(tx, INDEX_KEY, [{
    country: 'SE', values: {}, contactPoints: [{ kind: 'email', value: email, canonical: email }], identifiers: [{ kind: 'email', canonical: email }],
    grounds: [{ purpose: 'contract', basis: 'contract' }], ...more,
  }], ORIGIN))
  const personId = personIds[0]!
  const point = await database.write(async (tx) => {
    const [found] = await selectContactPoints(tx, [personId])
    if (found) await updateVerified(tx, personId, found.contactPointId, 'test')
    return found!
  })
  return { personId, email: point }
}
