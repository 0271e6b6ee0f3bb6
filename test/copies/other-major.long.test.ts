// BK-08: from a server of an older major version into the built-in one, by the commands alone, as docs/operating.md has it.
import assert from 'node:assert/strict'
import { chownSync, cpSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import pg from 'pg'
import { LEFT_OUT } from '../../src/backups/manifest.ts'
import { startEmbeddedPostgres } from '../../src/plumbing/embedded-postgres.ts'
import { emptyFolder, runTillit, startProgram } from '../browser/program.ts'
import { columnsOf, digests } from '../upgrades/earlier-schema.ts'
import { Client } from './client.ts'
import { ownPlace } from './own-place.ts'

/** What a restore changes by rule E3: everybody is signed out, keys end, and the ledger begins a new epoch. */
const CHANGED = new Set(['api_key', 'ledger_epoch', 'ledger_head', 'ledger_leaf', 'number_series'])
const PEOPLE = 200

// Not in a test, whose end would take it along.
const { cluster, place } = await ownPlace()

test('BK-08: a backup from PostgreSQL 15 is restored into the built-in PostgreSQL, row by row the same; a folder of 15 is refused in one line', async (t) => {
  const [data, apart] = [emptyFolder(), emptyFolder()]
  const url = `postgres:///tillit?host=${encodeURIComponent(cluster.connection.host)}&port=${cluster.connection.port}&user=${cluster.connection.user}`
  const program = await startProgram(data, { DATABASE_URL: url })
  const link = await new Client({ origin: program.origin }).call(program.origin, 'POST', new URL(program.signInLink).pathname)
  const staff = new Client({ origin: program.origin, cookie: link.headers['set-cookie']![0]!.split(';')[0]! })
  const { results } = await staff.post<{ results: { id: string }[] }>(program.origin, '/api/v1/people', {
    source: 'test', collected: 'self', purposes: ['contract'], ground: 'contract',
    people: Array.from({ length: PEOPLE }, (_, n) => ({ values: { given_name: `Åse ${n}`, family_name: 'Ødegård' }, contactPoints: [{ kind: 'email', value: `kund${n}@example.org` }], country: 'NO' })),
  })
  for (const { id } of results.slice(0, 20)) await staff.post(program.origin, `/api/v1/people/${id}/choices`, { choices: [{ kind: 'withdrawn', purpose: 'news', channel: 'email', evidence: { kind: 'call-note', text: 'Ringde.' } }] })
  const key = join(apart, 'backup-key.txt')
  const recipient = (await runTillit(['backup', '--new-key', key])).stdout.split('\n')[0]!
  assert.equal(await program.stop(), 0)
  const made = await runTillit(['backup', join(apart, 'old.age'), '--to', recipient, '--data', data], { DATABASE_URL: url })
  assert.equal(made.code, 0, made.stderr)
  const columns = new Map([...(await columnsOf(place))].filter(([name]) => !Object.hasOwn(LEFT_OUT, name) && !CHANGED.has(name)))
  const before = await digests(place, columns)

  // From here on without DATABASE_URL: the built-in one, in the same data folder with the same keeper.
  const done = await runTillit(['restore', join(apart, 'old.age'), '--identity', key, '--data', data])
  assert.equal(done.code, 0, done.stderr)
  const verified = await runTillit(['verify', '--data', data])
  assert.equal(verified.code, 0, verified.stderr)
  const said = await runTillit(['decide', '--person', results[0]!.id, '--purpose', 'news', '--channel', 'email', '--data', data, '--json'])
  assert.equal((JSON.parse(said.stdout) as { allowed: boolean }).allowed, false)
  const server = await startEmbeddedPostgres({ folder: join(data, 'postgres') })
  const client = new pg.Client({ ...server.connection, options: '-c timezone=UTC' })
  await client.connect()
  const after = await digests({ superuser: (text) => client.query(text) }, columns)
  const { rows: [version] } = await client.query<{ version: string }>("select current_setting('server_version') as version")
  await client.end()
  await server.stop()
  assert.deepEqual(after, before)

  const older = emptyFolder()
  copyFor(statSync(cluster.folder), cluster.data, join(older, 'postgres', 'cluster'))
  const refused = await runTillit(['doctor', '--data', older])
  assert.equal(refused.code, 1)
  assert.match(refused.stderr.trim(), /^The data in .* is of PostgreSQL 15, and this program brings PostgreSQL 18: make a backup .*$/)
  t.diagnostic(`BK-08: PostgreSQL 15 to ${version!.version}: ${columns.size} tables, ${PEOPLE} people, each table's rows the same`)
})

/** A data folder with the files of a server that has stopped or not: only its version is looked at. */
function copyFor({ uid, gid }: { uid: number; gid: number }, from: string, to: string): void {
  cpSync(from, to, { recursive: true, filter: (path) => !path.endsWith('postmaster.pid') })
  for (const path of [to, ...readdirSync(to).map((name) => join(to, name))]) chownSync(path, uid, gid)
}
