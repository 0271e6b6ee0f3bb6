// Exports that run by themselves, and their files: for one person, once, for a short while (AZ-07), with the rights of that moment (AZ-09).
import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import type { ExportLink } from '../../src/doors/api/export-jobs-resource.ts'
import type { ExportWish } from '../../src/doors/api/exports-resource.ts'
import type { Job, JobsPage } from '../../src/doors/api/jobs-resource.ts'
import { mayExport } from '../../src/doors/clock/may-export.ts'
import { sweepExports } from '../../src/exports/sweep-exports.ts'
import { workExport, type ExportWorker } from '../../src/exports/work-export.ts'
import { registerPeople } from '../../src/people/register-people.ts'
import { bodyOf, signedInStaff, staffedHouse, type Browser, type StaffedHouse } from '../house.ts'
import { INDEX_KEY, ORIGIN } from '../register.ts'

const MINUTE = 60_000
const PEOPLE = 620
const WISH: ExportWish = { purpose: 'contract', fields: ['given_name', 'email'] }
let story: StaffedHouse
let staffId: string
let browser: Browser
let worker: ExportWorker

// Each story loses rights, time or people, so each has a house of its own.
beforeEach(async () => {
  story = await staffedHouse()
  ;({ browser, staffId } = await signedInStaff(story.app, story.house))
  worker = { secret: story.house.keeper.keys.tokens, mayGoOn: mayExport }
  await story.database.write((tx) => registerPeople(tx, INDEX_KEY, Array.from({ length: PEOPLE }, (_, no) => ({
    country: 'SE', values: { given_name: `Namn${no}`, city: no < 20 ? 'Kiruna' : 'Lund' }, contactPoints: [{ kind: 'email' as const, value: `p${no}@example.org`, canonical: `p${no}@example.org` }], identifiers: [],
    grounds: [{ purpose: 'contract', basis: 'contract' as const }],
  })), ORIGIN))
})

const asked = async (wish: ExportWish = WISH) => (await bodyOf<{ id: string }>(browser('POST', '/api/v1/export-jobs', wish))).id
const work = () => workExport(story.database, worker, 'this copy')
const jobOf = async (id: string, of: Browser = browser) => (await bodyOf<JobsPage>(of('GET', '/api/v1/jobs'))).jobs.find((job) => job.id === id)
const linked = async (id: string) => (await bodyOf<ExportLink>(browser('POST', `/api/v1/export-jobs/${id}/links`))).secret
const fetched = (id: string, secret: string, by: Browser = browser) => by('POST', `/api/v1/export-jobs/${id}/fetches`, { secret })
const parts = async () => ((await story.database.superuser('select sealed from export_part')).rows as { sealed: Buffer }[])
const uses = async () => ((await story.database.superuser("select count(*)::int as n from use_record where kind = 'exported'")).rows as { n: number }[])[0]!.n

test('an export runs by itself with progress, its file waits sealed, and is fetched once', async () => {
  const id = await asked({ ...WISH, where: [{ field: 'city', op: 'is', value: 'Lund' }] })
  const waiting = (await jobOf(id))!
  assert.deepEqual([waiting.kind, waiting.title, waiting.state, waiting.mine, waiting.mayCancel, waiting.mayFetch], ['export', 'contract', 'waiting', true, true, false])
  assert.equal(await work(), true)
  assert.equal(await work(), false)
  const done = (await jobOf(id))!
  assert.deepEqual([done.state, done.done, done.of, done.result['exported'], done.mayFetch, done.mayCancel], ['done', PEOPLE - 20, PEOPLE - 20, PEOPLE - 20, true, false])
  assert.equal(await uses(), PEOPLE - 20)
  assert.ok((await parts()).length >= 2)
  assert.ok((await parts()).every(({ sealed }) => !sealed.includes(Buffer.from('example.org'))))
  const secret = await linked(id)
  const answer = await fetched(id, secret)
  assert.deepEqual([answer.status, answer.headers.get('content-type'), answer.headers.get('content-disposition')], [200, 'text/csv; charset=utf-8', 'attachment; filename="contract-2026-03-02.csv"'])
  const text = await answer.text()
  assert.equal(text.trimEnd().split('\r\n').length, PEOPLE - 20 + 1)
  assert.ok(text.includes('Namn99;p99@example.org'))
  assert.equal((await fetched(id, secret)).status, 404)
  assert.equal((await browser('POST', `/api/v1/export-jobs/${id}/links`)).status, 409)
  assert.deepEqual([(await jobOf(id))?.file, await parts()], ['fetched', []])
})

test('AZ-07: the address of a file is for one person, one time and a quarter of an hour, and the file is gone after a day', async () => {
  const id = await asked()
  await work()
  const { browser: other } = await signedInStaff(story.app, story.house)
  assert.equal((await other('POST', `/api/v1/export-jobs/${id}/links`)).status, 404)
  const [first, second] = [await linked(id), await linked(id)]
  assert.equal((await fetched(id, second, other)).status, 404)
  assert.equal((await fetched(id, first)).status, 404)
  for (const guess of ['x', first.slice(0, -1), '']) assert.ok([400, 404].includes((await fetched(id, guess)).status))
  assert.equal((await story.app.request(`/api/v1/export-jobs/${id}/fetches`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ secret: second }) })).status, 401)
  story.database.now = new Date(story.database.now.getTime() + 15 * MINUTE)
  assert.equal((await fetched(id, second)).status, 404)
  assert.ok((await parts()).length > 0)
  story.database.now = new Date(story.database.now.getTime() + 24 * 60 * MINUTE)
  await story.database.write(sweepExports)
  assert.deepEqual(await parts(), [])
})

test('AZ-07, AZ-09: whoever loses the right to export fetches nothing, and what runs for them stops', async () => {
  const ready = await asked()
  await work()
  const [secret, running] = [await linked(ready), await asked()]
  let looked = 0
  const losing: ExportWorker = { ...worker, mayGoOn: async (tx, job) => {
    if (looked++ === 1) await story.database.superuser("update staff_role_of set ended_at = $1 where staff_id = $2", [story.database.now, staffId])
    return mayExport(tx, job)
  } }
  assert.equal(await workExport(story.database, losing, 'this copy'), true)
  assert.equal((await fetched(ready, secret)).status, 403)
  const { rows } = await story.database.superuser('select state, failure from export_job where export_id = $1', [running])
  assert.deepEqual(rows, [{ state: 'failed', failure: 'exports.not-permitted-any-more' }])
  await story.database.write(sweepExports)
  assert.deepEqual((await story.database.superuser('select count(*)::int as n from export_part where export_id = $1', [running])).rows, [{ n: 0 }])
})

test('an export is ended by whoever asked, and goes on elsewhere when a copy stops in the middle', async () => {
  const id = await asked()
  const stopping = new AbortController()
  await workExport(story.database, { ...worker, mayGoOn: async (tx, job) => (stopping.abort(), mayExport(tx, job)) }, 'a copy that stops', stopping.signal)
  const halfway = (await jobOf(id)) as Job
  assert.deepEqual([halfway.state, halfway.done, halfway.of], ['running', 500, PEOPLE])
  const { browser: other } = await signedInStaff(story.app, story.house)
  assert.equal((await other('POST', `/api/v1/export-jobs/${id}/cancellations`)).status, 404)
  assert.equal((await jobOf(id, other))?.mayCancel, false)
  await work()
  assert.deepEqual([(await jobOf(id))?.state, await uses()], ['done', PEOPLE])
  const next = await asked()
  assert.equal((await browser('POST', `/api/v1/export-jobs/${next}/cancellations`)).status, 204)
  assert.equal((await browser('POST', `/api/v1/export-jobs/${next}/cancellations`)).status, 409)
  assert.equal(await work(), false)
  assert.equal((await jobOf(next))?.state, 'cancelled')
})
