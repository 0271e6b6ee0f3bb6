import assert from 'node:assert/strict'
import { test } from 'node:test'
import { z } from '@hono/zod-openapi'
import { firstFault } from './input-fault.ts'

const schema = z.strictObject({
  questions: z.array(z.strictObject({ channel: z.enum(['email', 'sms']), at: z.union([z.iso.date(), z.strictObject({ column: z.string() })]).optional() })),
})

function faultOf(input: unknown): { field: string; text: string } {
  const result = schema.safeParse(input)
  assert.ok(result.error)
  return firstFault(result.error.issues, input)
}

test('the member at fault is named by its path', () => {
  assert.deepEqual(faultOf({ questions: [{ channel: 'fax' }] }), { field: 'questions.0.channel', text: 'api.field-wrong-value' })
  assert.deepEqual(faultOf({ questions: [{ channel: 'email', at: 3 }] }), { field: 'questions.0.at', text: 'api.field-wrong-value' })
  assert.deepEqual(faultOf({ questions: 'all' }), { field: 'questions', text: 'api.field-wrong-type' })
})

test('a member that is missing is told from one that is wrong', () => {
  assert.deepEqual(faultOf({}), { field: 'questions', text: 'api.field-missing' })
  assert.deepEqual(faultOf({ questions: [{}] }), { field: 'questions.0.channel', text: 'api.field-missing' })
})

test('what is no object at all has no member to name', () => {
  for (const input of [[], 'x', 3, null]) assert.deepEqual(faultOf(input), { field: '', text: 'api.body-no-object' })
})

test('an unknown member comes before what else is wrong', () => {
  assert.deepEqual(faultOf({ questions: [{ chanel: 'email' }] }), { field: 'questions.0.chanel', text: 'api.field-unknown' })
})
