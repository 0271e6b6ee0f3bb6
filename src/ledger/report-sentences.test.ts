import assert from 'node:assert/strict'
import { test } from 'node:test'
import { catalogue, LANGUAGES } from '../values/text.ts'
import { reportSentences } from './report-sentences.ts'
import type { Finding, LedgerReport } from './verify-ledger.ts'

const clean: LedgerReport = { finding: undefined, leaves: 12, shredded: 0, pending: 0, headsMet: 3, headsLost: 0, truncation: 'excluded' }

test('a clean ledger is said to be clean, with what it was held to', () => {
  assert.deepEqual(reportSentences(clean, 'en'), ['All 12 entries of the ledger are as they were written.', 'They agree with all 3 heads kept outside the database.'])
})

test('without a head from outside it is said that the end may have been cut off', () => {
  const blind = reportSentences({ ...clean, headsMet: 0, truncation: 'cannot-be-excluded' }, 'en')
  assert.match(blind.at(-1)!, /cannot be excluded/)
})

test('every reason has a sentence with its place, in every language', () => {
  const reasons = Object.keys(catalogue('en', 'ledger')).filter((key) => key.startsWith('finding.')).map((key) => key.slice(8) as Finding['reason'])
  assert.equal(reasons.length, 14)
  for (const language of LANGUAGES) {
    for (const reason of reasons) {
      const [sentence, place] = reportSentences({ ...clean, finding: { reason, index: 7, until: 9 } }, language)
      assert.ok(sentence && sentence.length > 10, `${language} ${reason}`)
      assert.match(place!, /7.*9/)
    }
  }
  assert.deepEqual(reportSentences({ ...clean, finding: { reason: 'changed', index: 7 } }, 'sv'), ['En post har ändrats efter att den skrevs.', 'Det börjar vid löv 7.'])
})
