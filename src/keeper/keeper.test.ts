import assert from 'node:assert/strict'
import { generateKeyPairSync } from 'node:crypto'
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'
import { pathToFileURL } from 'node:url'
import { Problem } from '../plumbing/errors.ts'
import type { PersonId } from '../values/ids.ts'
import { LANGUAGES, t as text } from '../values/text.ts'
import { checkKeeper } from './check-keeper.ts'
import type { DatabaseFacts, JournalEntry, Keeper, SignedHead } from './keeper.ts'
import { openKeeper } from './open-keeper.ts'
import { publicKeyText } from './signing-key.ts'

const NOW = new Date('2026-03-02T09:00:00Z')
const LATER = new Date('2026-03-03T09:00:00Z')
const DATABASE = '019a2b3c-0000-7000-8000-0000000000db'

function place(t: TestContext): string {
  const path = mkdtempSync(join(tmpdir(), 'tillit-keeper-'))
  t.after(() => rmSync(path, { recursive: true, force: true }))
  return join(path, 'keeper')
}

async function keeperAt(t: TestContext, path: string, now = NOW, mayCreate = true): Promise<Keeper> {
  const keeper = await openKeeper({ url: pathToFileURL(path).href, keyName: 'tillit.example/ledger', mayCreate, now })
  t.after(() => keeper.close())
  return keeper
}

const head = (size: number, epoch = 1, fill = size): SignedHead => ({ origin: 'tillit.example/ledger', size, epoch, root: Buffer.alloc(32, fill), note: `note of ${size}` })
const withdrawal = (n: number): JournalEntry => ({
  kind: 'withdrawal',
  at: NOW.toISOString(),
  person: `019a2b3c-0000-7000-8000-${String(n).padStart(12, '0')}` as PersonId,
  entry: 'withdrawn',
  purpose: 'events',
  channel: 'email',
  surface: 'web',
})
const facts = (change: Partial<DatabaseFacts> = {}): DatabaseFacts => ({ databaseId: DATABASE, keeperId: undefined, leaves: 0, newestHead: undefined, series: new Map(), ...change })

function refusal(keeper: Keeper, database: DatabaseFacts): string | undefined {
  try {
    checkKeeper(keeper.facts(), database)
    return undefined
  } catch (error) {
    assert.ok(error instanceof Problem)
    assert.equal(error.detail.rule, 'E3')
    for (const language of LANGUAGES) assert.ok(text(language, error.detail.text, error.detail.parameters).length > 40)
    return error.detail.text
  }
}

test('a keeper makes its keys on the first start and finds them on the next', async (t) => {
  const path = place(t)
  const first = await keeperAt(t, path)
  const second = await keeperAt(t, path, LATER, false)
  assert.equal(second.id, first.id)
  assert.equal(publicKeyText(second.keys.signing), publicKeyText(first.keys.signing))
  for (const name of ['identifierIndex', 'tokens', 'suppression'] as const) assert.ok(second.keys[name].equals(first.keys[name]))
  assert.ok(!first.keys.tokens.equals(first.keys.suppression))
})

test('keys and card are private files, and no draft is left behind', async (t) => {
  const path = place(t)
  await keeperAt(t, path)
  const files = ['keeper.json', 'keys/signing.key', 'keys/identifier-index.key', 'keys/tokens.key', 'keys/suppression.key', 'keys/blind-index.key', 'keys/room.key']
  for (const file of files) assert.equal(statSync(join(path, file)).mode & 0o777, 0o600, file)
  assert.equal(statSync(join(path, 'keys')).mode & 0o777, 0o700)
  assert.equal(readdirSync(join(path, 'keys')).length, 6)
})

test('a creation that was cut off before its card is finished with the keys it had', async (t) => {
  const path = place(t)
  const before = await keeperAt(t, path)
  const kept = publicKeyText(before.keys.signing)
  for (const name of ['keeper.json', 'journal', 'heads', 'marks', 'keys/tokens.key']) rmSync(join(path, name), { recursive: true })
  const after = await keeperAt(t, path, LATER)
  assert.equal(publicKeyText(after.keys.signing), kept)
})

test('anything but a folder is refused in one sentence that does not repeat the value', async () => {
  for (const url of ['s3://bucket:secret@host/x', 'https://example.com', '/var/keeper', 'file://host/share', 'file:///', '']) {
    await assert.rejects(openKeeper({ url, keyName: 'k', mayCreate: true, now: NOW }), (error) => {
      assert.ok(error instanceof Problem)
      assert.equal(error.detail.text, 'keeper.url-unsupported')
      assert.ok(!text('en', error.detail.text, error.detail.parameters).includes('secret'))
      return true
    })
  }
})

test('a keeper that is not there is not quietly made anew when a database already has one', async (t) => {
  const path = place(t)
  await assert.rejects(keeperAt(t, path, NOW, false), /keeper\.missing/)
  assert.ok(!existsSync(path))
})

test('a missing or unreadable key or card is named', async (t) => {
  for (const name of ['keys/signing.key', 'keys/tokens.key', 'keeper.json']) {
    const path = place(t)
    const keeper = await keeperAt(t, path)
    await keeper.close()
    writeFileSync(join(path, name), 'x')
    await assert.rejects(keeperAt(t, path), (error) => error instanceof Problem && String(error.detail.parameters?.['file']).endsWith(name))
    rmSync(join(path, name))
    await assert.rejects(keeperAt(t, path), /keeper\.file-unreadable/, name)
  }
})

test('the journal outlives the program and holds pseudonyms only', async (t) => {
  const path = place(t)
  const keeper = await keeperAt(t, path)
  await keeper.journal(withdrawal(1), withdrawal(2))
  await keeper.journal({ kind: 'erasure', at: NOW.toISOString(), person: '019a2b3c-0000-7000-8000-000000000003' as PersonId })
  const again = await keeperAt(t, path, LATER)
  assert.deepEqual((await again.readJournal()).map((entry) => entry.kind), ['withdrawal', 'withdrawal', 'erasure'])
  assert.equal(again.facts().journalLines, 3)
})

test('a torn journal line is tolerated and reported', async (t) => {
  const path = place(t)
  const keeper = await keeperAt(t, path)
  await keeper.journal(withdrawal(1), withdrawal(2))
  await keeper.close()
  const file = join(path, 'journal', readdirSync(join(path, 'journal'))[0]!)
  writeFileSync(file, readFileSync(file, 'utf8').slice(0, -5))
  const again = await keeperAt(t, path, LATER)
  assert.equal(again.torn.length, 1)
  assert.equal((await again.readJournal()).length, 1)
})

test('heads are kept in order and never contradict one another', async (t) => {
  const path = place(t)
  const keeper = await keeperAt(t, path)
  await keeper.publishHead(head(5), NOW)
  await keeper.publishHead(head(9), NOW)
  await keeper.publishHead(head(9), NOW)
  await assert.rejects(keeper.publishHead(head(9, 1, 1), NOW), /contradicts/)
  await assert.rejects(keeper.publishHead(head(8), NOW), /contradicts/)
  await keeper.publishHead(head(6, 2), NOW)
  await assert.rejects(keeper.publishHead(head(20, 1), NOW), /contradicts/)
  const again = await keeperAt(t, path, LATER)
  assert.deepEqual((await again.readHeads()).map((one) => [one.epoch, one.size]), [[1, 5], [1, 9], [1, 9], [2, 6]])
  assert.equal(again.lastHead?.size, 6)
})

test('two copies of the program share one keeper', async (t) => {
  const path = place(t)
  const [one, two] = [await keeperAt(t, path), await keeperAt(t, path)]
  await Promise.all(Array.from({ length: 40 }, (_, n) => (n % 2 ? one : two).journal(withdrawal(n))))
  await one.publishHead(head(5), NOW)
  await two.followHeads()
  assert.equal(two.lastHead?.size, 5)
  await two.publishHead(head(7), NOW)
  await one.followHeads()
  assert.equal(one.lastHead?.size, 7)
  assert.equal((await one.readJournal()).length, 40)
  assert.equal((await keeperAt(t, path, LATER)).lastHead?.size, 7)
})

test('marks of number series only rise', async (t) => {
  const path = place(t)
  const keeper = await keeperAt(t, path)
  await keeper.markSeries('person', 1000)
  await keeper.markSeries('person', 500)
  assert.equal((await keeperAt(t, path, LATER)).seriesMark('person'), 1000)
  assert.equal(keeper.seriesMark('invoice'), 0)
})

test('a keeper is paired with one database for good', async (t) => {
  const path = place(t)
  const keeper = await keeperAt(t, path)
  await keeper.pair(DATABASE)
  await keeper.pair(DATABASE)
  await assert.rejects(keeper.pair('019a2b3c-0000-7000-8000-0000000000dc'), /of-another-database/)
  assert.equal((await keeperAt(t, path, LATER)).databaseId, DATABASE)
})

test('keeper and database are compared at every start', async (t) => {
  const path = place(t)
  const fresh = await keeperAt(t, path)
  assert.equal(refusal(fresh, facts()), undefined)
  assert.equal(refusal(fresh, facts({ keeperId: fresh.id, leaves: 0 })), 'keeper.missing')
  assert.equal(refusal(fresh, facts({ leaves: 3 })), 'keeper.missing')
  await fresh.pair(DATABASE)
  await fresh.publishHead(head(5), NOW)
  const keeper = await keeperAt(t, path, LATER)
  const paired = (change: Partial<DatabaseFacts>) => facts({ keeperId: keeper.id, leaves: 5, newestHead: head(5), ...change })
  assert.equal(refusal(keeper, paired({})), undefined)
  assert.equal(refusal(keeper, paired({ leaves: 8 })), undefined)
  // Published but not yet stored when the program was killed: that is no contradiction.
  assert.equal(refusal(keeper, paired({ newestHead: head(3) })), undefined)
  assert.equal(refusal(keeper, paired({ newestHead: undefined })), undefined)
  assert.equal(refusal(keeper, paired({ keeperId: 'other' })), 'keeper.of-another-database')
  assert.equal(refusal(keeper, paired({ databaseId: 'other' })), 'keeper.of-another-database')
  assert.equal(refusal(keeper, paired({ leaves: 6, newestHead: head(6) })), 'keeper.older')
  assert.equal(refusal(keeper, paired({ newestHead: head(5, 2) })), 'keeper.older')
  assert.equal(refusal(keeper, paired({ leaves: 4, newestHead: head(4) })), 'keeper.database-rolled-back')
  assert.equal(refusal(keeper, paired({ leaves: 0, newestHead: undefined })), 'keeper.database-rolled-back')
  assert.equal(refusal(keeper, paired({ newestHead: head(5, 1, 99) })), 'keeper.contradicts')
  assert.equal(refusal(keeper, paired({ series: new Map([['person', 1]]) })), 'keeper.series-behind')
  await keeper.markSeries('person', 10)
  assert.equal(refusal(keeper, paired({ series: new Map([['person', 10]]) })), undefined)
})

test('a database that knows a newer epoch than the keeper is refused, and the other way round', async (t) => {
  const path = place(t)
  const keeper = await keeperAt(t, path)
  await keeper.publishHead(head(9), NOW)
  await keeper.publishHead(head(5, 2), NOW)
  const again = await keeperAt(t, path, LATER)
  assert.equal(refusal(again, facts({ keeperId: again.id, leaves: 9, newestHead: head(9) })), 'keeper.database-rolled-back')
  assert.equal(refusal(again, facts({ keeperId: again.id, leaves: 5, newestHead: head(5, 2) })), undefined)
})

test('a journal put back from an older copy is refused', async (t) => {
  const path = place(t)
  const keeper = await keeperAt(t, path)
  await keeper.journal(withdrawal(1))
  cpSync(join(path, 'journal'), `${path}-old`, { recursive: true })
  await keeper.journal(withdrawal(2))
  await keeper.publishHead(head(2), NOW)
  await keeper.close()
  rmSync(join(path, 'journal'), { recursive: true })
  cpSync(`${path}-old`, join(path, 'journal'), { recursive: true })
  const again = await keeperAt(t, path, LATER)
  assert.equal(refusal(again, facts({ keeperId: again.id, leaves: 2, newestHead: head(2) })), 'keeper.journal-shorter')
})

test('a key of another kind is refused', async (t) => {
  const path = place(t)
  await keeperAt(t, path)
  const rsa = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ type: 'pkcs8', format: 'pem' })
  writeFileSync(join(path, 'keys', 'signing.key'), rsa)
  await assert.rejects(keeperAt(t, path), /file-unreadable/)
})
