import assert from 'node:assert/strict'
import { test } from 'node:test'
import { wording } from '../purposes/wording.ts'
import { LANGUAGES } from '../values/text.ts'
import { VOUCHER_NOTICE_VERSION, voucherLanguage, voucherNotice } from './voucher-notice.ts'

/** What each version said; whoever changes the words counts the version up and adds a line, and takes none away. */
const SAID: Record<number, readonly string[]> = {
  1: ['df2a4938ec85a0cb', '95991c7b23e88147', '765db6ee4ef8da37'],
}

test('the sentence on vouchers says what its version says, in each language, and tells which language it is in', () => {
  const words = LANGUAGES.map((language) => voucherNotice(language, 'Provbolaget AB'))
  assert.deepEqual(words.map(({ note }, place) => wording(LANGUAGES[place]!, note).wordingId.toString('hex').slice(0, 16)), SAID[VOUCHER_NOTICE_VERSION])
  assert.deepEqual(words.map(({ description }) => voucherLanguage({ description })), LANGUAGES)
})
