import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { NO_SHARED_DATA, sharedData } from '../../test/shared-data.ts'
import { BASES, endedBy, rightsFor, type Basis } from './basis.ts'

const GDPR = 'https://w3id.org/dpv/legal/eu/gdpr#A'
const DPV_NAME: Partial<Record<Basis, string>> = {
  consent: '6-1-a', contract: '6-1-b', 'legal-obligation': '6-1-c', 'vital-interest': '6-1-d', 'public-task': '6-1-e', 'legitimate-interest': '6-1-f',
}

test('the rights of each basis are those of the W3C Data Privacy Vocabulary', (context) => {
  const path = sharedData('dpv-2.3/eu-gdpr-legal_basis_rights_mapping.csv')
  if (!path) return context.skip(NO_SHARED_DATA)
  const pairs = readFileSync(path, 'utf8').trim().split('\n').slice(1).map((line) => line.trim().replaceAll('"', '').replaceAll(GDPR, '').split(','))
  for (const [basis, name] of Object.entries(DPV_NAME)) {
    const expected = pairs.filter(([from]) => from === name).map(([, right]) => right).toSorted()
    assert.ok(expected.length > 4, `${basis} stands in the vocabulary`)
    assert.deepEqual(rightsFor(basis as Basis, false).toSorted(), expected, basis)
  }
})

test('the right to object to direct marketing comes on top of every basis', () => {
  for (const basis of BASES) {
    assert.ok(rightsFor(basis, true).includes('21-2'), basis)
    assert.ok(!rightsFor(basis, false).includes('21-2'), basis)
    assert.notEqual(endedBy(basis, true), 'nothing', basis)
  }
  assert.equal(endedBy('contract', false), 'nothing')
  assert.equal(endedBy('consent', true), 'withdrawal')
})
