import assert from 'node:assert/strict'
import { test } from 'node:test'
import { acceptedLanguage } from './accepted-language.ts'

test('the reader gets the wished language that weighs most among those we have', () => {
  const cases: [string | undefined, string][] = [
    ['sv-SE,sv;q=0.9,en;q=0.8', 'sv'],
    ['fr, nn;q=0.7, sv;q=0.6', 'nb'],
    ['en;q=0.2, nb;q=0.9', 'nb'],
    ['sv;q=0, en', 'en'],
    ['de-DE', 'en'],
    ['', 'en'],
    [undefined, 'en'],
    ['*', 'en'],
    [`${'x,'.repeat(5000)}sv`, 'en'],
  ]
  for (const [header, language] of cases) assert.equal(acceptedLanguage(header), language, header)
  assert.equal(acceptedLanguage('de', 'nb'), 'nb')
})
