import assert from 'node:assert/strict'
import { test } from 'node:test'
import { searchKey } from './search-key.ts'

test('search finds a name however its accents, letters and spaces were typed', () => {
  for (const [typed, key] of [['Åsa  Öberg', 'asa oberg'], ['A\u030asa O\u0308berg ', 'asa oberg'], ['SØREN KJÆR', 'soren kjaer'], ['Straße', 'strasse'], ['Wójcik Łukasz', 'wojcik lukasz'], ['Þórður', 'thordur'],
    ['O’Reilly', "o'reilly"], ["O'Reilly", "o'reilly"], ['ﬁnn\u200d', 'finn'], ['İstanbul', 'istanbul'], ['ılgın', 'ilgin'], ['Hämäläinen', 'hamalainen'], ['\tＡnna\nB', 'anna b'], ['', '']]) assert.equal(searchKey(typed!), key)
})
