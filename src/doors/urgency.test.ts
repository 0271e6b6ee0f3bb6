import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ROUTES } from './route-table.ts'
import { urgencyOf } from './urgency.ts'

const SOME_ID = '01963f2a-7c51-7d2e-9a3b-5f6c1d2e3f40'

test('OV-02: by the route table, what customers say is given up last, what changes something after what only reads', () => {
  const seen = new Map<string, number>()
  for (const { method, path, who, effect } of ROUTES) {
    const urgency = urgencyOf(method, `${path.replaceAll(/:\w+/g, SOME_ID).replace('/*', '/people')}?limit=5`)
    seen.set(urgency, (seen.get(urgency) ?? 0) + 1)
    // The calendar behind a link is a colleague's own.
    const isCustomers = who === 'customer' || (who === 'link' && !path.startsWith('/sign-in') && !path.startsWith('/calendar'))
    if (isCustomers) assert.equal(urgency, 'rights', `${method} ${path}`)
    else if (effect === 'reads') assert.notEqual(urgency, 'writing', `${method} ${path}`)
    else assert.ok(['writing', 'rights', 'report'].includes(urgency), `${method} ${path}`)
    if (urgency === 'writing') assert.equal(effect, 'changes', `${method} ${path}`)
  }
  for (const urgency of ['report', 'decision', 'reading', 'writing', 'rights', 'always']) assert.ok((seen.get(urgency) ?? 0) > 0, urgency)
})

test('OV-02: a path that only looks like a customer’s is none', () => {
  for (const path of ['/meet', '/api/v1/me', '/people/choices', '//me', '/ME']) assert.equal(urgencyOf('GET', path), 'reading', path)
  assert.equal(urgencyOf('POST', '/api/v1/people/x/y/choices'), 'writing')
  assert.equal(urgencyOf('POST', '/api/v1/choices?x=1'), 'rights')
})
