import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { twoCopies, type TwoCopies } from './two-copies.ts'

let two: TwoCopies
before(async () => {
  two = await twoCopies()
})

test('two copies that start together on an empty database make one installation and one keeper', async (t) => {
  t.diagnostic(`PostgreSQL ${two.version}`)
  const { rows } = await two.database.superuser('select keeper_id from installation')
  assert.equal(rows.length, 1)
  assert.equal((await two.staff.get<{ version: number }>(two.b.origin, '/api/v1/purposes')).version, 1)
})
