import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ProblemDetails } from '../../src/doors/api/contract.ts'
import type { Import, ImportRow, ImportSettings, ImportSummary, ImportUndo, SavedMapping, UploadedImport } from '../../src/doors/api/imports-resource.ts'
import { workImport } from '../../src/imports/work-import.ts'
import { workUndo } from '../../src/imports/work-undo.ts'
import { bodyOf, staffedHouse } from '../house.ts'
import { rowHash } from '../row-hash.ts'

const { database, house, app, browser, cookie } = await staffedHouse()

const get = <Body>(path: string, headers: Record<string, string> = {}) => bodyOf<Body>(browser('GET', `/api/v1${path}`, undefined, headers))

const FILE = 'Förnamn;Efternamn;E-post;Ort;Skonummer;=Formel\nÅsa;Öberg;asa@example.org;Umeå;38;1\nBo;Ek;inte-en-adress;Ystad;42;2\n;;;;44;3\n'

async function upload(text: string, fileName = 'kunder våren.csv'): Promise<Response> {
  return app.request('/api/v1/imports', {
    method: 'POST', headers: { cookie, 'sec-fetch-site': 'same-origin', 'content-type': 'text/csv', 'x-file-name': encodeURIComponent(fileName), 'accept-language': 'sv' }, body: text,
  })
}

const SETTINGS: ImportSettings = {
  source: 'gamla systemet', purposes: ['contract'], ground: 'contract', collected: 'self', country: 'SE',
  mapping: { Förnamn: 'given_name', Efternamn: 'family_name', 'E-post': 'email', Ort: 'city', Skonummer: null, '=Formel': null }, saveMappingAs: 'Gamla systemet',
}

test('a file is uploaded, set, rehearsed without changing anybody, run, and told row by row and as a report', async () => {
  const uploaded = await bodyOf<UploadedImport>(upload(FILE))
  assert.deepEqual([uploaded.fileName, uploaded.delimiter, uploaded.rows, uploaded.savedMapping], ['kunder våren.csv', ';', 3, null])
  const email = uploaded.columns.find((one) => one.name === 'E-post')!
  assert.deepEqual([email.proposal?.field, email.sample[0]], ['email', 'asa@example.org'])
  assert.ok(uploaded.targets.some((one) => one.target === 'consent:news:email' && one.label === 'Ja till Nyheter (e-post)'))
  const path = `/api/v1/imports/${uploaded.id}`

  assert.equal((await browser('POST', `${path}/rehearsals`)).status, 422)
  const set = await bodyOf<Import>(browser('PUT', `${path}/settings`, SETTINGS))
  assert.deepEqual([set.state, set.settings?.source, set.mapping['Ort']], ['uploaded', 'gamla systemet', 'city'])
  assert.deepEqual(set.problems.map((one) => one.column), ['Skonummer', '=Formel'])

  assert.equal((await browser('POST', `${path}/rehearsals`)).status, 202)
  assert.equal((await browser('POST', `${path}/runs`)).status, 409)
  await workImport(database, house.keeper)
  const rehearsed = await get<Import>(`/imports/${uploaded.id}`)
  assert.equal(rehearsed.state, 'rehearsed')
  assert.deepEqual((await database.superuser('select count(*)::int as n from person')).rows, [{ n: 0 }])
  const { rows: tried } = await get<{ rows: ImportRow[] }>(`/imports/${uploaded.id}/rows`)
  assert.deepEqual(tried.map((one) => [one.row, one.person, one.name]), [[2, null, 'Åsa Öberg'], [3, null, 'Bo Ek'], [4, null, null]])

  assert.equal((await browser('POST', `${path}/runs`)).status, 202)
  while (await workImport(database, house.keeper)) { /* until nothing waits */ }
  const done = await get<Import>(`/imports/${uploaded.id}`)
  assert.deepEqual([done.state, done.counts, done.progress], ['done', rehearsed.counts, { done: 3, total: 3 }])
  assert.equal(done.createdBy, 'Astrid Nyberg')
  assert.equal((await browser('DELETE', path)).status, 409)

  const { rows } = await get<{ rows: ImportRow[] }>(`/imports/${uploaded.id}/rows`, { 'accept-language': 'sv' })
  assert.deepEqual(rows.map((one) => one.outcome), ['new', 'new', 'held-back'])
  assert.equal(rows[0]!.person?.name, 'Åsa Öberg')
  assert.ok(rows[1]!.reasons.some((reason) => reason.column === 'E-post'))
  const { rows: held } = await get<{ rows: ImportRow[] }>(`/imports/${uploaded.id}/rows?outcome=held-back`)
  assert.equal(held.length, 1)

  const report = await browser('GET', `${path}/report`, undefined, { 'accept-language': 'sv' })
  assert.match(report.headers.get('content-type') ?? '', /^text\/csv/)
  assert.equal(report.headers.get('cache-control'), 'no-store')
  const lines = Buffer.from(await report.arrayBuffer()).toString('utf8').trimEnd().split('\r\n')
  assert.equal(lines[0], '\ufeffRad;Resultat;Kolumn;Fält;Regel;Skäl')
  assert.ok(lines.some((line) => line.startsWith('2;Ny')) && lines.some((line) => line.includes('Tillbakahållen')))
  assert.ok(!lines.join().includes('inte-en-adress'))
})

test('a mapping is saved and proposed again for a file with the same columns', async () => {
  const { mappings } = await get<{ mappings: SavedMapping[] }>('/import-mappings')
  assert.deepEqual(mappings.map((one) => [one.name, one.savedBy]), [['Gamla systemet', 'Astrid Nyberg']])
  database.now = new Date(database.now.getTime() + 1000)
  const again = await bodyOf<UploadedImport>(upload(FILE))
  assert.deepEqual([again.savedMapping?.name, again.savedMapping?.mapping], ['Gamla systemet', SETTINGS.mapping])
  const { imports, next } = await get<{ imports: ImportSummary[]; next: string | null }>('/imports?limit=1')
  assert.equal(imports[0]!.id, again.id)
  const rest = await get<{ imports: ImportSummary[] }>(`/imports?after=${next}`)
  assert.deepEqual(rest.imports.map((one) => one.state), ['done'])
})

test('a file without a row of names is read again with its first row as a person, and its columns called by letters', async () => {
  const uploaded = await bodyOf<UploadedImport>(upload('Ida Ask;ida@example.org\nUlf Alm;ulf@example.org\nEva Gran;eva@example.org\nPer Tall;per@example.org\n', 'utan rubriker.csv'))
  assert.match(uploaded.warning ?? '', /utan rubriker/)
  const path = `/imports/${uploaded.id}`
  const read = await get<Import>(`${path}?firstRow=person`)
  assert.deepEqual([read.warning, read.columns.map((one) => [one.name, one.sample[0], one.proposal?.field])], [null, [['A', 'Ida Ask', null], ['B', 'ida@example.org', 'email']]])
  const settings: ImportSettings = { ...SETTINGS, firstRow: 'person', mapping: { A: 'full_name', B: 'email' } }
  delete settings.saveMappingAs
  for (let times = 0; times < 2; times++) assert.equal((await browser('PUT', `/api/v1${path}/settings`, settings)).status, 200)
  await browser('POST', `/api/v1${path}/rehearsals`)
  await workImport(database, house.keeper)
  const { counts, progress } = await get<Import>(path)
  assert.deepEqual([counts.new, progress], [4, { done: 4, total: 4 }])
  const { rows } = await get<{ rows: ImportRow[] }>(`${path}/rows`)
  assert.deepEqual(rows.map((one) => [one.row, one.name]), [[1, 'Ida Ask'], [2, 'Ulf Alm'], [3, 'Eva Gran'], [4, 'Per Tall']])

  assert.equal((await browser('DELETE', `/api/v1${path}`)).status, 204)
  assert.equal((await browser('GET', `/api/v1${path}`)).status, 404)
  assert.deepEqual((await database.superuser('select (select count(*) from import_file where import_id = $1)::int as files, (select count(*) from import_row where import_id = $1)::int as rows', [uploaded.id])).rows, [{ files: 0, rows: 0 }])
})

test('a file that is no table, a name that cannot be read and settings that do not fit are refused, and nothing is kept', async () => {
  const untouched = await rowHash(database)
  const refusals: [Response, number, string | undefined][] = [
    [await upload(''), 400, 'file'],
    [await upload('%PDF-1.7 not a table'), 400, 'file'],
    [await app.request('/api/v1/imports', { method: 'POST', headers: { cookie, 'sec-fetch-site': 'same-origin', 'content-type': 'text/csv', 'x-file-name': '%ff' }, body: FILE }), 400, 'x-file-name'],
    [await app.request('/api/v1/imports', { method: 'POST', headers: { cookie, 'sec-fetch-site': 'same-origin', 'content-type': 'text/csv' }, body: FILE }), 400, 'x-file-name'],
  ]
  for (const [answer, status, field] of refusals) assert.deepEqual([answer.status, (await bodyOf<ProblemDetails>(answer)).field], [status, field])
  assert.equal(await rowHash(database), untouched)

  const { id } = await bodyOf<UploadedImport>(upload(FILE))
  for (const [change, status, field] of [
    [{ mapping: { Nummer: 'phone' } }, 400, 'mapping'], [{ purposes: ['nonsense'] }, 400, 'purposes'], [{ ground: 'consent', purposes: ['news'] }, 422, 'when'],
    [{ ground: 'guess' }, 400, 'ground'], [{ colour: 'red' }, 400, 'colour'],
  ] as const) {
    const answer = await browser('PUT', `/api/v1/imports/${id}/settings`, { ...SETTINGS, ...change })
    assert.deepEqual([answer.status, (await bodyOf<ProblemDetails>(answer)).field], [status, field])
  }
})

test('M1: a colleague tries to undo an import, sees who would go and who would stay, and undoes it once', async () => {
  const { id } = await bodyOf<UploadedImport>(upload('Namn;E-post\nUno Gran;uno@example.org\nDua Gran;dua@example.org\n', 'ångra.csv'))
  const path = `/api/v1/imports/${id}`
  assert.deepEqual(await get<ImportUndo>(`/imports/${id}/undo`), { possibleUntil: null, state: null, progress: { done: 0, total: 0 }, counts: { removed: 0, restored: 0, kept: 0 }, exceptions: [] })
  assert.equal((await browser('POST', `${path}/undo-rehearsals`)).status, 409)
  await browser('PUT', `${path}/settings`, { ...SETTINGS, mapping: { Namn: 'full_name', 'E-post': 'email' } })
  await browser('POST', `${path}/runs`)
  await workImport(database, house.keeper)
  const { rows } = await get<{ rows: ImportRow[] }>(`/imports/${id}/rows`)
  await database.superuser(`insert into relation (person_id, relation_id, kind, other_person_id, since) values ($1, $1, 'household', $1, $2)`, [rows[1]!.person!.id, database.now])

  const asked = await browser('POST', `${path}/undo-rehearsals`)
  assert.deepEqual([asked.status, (await bodyOf<ImportUndo>(asked)).progress], [202, { done: 0, total: 2 }])
  assert.equal(await workUndo(database, house.keeper), true)
  const rehearsed = await bodyOf<ImportUndo>(browser('GET', `${path}/undo`, undefined, { 'accept-language': 'sv' }))
  assert.deepEqual([rehearsed.state, rehearsed.counts, rehearsed.exceptions], [
    'rehearsed', { removed: 1, restored: 0, kept: 1 }, [{ person: rows[1]!.person, sentence: 'Meddelanden eller nyare uppgifter bygger på personen' }],
  ])
  assert.ok(new Date(rehearsed.possibleUntil!).getTime() > database.now.getTime())
  assert.equal((await browser('POST', `${path}/undos`)).status, 202)
  await workUndo(database, house.keeper)
  const { state, counts, possibleUntil } = await get<ImportUndo>(`/imports/${id}/undo`)
  assert.deepEqual([state, counts, possibleUntil], ['done', { removed: 1, restored: 0, kept: 1 }, null])
  assert.deepEqual((await database.superuser("select display_name as name from profile where display_name like '% Gran'")).rows, [{ name: 'Dua Gran' }])
  assert.equal((await browser('POST', `${path}/undos`)).status, 409)
})
