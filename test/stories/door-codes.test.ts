import assert from 'node:assert/strict'
import { test } from 'node:test'
import { askForCode } from '../../src/access/ask-for-code.ts'
import { enterCode } from '../../src/access/enter-code.ts'
import { newToken } from '../../src/access/link.ts'
import { codeOf } from '../../src/messages/mail-secret.ts'
import { identifierHash } from '../../src/people/identifier.ts'
import { answerFrontDoor } from '../customer-house.ts'
import { testDatabase } from '../database.ts'
import { testHouse } from '../house.ts'
import { customer, INDEX_KEY, installed } from '../register.ts'

test('a code opens nothing for another browser, even one that knows the request and the code', async () => {
  const database = await testDatabase()
  await installed(database)
  const house = await testHouse(database)
  const { personId } = await customer(database, 'eva@example.org')
  const lookupHash = identifierHash(INDEX_KEY, { kind: 'email', canonical: 'eva@example.org' })
  const asked = await database.write((tx) => askForCode(tx, { lookupKind: 'email', lookupHash, language: 'sv' }))
  await answerFrontDoor(house)
  const { tokens } = house.keeper.keys
  const code = codeOf(tokens, asked.requestId)
  const enter = (secret: string) => database.write((tx) => enterCode(tx, tokens, { ...asked, secret }, code))
  assert.deepEqual(await enter(newToken()), { outcome: 'ended' })
  const { rows } = await database.superuser('select tries from door_request')
  assert.deepEqual(rows, [{ tries: 0 }], 'a stranger does not even use up a try')
  const own = await enter(asked.secret)
  assert.ok(own.outcome === 'entered' && own.personId === personId)
})
