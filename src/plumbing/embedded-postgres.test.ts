import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { after, test } from 'node:test'
import { Client } from 'pg'
import { prepareDataFolder } from './data-folder.ts'
import { runningEmbeddedPostgres, startEmbeddedPostgres } from './embedded-postgres.ts'
import type { EmbeddedConnection } from './postgres-server.ts'
import { processIdentity } from './process-identity.ts'
import { StartRefused } from './start-refused.ts'

const home = prepareDataFolder(mkdtempSync(join(tmpdir(), 'tillit-test-')))
after(() => rmSync(home, { recursive: true, force: true }))

async function ask(connection: EmbeddedConnection, sql: string): Promise<Record<string, unknown>[]> {
  const client = new Client(connection)
  await client.connect()
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows
  } finally {
    await client.end()
  }
}

/** Starts a server in a program of its own and answers once it runs. */
async function startElsewhere(folder: string): Promise<{ pid: number, kill(): Promise<void> }> {
  const module = JSON.stringify(join(import.meta.dirname, 'embedded-postgres.ts'))
  const program = `import { startEmbeddedPostgres } from ${module}
    const server = await startEmbeddedPostgres({ folder: ${JSON.stringify(folder)} })
    console.log(server.pid)
    setInterval(() => {}, 1000)`
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], { stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = new Promise<void>((settle) => { child.once('exit', () => settle()) })
  const pid = await new Promise<number>((settle, fail) => {
    child.stdout.once('data', (text: Buffer) => settle(Number(text)))
    child.once('exit', () => fail(new Error('ended before its server ran')))
  })
  return { pid, kill: () => { child.kill('SIGKILL'); return ended } }
}

test('BK-08: a folder of another major version of PostgreSQL is refused in one line that says what to do, and left as it is', async () => {
  const folder = join(home, 'older')
  mkdirSync(join(folder, 'cluster'), { recursive: true })
  writeFileSync(join(folder, 'cluster', 'PG_VERSION'), '17\n')
  await assert.rejects(startEmbeddedPostgres({ folder }), (error) => error instanceof StartRefused && /is of PostgreSQL 17, .* brings PostgreSQL \d+: make a backup .*tillit backup.*tillit restore/.test(error.message) && !error.message.includes('\n'))
  assert.deepEqual(readdirSync(folder), ['cluster'])
  assert.deepEqual(readdirSync(join(folder, 'cluster')), ['PG_VERSION'])
})

test('an empty folder is ready within 3 s and an existing one within 1 s, and what was written is still there', async () => {
  const folder = join(home, 'twice')
  const begin = performance.now()
  const first = await startEmbeddedPostgres({ folder })
  const fresh = performance.now() - begin
  await ask(first.connection, 'create table kept (word text)')
  await ask(first.connection, "insert into kept values ('Åsa')")
  await first.stop()
  assert.equal(processIdentity(first.pid), undefined)

  const again = performance.now()
  const second = await startEmbeddedPostgres({ folder })
  const existing = performance.now() - again
  assert.deepEqual(await ask(second.connection, 'select word from kept'), [{ word: 'Åsa' }])
  await second.stop()
  assert.ok(fresh < 3000, `empty folder: ${Math.round(fresh)} ms`)
  assert.ok(existing < 1000, `existing folder: ${Math.round(existing)} ms`)
})

test('the server keeps what it acknowledged, speaks through its socket only and compares keys byte by byte', async () => {
  const server = await startEmbeddedPostgres({ folder: join(home, 'settings') })
  const [row] = await ask(server.connection, `select current_setting('fsync') as fsync, current_setting('synchronous_commit') as commit,
    current_setting('listen_addresses') as addresses, current_setting('data_checksums') as checksums,
    (select datlocprovider::text || ' ' || datcollate || ' ' || pg_encoding_to_char(encoding) from pg_database where datname = current_database()) as locale`)
  await server.stop()
  const provider = process.platform === 'linux' ? 'c C.UTF-8 UTF8' : 'b C UTF8'
  assert.deepEqual(row, { fsync: 'on', commit: 'on', addresses: '', checksums: 'on', locale: provider })
})

test('no value of a person reaches the log of the server: neither a collision, nor an unreadable value, nor a parameter', async () => {
  const folder = join(home, 'log')
  const server = await startEmbeddedPostgres({ folder })
  await ask(server.connection, 'create table person (email text primary key, born date)')
  const insert = "insert into person (email) values ('canary@example.org')"
  await ask(server.connection, insert)
  await assert.rejects(ask(server.connection, insert), { code: '23505' })
  await assert.rejects(ask(server.connection, "select 'canary'::uuid"), { code: '22P02' })
  await assert.rejects(ask(server.connection, "insert into person (email, born) values ('canary', 'canary')"), { code: '22007' })
  await server.stop()
  const log = readFileSync(join(folder, 'log', 'postgres.log'), 'utf8')
  assert.match(log, /ready to accept connections/)
  assert.doesNotMatch(log, /canary/)
  assert.equal(existsSync(join(folder, 'cluster', 'log')), false)
})

test('a second copy on the same folder is refused with a sentence, and a command beside the server finds the connection', async () => {
  const folder = join(home, 'second')
  assert.equal(runningEmbeddedPostgres(folder), undefined)
  const server = await startEmbeddedPostgres({ folder })
  await assert.rejects(startEmbeddedPostgres({ folder }), (error) => error instanceof StartRefused && error.message.includes(`in use by another running copy (process ${process.pid})`))
  assert.deepEqual(runningEmbeddedPostgres(folder), server.connection)
  await server.stop()
  assert.equal(runningEmbeddedPostgres(folder), undefined)
})

test('a server that somebody else started on the folder is left alone and refuses us', async () => {
  const folder = join(home, 'foreign')
  const server = await startEmbeddedPostgres({ folder })
  rmSync(join(folder, 'lock'))
  await assert.rejects(startEmbeddedPostgres({ folder }), (error) => error instanceof StartRefused && error.message.includes(`(process ${server.pid})`))
  assert.deepEqual(await ask(server.connection, 'select 1 as one'), [{ one: 1 }])
  await server.stop()
})

test('after kill -9 of the program its server is ended and a new one starts; a running program refuses', async () => {
  const folder = join(home, 'killed')
  const other = await startElsewhere(folder)
  await assert.rejects(startEmbeddedPostgres({ folder }), StartRefused)
  await other.kill()
  assert.notEqual(processIdentity(other.pid), undefined)
  const server = await startEmbeddedPostgres({ folder })
  assert.equal(processIdentity(other.pid), undefined)
  assert.notEqual(server.pid, other.pid)
  await server.stop()
})

test('after kill -9 of the server itself the next start recovers', async () => {
  const folder = join(home, 'crashed')
  const server = await startEmbeddedPostgres({ folder })
  await ask(server.connection, 'create table kept as select 7 as n')
  process.kill(server.pid, 'SIGKILL')
  await server.exited
  await server.stop()
  const next = await startEmbeddedPostgres({ folder })
  assert.deepEqual(await ask(next.connection, 'select n from kept'), [{ n: 7 }])
  await next.stop()
})

test('the process number of a dead server that now belongs to another process does not stop the start', { skip: process.platform !== 'linux' && 'skipped: only Linux tells what a process works on' }, async () => {
  const folder = join(home, 'reused')
  const server = await startEmbeddedPostgres({ folder })
  const pidFile = join(folder, 'cluster', 'postmaster.pid')
  const text = readFileSync(pidFile, 'utf8')
  await server.stop()
  // Of the same user, as in a container that is started anew: PostgreSQL itself would refuse to start beside it.
  const { uid, gid } = statSync(join(folder, 'cluster'))
  const other = spawn('sleep', ['60'], { cwd: '/', ...(process.getuid?.() === 0 ? { uid, gid } : {}) })
  writeFileSync(pidFile, text.replace(String(server.pid), String(other.pid)))
  const next = await startEmbeddedPostgres({ folder })
  assert.deepEqual(await ask(next.connection, 'select 1 as one'), [{ one: 1 }])
  await next.stop()
  other.kill()
})

test('a half-made cluster and half-copied binaries of a killed start are made anew', async () => {
  const folder = join(home, 'half')
  mkdirSync(join(folder, 'cluster.new', 'base'), { recursive: true })
  mkdirSync(join(folder, 'binaries'))
  const server = await startEmbeddedPostgres({ folder })
  assert.deepEqual(await ask(server.connection, 'select 1 as one'), [{ one: 1 }])
  await server.stop()
})

test('a folder with a long path gets a short socket path, removed at the end', async () => {
  const folder = join(home, 'x'.repeat(100))
  const server = await startEmbeddedPostgres({ folder })
  assert.ok(server.connection.host.length < 87, server.connection.host)
  assert.deepEqual(await ask(server.connection, 'select 1 as one'), [{ one: 1 }])
  await server.stop()
  assert.equal(existsSync(server.connection.host), false)
})

test('root is not sent away from a folder that only root may pass: the data lies under /var/lib, linked', { skip: process.getuid?.() !== 0 && 'skipped: not root' }, async () => {
  const closed = mkdtempSync(join(tmpdir(), 'tillit-closed-'))
  const folder = join(closed, 'postgres')
  const server = await startEmbeddedPostgres({ folder })
  const real = realpathSync(folder)
  await server.stop()
  const again = await startEmbeddedPostgres({ folder })
  assert.deepEqual(await ask(again.connection, 'select 1 as one'), [{ one: 1 }])
  await again.stop()
  rmSync(closed, { recursive: true })
  rmSync(real, { recursive: true })
  assert.match(real, /^\/var\/lib\/tillit-/)
})
