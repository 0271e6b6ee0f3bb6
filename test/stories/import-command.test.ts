import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { pathToFileURL } from 'node:url'
import { COMMANDS } from '../../src/doors/shell/commands.ts'
import type { ImportCounts } from '../../src/imports/import.ts'
import { runTillit, type Ended } from '../browser/program.ts'
import { testDatabase, urlOf, type TestDatabase } from '../database.ts'

const folder = mkdtempSync(join(tmpdir(), 'tillit-import-'))
after(() => rmSync(folder, { recursive: true, force: true }))

let database: TestDatabase
before(async () => {
  database = await testDatabase()
})

/** Runs the command line beside nothing else, with a keeper of its own. */
function tillit(...words: string[]): Promise<Ended> {
  return runTillit(words, { DEMO: 'no', DATA_DIR: folder, KEEPER_URL: pathToFileURL(join(folder, 'keeper')).href, DATABASE_URL: urlOf(database.connection) })
}

function written(name: string, text: string): string {
  writeFileSync(join(folder, name), text)
  return join(folder, name)
}

interface Answer { state: string; counts: ImportCounts; columns: { name: string; field: string | null; reason: string }[]; heldBack: { column: string | null; rule: string | null; sentence: string; count: number | null }[] }

async function countPeople(): Promise<number> {
  return (await database.superuser('select count(*)::int as n from person')).rows[0].n
}

test('a file is rehearsed and then imported on the command line, with its columns, its numbers and what was held back', async () => {
  const file = written('kunder.csv', 'Kundnr;Namn;E-post;Telefon;Skonummer\n1;Åsa Öberg;asa@example.org;070-174 06 05;38\n2;Bo Ek;bo@@example.org;12;44\n')
  const words = ['import', file, '--source', 'old system', '--purpose', 'contract', '--ground', 'contract', '--collected', 'self', '--country', 'se']
  const rehearsed = await tillit(...words, '--rehearse')
  assert.equal(rehearsed.code, 0, rehearsed.stderr)
  assert.match(rehearsed.stdout, /^2 new, 0 changed, 0 unchanged, 0 rows held back; 2 values held back, 1 columns not read in/)
  assert.match(rehearsed.stdout, /This was a rehearsal/)
  assert.match(rehearsed.stderr, /E-post +email +The heading says so/)
  assert.match(rehearsed.stderr, /2 of 2 rows/)
  assert.equal(await countPeople(), 0)

  const run = await tillit(...words, '--json')
  assert.equal(run.code, 0, run.stderr)
  const answer = JSON.parse(run.stdout) as Answer
  assert.deepEqual([answer.state, answer.counts.new, answer.counts.heldValues], ['done', 2, 2])
  assert.deepEqual(answer.columns.map(({ name, field }) => [name, field]), [['Kundnr', 'customer_number'], ['Namn', 'full_name'], ['E-post', 'email'], ['Telefon', 'phone'], ['Skonummer', null]])
  assert.deepEqual(answer.heldBack.map((one) => one.column).toSorted(), ['E-post', 'Skonummer', 'Telefon'])
  assert.equal(await countPeople(), 2)
})

test('consents with their proof, a soft opt-in and a mapping of one’s own come in by options', async () => {
  const file = written('nyheter.csv', 'Wer,Wo,Seit,Kauf\nAda Ek,ada@example.org,2025-03-04,2026-01-02\n')
  const map = written('map.json', JSON.stringify({ Wer: 'full_name', Wo: 'email', Seit: null, Kauf: null }))
  const wording = written('wording.txt', 'Ja, gern Neuigkeiten\n')
  const consent = await tillit('import', file, '--source', 'shop', '--purpose', 'news', '--ground', 'consent', '--collected', 'self', '--when', '@Seit', '--evidence', 'form', '--wording', wording, '--map', map, '--json')
  assert.equal(consent.code, 0, consent.stderr)
  assert.deepEqual((JSON.parse(consent.stdout) as Answer).heldBack.map((one) => one.column), ['Kauf'])
  const { rows } = await database.superuser("select evidence, (select text from wording w where w.wording_id = e.wording_id) as words from ledger_entry e where kind = 'given'")
  assert.deepEqual(rows.map(({ evidence, words }: { evidence: Record<string, string>; words: string }) => [evidence['when'], evidence['where'], words]), [['2025-03-04', 'form', 'Ja, gern Neuigkeiten']])

  const soft = await tillit('import', file, '--source', 'shop', '--purpose', 'contract', '--ground', 'contract', '--collected', 'self', '--map', map,
    '--soft-opt-in', 'news', '--product-group', 'skis', '--last-sale', '@Kauf', '--opt-out-offered', 'box in the checkout')
  assert.equal(soft.code, 0, soft.stderr)
  const { rows: grounds } = await database.superuser("select product_groups, last_sale_at::date::text as day from ground where basis = 'soft-opt-in'")
  assert.deepEqual(grounds, [{ product_groups: ['skis'], day: '2026-01-02' }])
})

test('what is refused is said in one line with rule and setting, ends with 1, and leaves no file behind', async () => {
  const imports = (await database.superuser('select count(*)::int as n from import')).rows
  const file = written('k.csv', 'Namn,E-post\nAda,ada@example.org\n')
  const right = ['--source', 'x', '--purpose', 'contract', '--ground', 'contract', '--collected', 'self']
  for (const [words, expected] of [
    [['import'], /takes the path of a file/],
    [['import', join(folder, 'none.csv'), ...right], /cannot be read \(ENOENT\)/],
    [['import', file, '--source', 'x'], /--ground is missing/],
    [['import', file, ...right.with(5, 'consent').with(3, 'news')], /^L3: when: /m],
    [['import', file, ...right.with(5, 'guess')], /^ground: /m],
    [['import', file, ...right, '--map', file], /--map takes a JSON file/],
    [['import', file, ...right, '--encoding', 'ebcdic'], /^encoding: /m],
    [['import', written('e.csv', ''), ...right], /^file: /m],
  ] as [string[], RegExp][]) {
    const ran = await tillit(...words)
    assert.equal(ran.code, 1, ran.stderr)
    assert.match(ran.stderr, expected)
  }
  assert.deepEqual((await database.superuser('select count(*)::int as n from import')).rows, imports)
})

test('a file without a row of names comes in whole with --no-header, its columns named by letters', async () => {
  const already = await countPeople()
  const file = written('utan.csv', 'Ebba Lund,ebba@example.org\nNils Strand,nils@example.org\n')
  const map = written('letters.json', JSON.stringify({ A: 'full_name', B: 'email' }))
  const ran = await tillit('import', file, '--source', 'list', '--purpose', 'contract', '--ground', 'contract', '--collected', 'self', '--no-header', '--map', map, '--json')
  assert.equal(ran.code, 0, ran.stderr)
  assert.deepEqual((JSON.parse(ran.stdout) as Answer).columns.map(({ name, field }) => [name, field]), [['A', 'full_name'], ['B', 'email']])
  assert.match(ran.stderr, /2 of 2 rows/)
  assert.equal(await countPeople(), already + 2)
})

test('a person is shown in words, and not in codes', async () => {
  const shown = await tillit('person', 'asa@example.org')
  assert.equal(shown.code, 0, shown.stderr)
  assert.match(shown.stdout, /^Åsa Öberg\n/)
  assert.match(shown.stdout, /E-mail address +asa@example\.org\n +Your agreement · old system · Until the contract has ended/)
  assert.doesNotMatch(shown.stdout, /contract-end|customer_number/)
})

test('a file that is no receipt is called that, and nothing is said of its words', async () => {
  const ran = await tillit('verify', written('k.csv', 'Namn,E-post\nAda,ada@example.org\n'))
  assert.deepEqual([ran.code, ran.stdout], [1, 'This is not a receipt.\n'])
})

test('the commands and what they do stand in two columns', async () => {
  const { stdout } = await tillit('--help')
  const starts = stdout.trimEnd().split('\n').flatMap((line) => /^(?: {2}tillit .*? {2,}| {4,})(?=\S)/.exec(line)?.[0].length ?? [])
  assert.deepEqual([new Set(starts).size, starts.length], [1, COMMANDS.length])
})
