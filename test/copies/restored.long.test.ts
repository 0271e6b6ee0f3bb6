import assert from 'node:assert/strict'
import { existsSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { identitiesIn } from '../../src/backups/backup-key.ts'
import { emptyFolder, runTillit, startProgram, type Program } from '../browser/program.ts'
import { Client } from './client.ts'

// The whole way, as docs/operating.md has it: keys, a backup beside the running program, the database lost, a restore.

const NOTE = { kind: 'call-note', text: 'Ringde och sa det själv.' }

/** A colleague with the session of the printed link. */
async function signedIn({ origin, signInLink }: Program): Promise<Client> {
  const client = new Client({ origin })
  const answer = await client.call(origin, 'POST', new URL(signInLink).pathname)
  const cookie = answer.headers['set-cookie']?.[0]?.split(';')[0]
  assert.ok(cookie, `no session: ${answer.status} ${answer.text}`)
  return new Client({ origin, cookie })
}

test('a backup is made beside the running program, and restored after the database was lost: signing in, the no said since, the proof', async (t) => {
  const [data, apart] = [emptyFolder(), emptyFolder()]
  const keyFile = join(apart, 'backup-key.txt')
  const made = await runTillit(['backup', '--new-key', keyFile])
  const recipient = made.stdout.split('\n')[0]!
  assert.match(recipient, /^age1[0-9a-z]{58}$/)
  assert.equal(identitiesIn(readFileSync(keyFile, 'utf8')).length, 1)
  assert.equal((await runTillit(['backup', '--new-key', keyFile])).code, 1, 'a key is never written over')

  const program = await startProgram(data)
  const staff = await signedIn(program)
  const { results } = await staff.post<{ results: { id: string }[] }>(program.origin, '/api/v1/people', {
    source: 'test', collected: 'self', purposes: ['contract'], ground: 'contract',
    people: ['maria', 'bo'].map((name) => ({ values: { given_name: name }, contactPoints: [{ kind: 'email', value: `${name}@example.org` }], country: 'SE' })),
  })
  const [maria] = results
  const say = (kind: string, purpose: string) => staff.post(program.origin, `/api/v1/people/${maria!.id}/choices`, { choices: [{ kind, purpose, channel: 'email', evidence: NOTE }] })
  await say('withdrawn', 'news')
  const file = join(apart, 'first.age')
  const backedUp = await program.tillit('backup', file, '--to', recipient, '--json')
  assert.equal(backedUp.code, 0, backedUp.stderr)
  const told = JSON.parse(backedUp.stdout) as { people: number; bytes: number; seconds: number }
  assert.equal(told.people, 2)
  await say('withdrawn', 'events')
  await program.stop()

  renameSync(join(data, 'postgres'), join(apart, 'postgres-lost'))
  const restore = (...more: string[]) => runTillit(['restore', file, '--identity', keyFile, '--data', data, '--json', ...more])
  const checked = await restore('--check')
  assert.equal(checked.code, 0, checked.stderr)
  assert.ok(!existsSync(join(data, 'postgres')), 'asking touches nothing')
  const began = performance.now()
  const done = await restore()
  assert.equal(done.code, 0, done.stderr)
  const proof = JSON.parse(done.stdout) as { proofFile: string; replayed: { withdrawals: { again: number } }; ledger: { epoch: number } }
  assert.deepEqual([proof.replayed.withdrawals.again, proof.ledger.epoch], [1, 2])
  assert.match(readFileSync(proof.proofFile, 'utf8'), /"signature": "ey/)
  const seconds = (performance.now() - began) / 1000

  const again = await startProgram(data)
  assert.equal((await staff.call(again.origin, 'GET', '/api/v1/people')).status, 401, 'the session of before is over')
  assert.equal((await (await signedIn(again)).call(again.origin, 'GET', '/api/v1/people')).status, 200)
  const decided = await again.tillit('decide', '--person', maria!.id, '--purpose', 'events', '--channel', 'email', '--json')
  assert.equal((JSON.parse(decided.stdout) as { allowed: boolean }).allowed, false)
  await again.stop()

  // The database that was lost turns up again: it does not know of the epoch.
  rmSync(join(data, 'postgres'), { recursive: true })
  renameSync(join(apart, 'postgres-lost'), join(data, 'postgres'))
  const old = await runTillit(['doctor', '--data', data])
  assert.equal(old.code, 2)
  assert.match(old.stderr, /^E3: /)
  t.diagnostic(`BK-01: whole program: backup ${told.bytes} bytes in ${told.seconds.toFixed(2)} s, restored in ${seconds.toFixed(1)} s`)
})
