import assert from 'node:assert/strict'
import { test } from 'node:test'
import { confirmByLink } from '../../src/access/confirm-by-link.ts'
import { selectLink } from '../../src/access/links.sql.ts'
import { selectEntries } from '../../src/ledger/entries.sql.ts'
import { choice, customerHouse, mintLink, record, Visitor } from '../customer-house.ts'
import { customer } from '../register.ts'
import { rowHash } from '../row-hash.ts'

test('L3: a yes to words other than those that are asked now is none', async () => {
  const { database, app } = await customerHouse()
  const { personId, email } = await customer(database, 'asked@example.org')
  const token = await mintLink(database, { kind: 'ask', personId, purposes: ['events'], contactPointId: email.contactPointId })
  const visitor = await new Visitor(app).get(`/questions/${token}`)
  const page = /name="page" value="([^"]+)"/.exec(visitor.html)![1]!
  const before = await rowHash(database)
  for (const wording of ['00', '']) {
    await visitor.post(`/questions/${token}`, { page, wording, answer: 'yes' })
    assert.equal(visitor.status, 409)
  }
  assert.equal(await rowHash(database), before)
})

test('L3: a link confirms only what still waits: after a no at the same address it does nothing and stays unused', async () => {
  const { database, house } = await customerHouse()
  const { personId, email } = await customer(database, 'waits@example.org')
  await database.superuser('update contact_point set verified_at = null')
  const said = { contactPointId: email.contactPointId }
  await record(database, house, choice(personId, said))
  const token = await mintLink(database, { kind: 'confirm', personId, contactPointId: email.contactPointId })
  await record(database, house, choice(personId, { ...said, kind: 'withdrawn' }))
  const link = (await database.read((tx) => selectLink(tx, token)))!
  const confirmed = await database.write((tx) => confirmByLink(tx, house.keeper, token, { ...link, createdAt: database.now }, { language: 'sv', wording: null }))
  assert.equal(confirmed, undefined)
  assert.deepEqual((await database.read((tx) => selectEntries(tx, [personId]))).map((entry) => entry.kind), ['given', 'withdrawn'])
  assert.equal((await database.read((tx) => selectLink(tx, token)))!.usedAt, null)
})
