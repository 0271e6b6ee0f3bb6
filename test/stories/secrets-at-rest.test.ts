import assert from 'node:assert/strict'
import { test } from 'node:test'
import { askForCode } from '../../src/access/ask-for-code.ts'
import { enterCode } from '../../src/access/enter-code.ts'
import { createApp } from '../../src/doors/app.ts'
import type { IssuedApiKey } from '../../src/doors/api/session-resource.ts'
import { createSignInLink } from '../../src/staff/create-sign-in-link.ts'
import { codeOf } from '../../src/messages/mail-secret.ts'
import { identifierHash } from '../../src/people/identifier.ts'
import { answerFrontDoor, mintLink } from '../customer-house.ts'
import { testDatabase } from '../database.ts'
import { bodyOf, signedInStaff, testHouse } from '../house.ts'
import { customer, INDEX_KEY, installed } from '../register.ts'

test('whoever reads the whole database can sign in nowhere: of every secret only a hash is there, in whatever form', async () => {
  const database = await testDatabase()
  await installed(database)
  const house = await testHouse(database)
  const { browser, cookie, staffId } = await signedInStaff(createApp(house), house)
  const { personId } = await customer(database, 'eva@example.org')
  const lookupHash = identifierHash(INDEX_KEY, { kind: 'email', canonical: 'eva@example.org' })
  const asked = await database.write((tx) => askForCode(tx, { lookupKind: 'email', lookupHash, language: 'sv' }))
  await answerFrontDoor(house)
  const { tokens } = house.keeper.keys
  const entered = await database.write((tx) => enterCode(tx, tokens, asked, codeOf(tokens, asked.requestId)))
  assert.ok(entered.outcome === 'entered')
  const secrets = {
    staff_session: cookie.split('=')[1]!,
    staff_sign_in_link: (await database.write((tx) => createSignInLink(tx, staffId))).split('/').at(-1)!,
    api_key: (await bodyOf<IssuedApiKey>(browser('POST', '/api/v1/api-keys', { name: 'till', purposes: ['contract'] }))).key,
    token: await mintLink(database, { kind: 'stop', personId }),
    door_request: asked.secret,
    customer_session: entered.secret,
  }
  for (const [table, secret] of Object.entries(secrets)) {
    assert.match(secret, /^[\w-]{43}$/, table)
    const { rows } = await database.superuser(`select to_jsonb(t)::text as row from ${table} t`)
    assert.ok(rows.length > 0, table)
    const forms = [secret, Buffer.from(secret).toString('hex'), Buffer.from(secret, 'base64url').toString('hex')]
    for (const { row } of rows) assert.ok(forms.every((form) => !row.includes(form)), table)
  }
})
