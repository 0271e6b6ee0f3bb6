import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DatabaseError } from 'pg'
import { Problem } from './errors.ts'
import { openLog } from './log.ts'

function logged(write: (log: ReturnType<typeof openLog>) => void): Record<string, unknown> {
  let line = ''
  write(openLog('info', { write: (text) => { line += text } }))
  return JSON.parse(line) as Record<string, unknown>
}

const collision = (): DatabaseError => Object.assign(new DatabaseError('duplicate key: canary@example.org', 1, 'error'), {
  code: '23505',
  severity: 'ERROR',
  detail: 'Key (email)=(canary@example.org) already exists.',
  where: 'canary',
  hint: 'canary',
})

test('an error of the database is told by its code and severity alone, wherever it stands', () => {
  for (const line of [
    logged((log) => log.error(collision())),
    logged((log) => log.error({ err: collision() }, 'failed')),
    logged((log) => log.error({ deep: { cause: collision() } }, 'failed')),
    logged((log) => log.error(new Error('outer', { cause: collision() }))),
  ]) {
    const text = JSON.stringify(line)
    assert.doesNotMatch(text, /canary|already exists|duplicate/)
    assert.match(text, /"sqlState":"23505","severity":"ERROR"/)
  }
})

test('a problem is told by its key and rule, without what fills its sentence in', () => {
  const problem = new Problem('refused', { rule: 'D9', text: 'consent.staff-cannot-lift', parameters: { name: 'canary' } })
  const { err } = logged((log) => log.warn({ err: problem }, 'refused')) as { err: Record<string, unknown> }
  assert.equal(err['rule'], 'D9')
  assert.equal(err['problem'], 'consent.staff-cannot-lift')
  assert.doesNotMatch(JSON.stringify(err), /canary/)
})

test('addresses, numbers, quoted values and the secret of a link are masked in messages, facts and errors', () => {
  const masks: [string, string][] = [
    ['550 mailbox åsa.canary@exämple.se is full', '550 mailbox <e-mail> is full'],
    ['call +46 70-123 45 67 now', 'call <number> now'],
    ['19811218-9876 is taken', '<number> is taken'],
    ['Unexpected token A, "Anna Canary"... is not valid JSON', 'Unexpected token A, "…"... is not valid JSON'],
    ['GET /my/q83vEjRWeJCrze8SNFZ4kKvN7xI?to=canary 404', 'GET /my/<token>?… 404'],
    ['GET /people/01890a5d-ac96-774b-bcce-b302099a8057/timeline 200', 'GET /people/01890a5d-ac96-774b-bcce-b302099a8057/timeline 200'],
    ['took 1.234567 s over 12345 rows', 'took 1.234567 s over 12345 rows'],
  ]
  for (const [said, kept] of masks) {
    assert.equal(logged((log) => log.info(said))['msg'], kept)
    assert.equal(logged((log) => log.info({ url: said }, 'request'))['url'], kept)
    const { err } = logged((log) => log.error(new Error(said))) as { err: { message: string, at: string[] } }
    assert.equal(err.message, kept)
    assert.ok(err.at.length > 0 && err.at.every((line) => line.startsWith('at ')))
  }
})

test('facts with telling names are left out at any depth, and what lies too deep as well', () => {
  const line = logged((log) => log.info({ email: 'canary', person: { name: 'canary', id: 7 }, headers: [{ cookie: 'canary' }], a: { b: { c: { d: { e: 'canary' } } } } }, 'seen'))
  assert.doesNotMatch(JSON.stringify(line), /canary/)
  assert.deepEqual(line['person'], { name: '[removed]', id: 7 })
})

test('a log line is one line, with level and time in words', () => {
  const line = logged((log) => log.info({ port: 8080 }, 'two\nlines'))
  assert.equal(line['level'], 'info')
  assert.equal(line['port'], 8080)
  assert.match(String(line['time']), /^\d{4}-\d\d-\d\dT/)
})
