import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openLog } from '../plumbing/log.ts'
import { givenColumns, givingFaults, IMPERSONAL_PAYLOADS, IMPERSONAL_TABLES, LEFT_OUT_OF_LOGS, mapFaults, maskOf, memberFaults, payloadFaults, PERSONAL_TABLES, words } from './data-map.ts'

const known = [
  ...Object.entries(PERSONAL_TABLES).flatMap(([table, map]) => `${map.columns} ${map.impersonal ?? ''}`.split(/\s+/).filter(Boolean).map((column) => `${table}.${column}`)),
  ...Object.keys(IMPERSONAL_TABLES).map((table) => `${table}.anything`),
]

test('a schema that the map knows has no faults', () => assert.deepEqual(mapFaults(known), []))

test('E1: a new column that nobody classified is a fault', () => {
  assert.deepEqual(mapFaults([...known, 'profile.shoe_size']), ['profile.shoe_size is neither on the data map nor declared impersonal'])
  assert.match(mapFaults([...known, 'diary.text'])[0]!, /diary\.text/)
})

test('a column that is gone from the schema is a fault', () => {
  assert.deepEqual(mapFaults(known.filter((column) => column !== 'profile.gender')), ['profile.gender is on the data map and not in the schema'])
})

test('what is erased with a person is given to them, or another table gives the same (PEERS: export covers at least what erasure covers)', () => {
  assert.deepEqual(givingFaults(PERSONAL_TABLES), [])
  const { standing, contact_point: points, customer_session: sessions, decision_row: answers } = PERSONAL_TABLES
  const faults = (table: string, map: object): string[] => givingFaults({ ...PERSONAL_TABLES, [table]: { ...PERSONAL_TABLES[table]!, ...map } })
  assert.deepEqual(faults('standing', { exported: false }), ['standing is given and says why not, or is not given and does not say', 'standing is erased with the person and neither given nor given by another table', 'decision_row is erased with the person and neither given nor given by another table'])
  assert.deepEqual(faults('relation', { withheld: { 'of-others': 'other_name' } }), ['relation.other_name is told of and is no personal column'])
  assert.deepEqual(faults('look', { columns: 'at' }).slice(-1), ['look is given and has no person_id to find it by'])
  assert.deepEqual(faults('identifier', { givenBy: 'nowhere' }), ['identifier is erased with the person and neither given nor given by another table'])
  assert.ok(standing?.exported && points?.exported && !answers?.exported)
  assert.ok(!givenColumns(sessions!).includes('session_hash') && givenColumns(sessions!).includes('expires_at'), 'a secret is not given, what is beside it is')
})

test('a column with JSON of which nobody said what may stand in it is a fault', () => {
  const json = Object.keys(IMPERSONAL_PAYLOADS)
  assert.deepEqual(payloadFaults([...json, 'ground.evidence', 'import_row.reasons']), [])
  assert.deepEqual(payloadFaults([...json, 'message.payload']), ['message.payload holds JSON, and nobody has said what'])
  assert.deepEqual(payloadFaults(json.slice(1)), [`${json[0]} is declared to hold impersonal JSON and holds none`])
})

test('DS-01: a member of stored JSON that nobody declared is a fault by its name, at any depth', () => {
  const declared = ['ledger_entry.evidence.kind', 'request_step.detail.what', 'request_step.detail.what.field', 'profile.own.shoe_size', 'import.mapping.E-post', 'import.mapping.Tel. hem', 'stop_row.choice.evidence.text', 'staff_approval.wish.changes.retention.months']
  assert.deepEqual(memberFaults(declared), [])
  const strange = ['ledger_entry.evidence.diagnosis', 'request_step.detail.what.name', 'saved_view.sort.by.name', 'mailing.content.fi', 'purpose_version.recipients.name', 'nowhere.at.all', 'request.wish.valuesOfOthers']
  assert.deepEqual(memberFaults(strange), strange.map((one) => `${one} is stored and nobody has declared it`))
})

test('E2: no log holds a fact under the name of a personal column, however it is spelt, unless it is a pseudonym, a moment or a word of ours', () => {
  let line = ''
  const log = openLog('info', { write: (text) => { line += text } })
  const columns = Object.values(PERSONAL_TABLES).flatMap((map) => [...words(map.columns)])
  const camel = (column: string) => column.replaceAll(/_(.)/g, (_, letter: string) => letter.toUpperCase())
  for (const column of columns.filter((one) => maskOf(one) === 'left-out')) {
    log.info({ [column]: 'canary', [camel(column)]: 'canary', deep: { [column]: 'canary' } }, 'seen')
    assert.doesNotMatch(line, /canary/, column)
    line = ''
  }
  assert.ok(LEFT_OUT_OF_LOGS.size > 50)
  for (const column of ['own', 'evidence', 'birth_date', 'customer_number', 'canonical', 'recipient', 'source']) assert.equal(maskOf(column), 'left-out', column)
  log.info({ person_id: 'p', personId: 'p', kind: 'k', state: 's' }, 'seen')
  assert.match(line, /"person_id":"p","personId":"p","kind":"k","state":"s"/)
})
